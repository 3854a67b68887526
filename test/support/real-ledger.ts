import { randomBytes } from "node:crypto";
import { hostLedgerStore } from "#shared/ledger/append.ts";
import { signerFrom } from "#shared/ledger/keys.ts";
import type { Trust } from "#shared/ledger/verify-repository.ts";
import { recorderOf } from "../../app/steps/ledger.ts";
import { type BareRepository, bytes } from "./bare-repository.ts";
import type { World } from "./recording-hands.ts";
import { DEPLOYER, keyPair } from "./state.ts";

const BRANCH = "code/ledger/app";

/** The same world with the App's own ledger in it, signed and sealed; and what an auditor brings to it. */
export function withLedger(world: World): { readonly world: World; readonly trust: Trust } {
  const keys = keyPair();
  const { repository, changes } = world.hands;
  const ledger = {
    ...{ store: hostLedgerStore(repository, changes), writer: "app" as const, repository: repository.name },
    ...{ signer: signerFrom(keys.privatePem), now: () => new Date(0) },
  };
  const hands = { ...world.hands, ledger: recorderOf(ledger, new Uint8Array(randomBytes(32))) };
  const trust = { app: [keys.publicPem], deployer: [DEPLOYER.publicPem] };
  return { world: { ...world, hands }, trust: { repository: repository.name, keys: trust, tips: {} } };
}

/** The ledger of a world as a clone has it. */
export async function cloneLedger({ commits, branches }: World, bare: BareRepository): Promise<void> {
  const chain: string[] = [];
  for (let at = branches.get(BRANCH); at !== undefined; at = commits.get(at)?.parents[0]) chain.unshift(at);
  const git = bare.clone();
  let parents: string[] = [];
  for (const commit of chain) {
    const files = Object.entries(commits.get(commit)?.files ?? {}).map(([path, text]) => [path, bytes(text)]);
    parents = [await git.commit({ files: Object.fromEntries(files), parents, message: "entry" })];
  }
  const [next = ""] = parents;
  await git.push([{ branch: BRANCH, expected: null, next }]);
}
