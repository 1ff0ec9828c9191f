/** The server's environment: found where it was built before, or built from the wheel inside this extension. */

import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { withLock } from "./lock.ts";
import type { Interpreter } from "./python.ts";
import type { Ended, Run } from "./run.ts";

/** A failure to show to people: what was wrong and what to do. */
export class EnvironmentError extends Error {}

export interface Place {
  /** The extension's global storage. */
  readonly storage: string;
  /** The folder in the extension with `devmentor-….whl` and `requirements.txt`. */
  readonly wheels: string;
}

export interface Building {
  readonly place: Place;
  readonly python: Interpreter;
  readonly run: Run;
  readonly report: (message: string) => void;
  readonly log: (line: string) => void;
  readonly signal?: AbortSignal;
}

const COMPLETE = "complete";
const INSTALL_MS = 10 * 60_000;

/** The interpreter inside an environment. */
export function pythonIn(environment: string, platform: NodeJS.Platform = process.platform): string {
  return platform === "win32" ? join(environment, "Scripts", "python.exe") : join(environment, "bin", "python");
}

/** The environment for exactly the wheel inside this extension: a new version gets a new one. */
export async function environmentFolder(place: Place): Promise<string> {
  const parts = [await wheelPath(place), requirementsPath(place)].map((path) => readFile(path));
  const hash = createHash("sha256");
  for (const part of await Promise.all(parts)) {
    hash.update(part);
  }
  return join(place.storage, `server-${hash.digest("hex").slice(0, 12)}`);
}

/** The version of the server that `python` runs, or undefined when it has none. */
export async function serverVersion(python: string, run: Run, cwd: string): Promise<string | undefined> {
  const ended = await run(python, ["-I", "-m", "devmentor_server", "--version"], { cwd, timeoutMs: 60_000 });
  return ended.code === 0 ? ended.stdout.trim() : undefined;
}

/** The interpreter of an environment that was built to its end and whose Python is still there. */
export async function existing(place: Place, run: Run): Promise<string | undefined> {
  const folder = await environmentFolder(place);
  const complete = await readFile(join(folder, COMPLETE)).then(() => true, () => false);
  const python = pythonIn(folder);
  return complete && (await serverVersion(python, run, place.storage)) !== undefined ? python : undefined;
}

/** Builds the environment and returns its interpreter. Throws `EnvironmentError`. */
export async function build(building: Building): Promise<string> {
  const { place, run, signal } = building;
  await mkdir(place.storage, { recursive: true });
  return withLock(
    join(place.storage, "building.lock"),
    async () => (await existing(place, run)) ?? (await buildAlone(building)),
    signal,
  );
}

async function buildAlone(building: Building): Promise<string> {
  const { place, python, run, report } = building;
  const folder = await environmentFolder(place);
  await rm(folder, { recursive: true, force: true });
  report(`Creating an environment with Python ${python.version} …`);
  const bare = python.pip === "outside" ? ["--without-pip"] : [];
  await step(building, python.command, ["-I", "-m", "venv", ...bare, folder], "The environment could not be created");

  const inside = pythonIn(folder);
  const pip =
    python.pip === "inside" ? [inside, "-I", "-m", "pip"] : [python.command, "-I", "-m", "pip", "--python", inside];
  const [command, ...start] = pip as [string, ...string[]];
  const install = [...start, "--disable-pip-version-check", "--no-input", "install", "--progress-bar", "off"];
  report("Installing the language server …");
  await step(building, command, [...install, "--require-hashes", "-r", requirementsPath(place)], "Packages could not be installed");
  await step(building, command, [...install, "--no-deps", await wheelPath(place)], "The server could not be installed");

  const version = await serverVersion(inside, run, place.storage);
  if (version === undefined) {
    throw new EnvironmentError(`The server was installed in ${folder} but does not start. The log has the details.`);
  }
  await writeFile(join(folder, COMPLETE), version);
  await removeOthers(place, folder);
  return inside;
}

async function step(building: Building, command: string, args: readonly string[], failure: string): Promise<void> {
  const { place, run, report, log, signal } = building;
  log(`> ${command} ${args.join(" ")}`);
  const ended = await run(command, args, {
    cwd: place.storage,
    timeoutMs: INSTALL_MS,
    ...(signal ? { signal } : {}),
    onLine: (line) => {
      log(line);
      const name = /^Collecting ([\w.-]+)/.exec(line)?.[1];
      if (name !== undefined) {
        report(`Installing ${name} …`);
      }
    },
  });
  if (ended.code !== 0) {
    throw new EnvironmentError(`${failure}: ${lastWords(ended)}`);
  }
}

/** The line of a failed run that says most: pip's last `ERROR`, else its last line. */
export function lastWords(ended: Ended): string {
  const lines = `${ended.stdout}\n${ended.stderr}`.split(/\r?\n/).filter((line) => line.trim() !== "");
  const error = lines.findLast((line) => line.startsWith("ERROR:")) ?? lines.at(-1);
  return error?.replace(/^ERROR:\s*/, "") ?? "it ended without a word";
}

async function wheelPath(place: Place): Promise<string> {
  const names = await readdir(place.wheels).catch(() => []);
  const wheel = names.find((name) => name.endsWith(".whl"));
  if (wheel === undefined) {
    throw new EnvironmentError(
      "This build of the extension has no server in it. Set “devmentor.server.python” to a Python that has devmentor installed.",
    );
  }
  return join(place.wheels, wheel);
}

function requirementsPath(place: Place): string {
  return join(place.wheels, "requirements.txt");
}

async function removeOthers(place: Place, keep: string): Promise<void> {
  for (const name of await readdir(place.storage)) {
    const folder = join(place.storage, name);
    if (name.startsWith("server-") && folder !== keep) {
      await rm(folder, { recursive: true, force: true }).catch(() => undefined); // still in use by another window
    }
  }
}
