import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { PolicyManifest, PolicyRule } from "#shared/core/policy-manifest.ts";
import { tool } from "../support/tools.ts";
import { examplesOf } from "./examples.ts";

export const BUNDLE = "policies/bundle.wasm";
export const MANIFEST = "policies/manifest.json";

const RULE_FILE = /^(?<cloud>[a-z]+)\/(?<topic>[a-z0-9_]+)\/(?<rule>[a-z0-9_]+)\.rego$/;

const Inspection = z.object({
  annotations: z
    .array(
      z.object({
        annotations: z.object({
          title: z.string().optional(),
          description: z.string().optional(),
          custom: z.record(z.string(), z.unknown()).optional(),
        }),
        location: z.object({ file: z.string() }),
      }),
    )
    .default([]),
});

/** The compiled module and the text of its manifest; the same sources give the same bytes on every machine. */
export function buildPolicies(root = "policies"): { wasm: Uint8Array; manifest: string } {
  const rules = ruleFiles(root).map((file) => ruleOf(root, file));
  const ids = rules.map(({ id }) => id);
  if (new Set(ids).size < ids.length)
    throw new Error("two rules of different clouds have the same topic and name");
  examplesOf(root, ids);
  const wasm = compile(root);
  const manifest = PolicyManifest.parse({ version: 1, module: digestOf(wasm), rules });
  return { wasm, manifest: `${JSON.stringify(manifest, null, 2)}\n` };
}

export const digestOf = (wasm: Uint8Array): string => createHash("sha256").update(wasm).digest("hex");

/** Paths below `rules/` of all rules: `<cloud>/<topic>/<rule>.rego`. A file at another depth would be collected by nobody. */
function ruleFiles(root: string): string[] {
  const files = readdirSync(join(root, "rules"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".rego") && !file.endsWith("_test.rego"))
    .sort();
  const stray = files.find((file) => !RULE_FILE.test(file));
  if (stray !== undefined)
    throw new Error(`rules/${stray}: a rule lies at rules/<cloud>/<topic>/<rule>.rego`);
  return files;
}

/** What the metadata above `deny` says; the id must be the place of the file, since that is what the module reports as evaluated. */
function ruleOf(root: string, file: string): PolicyRule {
  const path = join(root, "rules", file);
  const inspected = execFileSync(tool("opa"), ["inspect", "-a", "-f", "json", path], { encoding: "utf8" });
  const [first, ...more] = Inspection.parse(JSON.parse(inspected)).annotations;
  if (first === undefined || more.length > 0) throw new Error(`${path}: one METADATA block, above \`deny\``);
  const { title, description, custom } = first.annotations;
  const parsed = PolicyRule.safeParse({ title, description, ...custom });
  if (!parsed.success) throw new Error(`${path}: METADATA: ${z.prettifyError(parsed.error)}`);

  const { cloud, topic, rule } = RULE_FILE.exec(file)?.groups ?? {};
  if (parsed.data.id !== `${topic}/${rule}`) throw new Error(`${path}: METADATA id must be ${topic}/${rule}`);
  const wanted = `package rules.${cloud}.${topic}.${rule}`;
  if (!readFileSync(path, "utf8").startsWith(`${wanted}\n`))
    throw new Error(`${path}: must begin with ${wanted}`);
  if (!existsSync(path.replace(/\.rego$/, "_test.rego"))) throw new Error(`${path}: has no test beside it`);
  return parsed.data;
}

export function compile(root: string): Uint8Array {
  const directory = mkdtempSync(join(tmpdir(), "policies-"));
  try {
    const archive = join(directory, "bundle.tar.gz");
    const entries = ["-e", "gate/findings", "-e", "contract/findings"];
    // Run from inside the folder, so that no path of the machine enters the bytes.
    execFileSync(
      tool("opa"),
      ["build", "-t", "wasm", ...entries, "--ignore", "*_test.rego,*.json", "-o", archive, "."],
      { cwd: root },
    );
    execFileSync("tar", ["-xzf", archive, "-C", directory, "/policy.wasm"], { stdio: "pipe" });
    return readFileSync(join(directory, "policy.wasm"));
  } finally {
    rmSync(directory, { recursive: true });
  }
}
