// Makes devmentor.vsix: the bundle, and the server as a wheel with the exact packages it was tested with.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const extension = dirname(dirname(fileURLToPath(import.meta.url)));
const root = dirname(dirname(extension));
const output = process.argv[2] ?? join(extension, "devmentor.vsix");
const uv = join(root, ".venv", "bin", "uv");
const wheels = join(extension, "wheels");

const run = (command, args, cwd) => execFileSync(command, args, { cwd, stdio: ["ignore", "ignore", "inherit"] });

process.chdir(extension);
rmSync(wheels, { recursive: true, force: true });
mkdirSync(wheels);
run(uv, ["build", "--quiet", "--wheel", "--out-dir", wheels], root);
const locked = ["export", "--quiet", "--frozen", "--no-dev", "--no-emit-project", "--no-header", "--no-annotate"];
run(uv, [...locked, "--output-file", join(wheels, "requirements.txt")], root);
copyFileSync(join(root, "LICENSE"), join(extension, "LICENSE"));
await import("./build.mjs");
const vsce = join(extension, "node_modules", "@vscode", "vsce", "vsce");
run(process.execPath, [vsce, "package", "--no-dependencies", "--allow-missing-repository", "--out", output], extension);
console.log(output);
