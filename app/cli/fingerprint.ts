import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { PipelineError } from "#shared/core/error.ts";
import { difference } from "#shared/review/difference.ts";
import { type Circumstances, effectOf } from "#shared/review/effect.ts";
import { fingerprintOf } from "#shared/review/fingerprint.ts";
import { readPlan } from "#shared/review/plan.ts";

const USAGE = "usage: code-engine fingerprint --plan F [--plan G] --key-file F [--json]";

/** Prints the fingerprint of a plan (`terraform show -json`), and for two plans what differs; exit 1 when they do. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      plan: { type: "string", multiple: true },
      "key-file": { type: "string" },
      json: { type: "boolean" },
    },
  });
  const [first, second, third] = values.plan ?? [];
  if (first === undefined || third !== undefined || values["key-file"] === undefined) {
    console.error(USAGE);
    return 2;
  }
  const key = await keyIn(values["key-file"]);
  const one = effectOf(readPlan(await readFile(first, "utf8")), NOWHERE, key);
  const other = second === undefined ? one : effectOf(readPlan(await readFile(second, "utf8")), NOWHERE, key);
  const differences = difference(one, other);
  const fingerprints = [...new Set([fingerprintOf(one, key), fingerprintOf(other, key)])];
  const lines = values.json
    ? [JSON.stringify({ fingerprints, differences })]
    : [...fingerprints, ...differences];
  console.log(lines.join("\n"));
  return differences.length === 0 ? 0 : 1;
}

/** A plan alone does not say where it would be applied: two plans compared here are taken to be for the same place. */
const NOWHERE: Circumstances = {
  stack: "",
  environment: "",
  account: "",
  region: "",
  policyDigest: "",
  lockFileDigest: "",
  toolVersions: {},
};

async function keyIn(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path);
  if (bytes.length >= 32) return bytes;
  throw new PipelineError(
    "fingerprint/short-key",
    `${path} holds ${bytes.length} bytes; a key has at least 32.`,
    {
      next: "Make one with `openssl rand 32 > key`.",
    },
  );
}
