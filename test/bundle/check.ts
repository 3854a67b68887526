import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildAction } from "./build.ts";

/** Builds the action again and compares every byte with what is committed. */
const fresh = mkdtempSync(join(tmpdir(), "bundle-"));
await buildAction(fresh);
const listed = (directory: string) =>
  readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(directory, path)).isFile())
    .sort();
const committed = "action/dist";
const paths = [...new Set([...listed(fresh), ...listed(committed)])];
const differing = paths.filter((path) => {
  try {
    return !readFileSync(join(fresh, path)).equals(readFileSync(join(committed, path)));
  } catch {
    return true;
  }
});
rmSync(fresh, { recursive: true });
for (const path of differing)
  console.error(`action/dist/${path} is not what the sources give: npm run bundle`);
console.log(JSON.stringify({ name: "bundle", passed: paths.length - differing.length, total: paths.length }));
process.exitCode = differing.length === 0 && paths.length > 0 ? 0 : 1;
