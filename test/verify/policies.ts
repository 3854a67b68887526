import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { opaEngines } from "#shared/adapters/opa.ts";
import { shippedPolicies } from "#shared/adapters/policies.ts";
import { judgePolicies } from "#shared/checks/policy.ts";
import type { ChangeDocument } from "#shared/core/change-document.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { PolicyManifest } from "#shared/core/policy-manifest.ts";
import { compile, digestOf } from "../policies/bundle.ts";
import { type Examples, examplesOf } from "../policies/examples.ts";

/**
 * `npm run verify:policies`: every rule through the committed module on a document it allows, one it denies and one it cannot
 * decide; and each way of losing a rule or the engine ends in a refusal.
 */
const { engines, manifest } = await shippedPolicies();
const ids = manifest.rules.map(({ id }) => id);
const examples = examplesOf("policies", ids);
const SOMETHING = examples.values().next().value?.failing;
if (SOMETHING === undefined) throw new Error("there is no rule to verify");

const results: { what: string; expected: string; found: string }[] = [];
const expect = (what: string, expected: string, found: string) => results.push({ what, expected, found });

for (const [id, { passing, failing, undecided }] of examples) {
  expect(`${id} passing`, "", await statuses(id, passing));
  expect(`${id} failing`, "fail", await statuses(id, failing));
  expect(`${id} undecided`, "unknown", await statuses(id, undecided));
}

const wasm = readFileSync("policies/bundle.wasm");
expect("no module", "policy/engine-failed", await codeOf(() => judge(new Uint8Array())));
expect("half a module", "policy/engine-failed", await codeOf(() => judge(wasm.subarray(0, wasm.length / 2))));
expect("no entry point", "policy/engine-failed", await codeOf(() => judge(renamed(wasm))));
expect("another module", "policy/other-module", await codeOf(() => judge(rebuilt(addTrap), manifest)));
expect(
  "an empty document",
  "policy/nothing-read",
  await codeOf(() => judge(wasm, undefined, empty(SOMETHING))),
);
expect("a trap", "policy/engine-failed", await codeOf(() => judge(rebuilt(addTrap))));
for (const { id } of manifest.rules) {
  expect(
    `${id} dropped`,
    "policy/rules-missing",
    await codeOf(() => judge(rebuilt((root) => drop(root, id)))),
  );
  expect(
    `${id} renamed`,
    "policy/rules-missing",
    await codeOf(() => judge(rebuilt((root) => rename(root, id)))),
  );
}

const failed = results.filter(({ expected, found }) => expected !== found);
for (const { what, expected, found } of results) {
  console.log(`${expected === found ? "as expected" : "WRONG      "}  ${what}: ${found || "nothing"}`);
  if (expected !== found) console.log(`             expected ${expected || "nothing"}`);
}
const passed = results.length - failed.length;
console.log(
  JSON.stringify({
    name: "policies",
    passed,
    total: results.length,
    share: passed / results.length,
    rules: ids.length,
  }),
);
process.exitCode = failed.length === 0 ? 0 : 1;

async function statuses(id: string, document: Examples["passing"]): Promise<string> {
  const { findings } = await engines.gate.evaluate(document);
  return [...new Set(findings.filter(({ rule }) => rule === id).map(({ status }) => status))].join(",");
}

/** As production does it. Without a manifest of its own, the module gets one that agrees with its bytes: the rules decide then. */
async function judge(
  bytes: Uint8Array,
  its?: PolicyManifest,
  document: ChangeDocument | undefined = SOMETHING,
) {
  const { gate } = await opaEngines(bytes);
  return judgePolicies(document ?? empty(), gate, its ?? { ...manifest, module: digestOf(bytes) });
}

async function codeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return "";
  } catch (error) {
    return error instanceof PipelineError ? error.code : String(error);
  }
}

function empty(document?: ChangeDocument): ChangeDocument {
  return { source: "plan", outputs: [], providers: [], ...document, resources: [], data: [] };
}

function renamed(bytes: Uint8Array): Uint8Array {
  return Buffer.from(
    Buffer.from(bytes).toString("latin1").replaceAll("gate/findings", "gate/forgings"),
    "latin1",
  );
}

/** The module of a copy of the sources in which something was changed. */
function rebuilt(change: (root: string) => void): Uint8Array {
  const root = join(mkdtempSync(join(tmpdir(), "verify-policies-")), "policies");
  cpSync("policies", root, { recursive: true });
  try {
    change(root);
    return compile(root);
  } finally {
    rmSync(join(root, ".."), { recursive: true });
  }
}

function fileOf(root: string, id: string): string {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" });
  return join(root, files.find((file) => file.endsWith(`/${id}.rego`)) ?? id);
}

function drop(root: string, id: string): void {
  rmSync(fileOf(root, id));
}

function rename(root: string, id: string): void {
  const file = fileOf(root, id);
  writeFileSync(file, readFileSync(file, "utf8").replace("package rules.", "package rulez."));
}

/** A built-in that exists in OPA and not where the module runs. */
function addTrap(root: string): void {
  const file = join(root, "lib", "change.rego");
  const text = readFileSync(file, "utf8");
  const trap = "some resource in input.resources\n\tsemver.is_valid(resource.type) == false";
  writeFileSync(file, text.replace("some resource in input.resources", trap));
}
