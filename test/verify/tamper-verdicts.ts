import type { Git } from "../../app/shared/core/git.ts";
import { isJsonObject, type JsonObject } from "../../app/shared/core/json.ts";
import type { LedgerEntry } from "../../app/shared/core/ledger-entry.ts";
import { gitLedgerStore, readLedger } from "../../app/shared/ledger/append.ts";
import { entryFiles, ledgerBranch, nextEntry } from "../../app/shared/ledger/chain.ts";
import { signerFrom } from "../../app/shared/ledger/keys.ts";
import { DEPLOYER } from "../support/state.ts";
import { FINDING } from "../support/story.ts";
import type { Way } from "./tamper-ways.ts";

const { message: _, ...BLOCKING } = FINDING;
const CHANGES: readonly (readonly [string, JsonObject])[] = [
  ["a blocking finding added under the verdict passed", { findings: [{ ...BLOCKING, controls: [] }] }],
  ["the verdict blocked without a finding that blocks", { verdict: "blocked" }],
  ["a verdict of an unknown kind", { verdict: "waived" }],
];

/** A deployer that lies: its chain is whole and signed with the trusted key, and one recorded verdict does not follow from its findings. */
export async function untrueVerdicts(git: Git): Promise<readonly Way[]> {
  const store = gitLedgerStore(git);
  const [app, honest] = [await readLedger(store, "app"), await readLedger(store, "deploy")];
  const branch = ledgerBranch("deploy");
  const ways: Way[] = [];
  for (const [index] of honest.entries()) {
    for (const [title, change] of CHANGES) {
      const lied = honest.map((entry, at) => (at === index ? judgedAs(entry, change) : entry));
      const tip = await signAgain(git, lied, app);
      const number = index + 1;
      ways.push({ title: `${title}, in entry ${number}`, branch, tip, entry: `${branch} ${number}` });
    }
  }
  return ways;
}

function judgedAs(entry: LedgerEntry, change: JsonObject): LedgerEntry {
  const { body } = entry.event;
  const judged = isJsonObject(body) && isJsonObject(body.judged) ? body.judged : {};
  const told = { ...(isJsonObject(body) ? body : {}), judged: { ...judged, ...change } };
  return { ...entry, event: { ...entry.event, body: told } };
}

/** The whole chain once more, with the deployer's own key. */
async function signAgain(
  git: Git,
  entries: readonly LedgerEntry[],
  app: readonly LedgerEntry[],
): Promise<string> {
  const signer = signerFrom(DEPLOYER.privatePem);
  const files: Record<string, Uint8Array> = {};
  let tip: string | null = null;
  let previous: LedgerEntry | null = null;
  for (const { writer, repository, event, at, ...entry } of entries) {
    const seen = app[(entry.seen?.sequence ?? 0) - 1] ?? null;
    previous = nextEntry({ writer, repository, previous, seen, event, at }, signer);
    for (const [path, text] of Object.entries(entryFiles(previous))) files[path] = Buffer.from(text, "utf8");
    tip = await git.commit({ files, parents: tip === null ? [] : [tip], message: event.kind });
  }
  return tip ?? "";
}
