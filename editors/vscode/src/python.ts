/** Finds a Python interpreter that can carry the language server. */

import { join } from "node:path";

import type { Run } from "./run.ts";

export const OLDEST = { major: 3, minor: 11 } as const;

export interface Interpreter {
  readonly command: string;
  readonly version: string;
  /** How packages get into a new environment: with its own pip, or with the pip outside. */
  readonly pip: "inside" | "outside";
}

/** Why an interpreter will not do, in words for people. */
export type Refusal = string;

const PROBE = [
  "import json, sys",
  "from importlib.util import find_spec as f",
  "v = list(sys.version_info[:3])",
  "print(json.dumps({'version': v, 'venv': bool(f('venv')), 'ensurepip': bool(f('ensurepip')), 'pip': bool(f('pip'))}))",
].join("; ");

interface Probe {
  readonly version: readonly [number, number, number];
  readonly venv: boolean;
  readonly ensurepip: boolean;
  readonly pip: boolean;
}

/** Places to look, best first. A graphical session's PATH is often not the terminal's. */
export function candidates(platform: NodeJS.Platform, home: string): string[] {
  if (platform === "win32") {
    return ["py", "python", "python3"];
  }
  const names = ["python3.13", "python3.12", "python3.11", "python3.14", "python3", "python"];
  const folders = ["/usr/local/bin", "/usr/bin", "/opt/homebrew/bin", join(home, ".local/bin"), join(home, ".pyenv/shims")];
  return [...names, ...folders.flatMap((folder) => names.map((name) => `${folder}/${name}`))];
}

/** Looks at one interpreter. */
export async function inspect(command: string, run: Run, cwd: string): Promise<Interpreter | Refusal> {
  const ended = await run(command, ["-I", "-c", PROBE], { cwd, timeoutMs: 20_000 });
  const probe = ended.code === 0 ? parse(ended.stdout) : undefined;
  if (probe === undefined) {
    return `${command} is not a Python that runs.`;
  }
  const version = probe.version.join(".");
  const [major, minor] = probe.version;
  if (major !== OLDEST.major || minor < OLDEST.minor) {
    return `${command} is Python ${version}; DevMentor needs ${OLDEST.major}.${OLDEST.minor} or newer.`;
  }
  if (!probe.venv || !(probe.ensurepip || probe.pip)) {
    return `${command} (Python ${version}) lacks venv or pip; on Debian and Ubuntu install python3-venv.`;
  }
  // Debian splits ensurepip off: then the pip outside serves inside.
  return { command, version, pip: probe.ensurepip ? "inside" : "outside" };
}

/** The first candidate that will do, or undefined. */
export async function findPython(commands: readonly string[], run: Run, cwd: string): Promise<Interpreter | undefined> {
  for (const command of commands) {
    const found = await inspect(command, run, cwd);
    if (typeof found !== "string") {
      return found;
    }
  }
  return undefined;
}

function parse(text: string): Probe | undefined {
  try {
    return JSON.parse(text) as Probe;
  } catch {
    return undefined;
  }
}
