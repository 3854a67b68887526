import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packFacts } from "#shared/catalogue/facts/pack.ts";
import type { Catalogue } from "#shared/core/catalogue.ts";
import { compressed } from "./compressed.ts";
import { countFacts } from "./distil/count.ts";
import { readDocs } from "./distil/docs.ts";
import { matchTypes } from "./distil/match-types.ts";
import { readExample } from "./distil/read-example.ts";

/** How the documented packages call a provider: `aws` in their examples, `azurerm` in Terraform. */
const PREFIXES: Readonly<Record<string, string>> = { aws: "aws", azure: "azurerm", gcp: "google" };

/** Counts what the examples of a documented package show; no sentence, name or code of them is kept. */
export function buildFacts(job: { docs: string; out: string }, catalogue: Catalogue): number {
  const { name, version, license } = JSON.parse(readFileSync(join(job.docs, "package.json"), "utf8"));
  const token = String(name).replace(/^@pulumi\//, "");
  const prefix = PREFIXES[token] ?? token;
  const documented = readDocs(job.docs);
  const types = matchTypes(documented, catalogue, prefix);
  const names = { token, prefix, types, isType: (type: string) => catalogue.find(type) !== null };
  const examples = documented.flatMap((one) => one.examples.map((code) => readExample(code, names)));
  const counted = countFacts(examples, catalogue).map(({ key, facts }) => ({ ...key, facts }));
  const source = `counted over the examples of ${name} ${version} (${license})`;
  const text = packFacts(source, counted);
  writeFileSync(job.out, compressed(text));
  return counted.length;
}
