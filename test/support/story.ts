import { acquireLock, releaseLock } from "../../action/state/lock.ts";
import { type Stand, saveState } from "../../action/state/save-state.ts";
import type { Git } from "../../app/shared/core/git.ts";
import type { Json } from "../../app/shared/core/json.ts";
import { appendToLedger, gitLedgerStore } from "../../app/shared/ledger/append.ts";
import { signerFrom } from "../../app/shared/ledger/keys.ts";
import type { Trust } from "../../app/shared/ledger/verify-repository.ts";
import { DEPLOYER, keyPair, stateFile, stateWriter } from "./state.ts";

export const APP = keyPair();
export const TRUST: Trust = {
  repository: "acme/infra",
  keys: { app: [APP.publicPem], deployer: [DEPLOYER.publicPem] },
  tips: {},
};

export const FINDING = {
  rule: "storage/public_bucket",
  severity: "critical",
  status: "fail",
  resource: "aws_s3_bucket.a",
  path: "",
  message: "public",
  controls: [],
} as const;

/** A small repository with everything that is verified: `rounds` requests, each applied with a state version and both ledgers written. */
export async function tellStory(
  git: Git,
  { rounds = 3, stack = "invoices", writer = stateWriter(git, { stack }) } = {},
): Promise<void> {
  const store = gitLedgerStore(git);
  const now = () => new Date(0);
  const app = {
    store,
    writer: "app" as const,
    repository: "acme/infra",
    signer: signerFrom(APP.privatePem),
    now,
  };
  const deploy = { ...app, writer: "deploy" as const, signer: signerFrom(DEPLOYER.privatePem) };
  let base: Stand["base"] = { commit: null, header: null };
  for (let round = 1; round <= rounds; round++) {
    const attachment = round === 2 ? { attachment: "What is too large for an entry.\n" } : {};
    await appendToLedger(app, { kind: "intake/requested", body: { round }, ...attachment });
    const run = { id: String(round), attempt: 1 };
    const claim = await acquireLock(writer, { run, job: "apply" });
    const journal = { version: 1 as const, run, entries: [] };
    const stand = await saveState(writer, { lock: claim.lock, base }, { state: stateFile(round), journal });
    await releaseLock(writer, stand.lock);
    base = stand.base;
    const judged: Json = { source: "plan", block: "high", findings: [], verdict: "passed" };
    const body = { stack, commit: "c".repeat(40), state: base.commit, judged };
    await appendToLedger(deploy, { kind: "apply/applied", body });
  }
}
