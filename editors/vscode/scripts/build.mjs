// Bundles the extension into one file, with the licences of what went into it.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { build } from "esbuild";

const { metafile } = await build({
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  external: ["vscode"],
  minify: true,
  metafile: true,
  legalComments: "none",
  logLevel: "warning",
});

const packages = Object.keys(metafile.inputs).flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
const licences = await Promise.all([...new Set(packages)].sort().map(licence));
await writeFile("dist/third-party-licences.txt", licences.join(`\n${"-".repeat(80)}\n\n`));

async function licence(name) {
  const folder = join("node_modules", name);
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) {
    throw new Error(`${name} has no licence file`);
  }
  return `${name}\n\n${await readFile(join(folder, file), "utf8")}`;
}
