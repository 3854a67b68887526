import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { openClone } from "#shared/adapters/clone.ts";
import { decide } from "#shared/checks/decide.ts";
import { parseJson } from "#shared/core/parse.ts";
import { cleanForeign } from "#shared/hygiene/foreign.ts";
import { readStateKey, stateKeyProvider } from "#shared/ledger/state-key.ts";
import { type Audit, Trust, verifyRepository } from "#shared/ledger/verify-repository.ts";

const USAGE = "usage: code-engine verify REPO --trust FILE [--state-key FILE]... [--json]";

/**
 * Recomputes both ledgers, every state version, the locks and the verdicts from a clone, offline. The trust file holds
 * public keys and last known tips; nothing that the clone says about itself is believed.
 */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      trust: { type: "string" },
      "state-key": { type: "string", multiple: true, default: [] },
      json: { type: "boolean", default: false },
    },
  });
  const [repository] = positionals;
  if (repository === undefined || values.trust === undefined || positionals.length > 1) {
    console.error(USAGE);
    return 2;
  }
  const trust = parseJson(Trust, readFileSync(values.trust, "utf8"), "ledger/bad-trust");
  const providers = values["state-key"].map((file) =>
    stateKeyProvider(readStateKey(readFileSync(file, "utf8"))),
  );
  const audit = await verifyRepository(openClone(resolve(repository)), trust, {
    providers,
    decide: ({ findings, block, source }) => decide(findings, { block }, source).kind,
  });
  print(audit, values.json);
  if (audit.entries + audit.versions === 0) return 3;
  return audit.problems.length === 0 ? 0 : 1;
}

function print(audit: Audit, isJson: boolean): void {
  if (isJson) {
    console.log(escaped(JSON.stringify(audit)));
    return;
  }
  for (const { entry, problem } of audit.problems) console.log(onOneLine(`${entry}: ${problem}`));
  const { entries, versions, opened, verdicts, problems } = audit;
  console.log(
    `${entries} entries, ${versions} state versions (${opened} sealed files opened), ${verdicts} verdicts judged again: ${problems.length} problems`,
  );
  if (entries + versions === 0)
    console.log("There is nothing of CODE in this clone: fetch the branches below code/.");
}

/** Whoever wrote to the clone chose these words: they move no cursor and make up no line. */
function onOneLine(said: string): string {
  return cleanForeign(said).replaceAll(/\s+/g, " ");
}

/** The same JSON in printable ASCII. */
function escaped(json: string): string {
  return json.replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
