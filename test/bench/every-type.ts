import { parseArgs } from "node:util";
import { checkTypedChange } from "#shared/catalogue/check-typed-change.ts";
import { CLOUDS, type Cloud } from "#shared/core/clouds.ts";
import { PipelineError } from "#shared/core/error.ts";
import { writeByRules } from "../../app/author/rulebook/write.ts";
import { KNOWN } from "../support/known.ts";

/** Share of the types of a provider that the rules must write, from the name alone, so that its schema holds nothing against them. */
const GOAL = 0.98;
/** Providers whose usual arguments and joins are known. */
const USUAL = ["aws", "azure", "google"] as const satisfies readonly Cloud[];

const { values } = parseArgs({ options: { details: { type: "boolean", default: false } } });
const rows = USUAL.map(measure);
console.table(
  rows.map(({ cloud, passed, total }) => ({ cloud, passed, total, share: share(passed, total) })),
);
const passed = rows.reduce((sum, row) => sum + row.passed, 0);
const total = rows.reduce((sum, row) => sum + row.total, 0);
if (values.details) for (const { held } of rows) for (const line of held) console.log(line);
console.log(JSON.stringify({ name: "bench:every-type", passed, total, share: passed / total }));
process.exit(rows.every((row) => row.passed / row.total >= GOAL) ? 0 : 1);

function measure(cloud: Cloud) {
  const types = KNOWN.catalogue.types({ provider: CLOUDS[cloud].provider });
  const held = types.flatMap((type) => heldAgainst(type, cloud));
  return { cloud, passed: types.length - held.length, total: types.length, held };
}

/** What the schema or the author itself says against a type: nothing where it is written whole. */
function heldAgainst(type: string, cloud: Cloud): string[] {
  const about = { stack: "shop", cloud, region: "westeurope", wishes: [], existing: [], catalogue: [] };
  try {
    const change = writeByRules({ ...about, request: `an ${type}` }, KNOWN);
    const { findings } = checkTypedChange(change, { catalogue: KNOWN.catalogue, existing: [] });
    return findings.slice(0, 1).map(({ resource, message }) => `${type}: ${resource}: ${message}`);
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    return [`${type}: ${error.code}: ${error.message}`];
  }
}

function share(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}
