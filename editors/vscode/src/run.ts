/** Runs a program to its end and says what it printed. */

import { spawn } from "node:child_process";

export interface Ended {
  /** The exit code; null when the program could not be started or was stopped. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Never the workspace: a file of the user's must not stand in for a program or module of ours. */
  readonly cwd: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  readonly onLine?: (line: string) => void;
}

export type Run = (command: string, args: readonly string[], options: RunOptions) => Promise<Ended>;

/** Never rejects: a program that cannot be started ends with a null code and the reason on stderr. */
export const run: Run = (command, args, options) =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      signal: AbortSignal.any([AbortSignal.timeout(options.timeoutMs), ...(options.signal ? [options.signal] : [])]),
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    let stdout = "";
    let stderr = "";
    const listen = (text: string): void => {
      for (const line of text.split(/\r?\n/)) {
        if (line.trim() !== "") {
          options.onLine?.(line);
        }
      }
    };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      listen(text);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
      listen(text);
    });
    child.on("error", (error) => resolve({ code: null, stdout, stderr: `${stderr}${error.message}` }));
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
