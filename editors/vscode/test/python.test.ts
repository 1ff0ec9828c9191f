import assert from "node:assert/strict";
import { chmod, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { EnvironmentError, existing, lastWords } from "../src/environment.ts";
import { withLock } from "../src/lock.ts";
import { candidates, findPython, inspect } from "../src/python.ts";
import { run } from "../src/run.ts";

const scratch = (): Promise<string> => mkdtemp(join(tmpdir(), "devmentor-"));

/** A program that answers the probe as an interpreter of another age would. */
async function pretender(folder: string, answer: object): Promise<string> {
  const path = join(folder, "python");
  await writeFile(path, `#!/bin/sh\necho '${JSON.stringify(answer)}'\n`);
  await chmod(path, 0o755);
  return path;
}

test("the interpreter of this machine will do", async () => {
  const folder = await scratch();
  const found = await findPython(["no-such-python", ...candidates(process.platform, folder)], run, folder);

  assert.match(found?.version ?? "", /^3\.(1[1-9]|[2-9]\d)/);
});

test("an old interpreter is refused, with the version that is needed", async () => {
  const folder = await scratch();
  const old = await pretender(folder, { version: [3, 9, 2], venv: true, ensurepip: true, pip: true });

  assert.match(String(await inspect(old, run, folder)), /is Python 3\.9\.2; DevMentor needs 3\.11 or newer/);
});

test("an interpreter without venv and pip is refused, with what to install", async () => {
  const folder = await scratch();
  const bare = await pretender(folder, { version: [3, 12, 1], venv: false, ensurepip: false, pip: false });

  assert.match(String(await inspect(bare, run, folder)), /install python3-venv/);
});

test("the pip outside serves where ensurepip was split off", async () => {
  const folder = await scratch();
  const debian = await pretender(folder, { version: [3, 11, 2], venv: true, ensurepip: false, pip: true });

  assert.deepEqual(await inspect(debian, run, folder), { command: debian, version: "3.11.2", pip: "outside" });
});

test("an extension built without its server says which setting helps", async () => {
  const folder = await scratch();

  await assert.rejects(existing({ storage: folder, wheels: join(folder, "none") }, run), (error) => {
    return error instanceof EnvironmentError && error.message.includes("devmentor.server.python");
  });
});

test("of a failed installation the error is shown, not the chatter", () => {
  const stderr = "ERROR: No matching distribution found for ruff\n\n[notice] A new release of pip";

  assert.equal(lastWords({ code: 1, stdout: "Collecting ruff\n", stderr }), "No matching distribution found for ruff");
});

test("a lock is held by one and taken over from the dead", async () => {
  const path = join(await scratch(), "lock");
  await writeFile(path, "999999999");
  const seen: string[] = [];

  await Promise.all(
    ["a", "b"].map((name) =>
      withLock(path, async () => {
        seen.push(`${name} in`);
        assert.equal(await readFile(path, "utf8"), String(process.pid));
        seen.push(`${name} out`);
      }),
    ),
  );

  assert.deepEqual(seen.map((step) => step.slice(2)), ["in", "out", "in", "out"]);
});
