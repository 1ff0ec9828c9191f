// Builds the server's environment as the extension does on a machine that has never seen it.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [, , extension, storage, wheels, command] = process.argv;
const part = (name) => import(pathToFileURL(join(extension, "src", `${name}.ts`)).href);
const { build, existing, serverVersion } = await part("environment");
const { inspect } = await part("python");
const { run } = await part("run");

const place = { storage, wheels };
const python = await inspect(command, run, "/");
const reported = [];
const log = [];
const make = () => build({ place, python, run, report: (message) => reported.push(message), log: (line) => log.push(line) });
try {
  const [first, second] = await Promise.all([make(), make()]); // two windows that start at once
  const version = await serverVersion(first, run, storage);
  console.log(JSON.stringify({ first, second, version, found: await existing(place, run), reported }));
} catch (error) {
  console.error([...log.slice(-40), error.stack].join("\n"));
  process.exitCode = 1;
}
