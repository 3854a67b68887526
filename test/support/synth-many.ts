import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { isJsonObject, type JsonObject } from "#shared/core/json.ts";

/** Terraform JSON, or why there is none. */
export type Synthesised = { readonly json: JsonObject } | { readonly error: string };

const RUNNER = `import { App } from "cdktf";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
const results = {};
for (const { stack, file, out } of JSON.parse(readFileSync("jobs.json", "utf8"))) {
  try {
    const [Stack] = Object.values(await import(file));
    mkdirSync(out, { recursive: true });
    const app = new App({ outdir: out });
    new Stack(app, stack);
    app.synth();
    results[stack] = { json: JSON.parse(readFileSync(out + "/stacks/" + stack + "/cdk.tf.json", "utf8")) };
  } catch (error) {
    results[stack] = { error: String(error) };
  }
}
writeFileSync("results.json", JSON.stringify(results));
`;

/** Synthesises many emitted stacks in one process: their files by path, by stack. Only for files that the emitter wrote. */
export async function synthMany(
  stacks: ReadonlyMap<string, Readonly<Record<string, string>>>,
): Promise<Map<string, Synthesised>> {
  const folder = mkdtempSync(join(tmpdir(), "synth-many-"));
  symlinkSync(realpathSync("node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  const jobs = [...stacks].map(([stack, files]) => {
    for (const [path, text] of Object.entries(files)) write(join(folder, path), text);
    const file = Object.keys(files).find((path) => path.endsWith(`/${stack}.ts`)) ?? "";
    return { stack, file: `./${file}`, out: join(folder, "out", stack) };
  });
  writeFileSync(join(folder, "jobs.json"), JSON.stringify(jobs));
  writeFileSync(join(folder, "run.ts"), RUNNER);
  await promisify(execFile)(process.execPath, ["run.ts"], { cwd: folder, maxBuffer: 1 << 26 });
  const results: unknown = JSON.parse(readFileSync(join(folder, "results.json"), "utf8"));
  return new Map(
    Object.entries(results as Record<string, Synthesised>).filter(([, one]) => isJsonObject(one as never)),
  );
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
