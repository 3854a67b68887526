import { z } from "zod";
import type { BranchReader } from "../core/branch-reader.ts";
import type { KeyProvider } from "../core/key-provider.ts";
import type { Writer } from "../core/ledger-entry.ts";
import type { RecordedVerdict } from "../core/recorded-verdict.ts";
import { ledgerBranch } from "./chain.ts";
import { type TrustedKeys, trustedKeys } from "./keys.ts";
import { judgeAgain, lockProblem, missingStates, rewound } from "./verify-claims.ts";
import { type Problem, type ReadChain, verifyLedger } from "./verify-ledger.ts";
import { verifyLinks } from "./verify-links.ts";
import { verifyOutcomes } from "./verify-outcomes.ts";
import { type ReadStates, verifyStates } from "./verify-state.ts";

/** What an auditor brings, and never takes from the clone that is judged. */
export const Trust = z.strictObject({
  /** `owner/name`. */
  repository: z.string(),
  /** Public keys (PEM) of both writers. */
  keys: z.strictObject({ app: z.array(z.string()), deployer: z.array(z.string()).min(1) }),
  /** Branch → commit it was last seen at: it must stand there or come after it. */
  tips: z.record(z.string(), z.string().regex(/^[0-9a-f]{40}$/)).default({}),
});
export type Trust = z.infer<typeof Trust>;

export interface Audit {
  readonly problems: readonly Problem[];
  readonly entries: number;
  readonly versions: number;
  /** Sealed files that were also opened with a given key. */
  readonly opened: number;
  readonly verdicts: number;
  /** To be kept as the next audit's `tips`. */
  readonly tips: Readonly<Record<string, string>>;
}

export interface Judges {
  readonly providers: readonly KeyProvider[];
  /** Judges recorded findings again. */
  readonly decide: (recorded: RecordedVerdict) => RecordedVerdict["verdict"];
}

/** The whole story of a repository, recomputed from its branches alone; every deviation is named, none stops the audit. */
export async function verifyRepository(reader: BranchReader, trust: Trust, judges: Judges): Promise<Audit> {
  const tips = await reader.branches();
  const parts: Parts = { chains: {}, states: new Map(), problems: [] };
  const keys = { app: trustedKeys(trust.keys.app), deploy: trustedKeys(trust.keys.deployer) };
  for (const [branch, tip] of Object.entries(tips)) {
    // The pull request that imports what a dead run left: people review it, and it holds no version.
    if (/^code\/recovery\/[^/]+\/pull-/.test(branch)) continue;
    await readBranch(
      parts,
      { branch, tip },
      { reader, repository: trust.repository, keys, providers: judges.providers },
    );
  }
  const { chains, states } = parts;
  const deploy = chains.deploy ?? NOTHING;
  const verdicts = judgeAgain(deploy, judges.decide);
  const all = [...Object.values(chains), ...states.values()];
  const problems = [
    ...parts.problems,
    ...all.flatMap((part) => part.problems),
    ...verifyLinks(ledgerBranch("app"), chains.app ?? NOTHING, chains.deploy),
    ...verifyLinks(ledgerBranch("deploy"), deploy, chains.app),
    ...rewound(trust.tips, commitsOf(parts)),
    ...verdicts.problems,
    ...verifyOutcomes(chains.app ?? NOTHING),
    ...missingStates(deploy, states),
  ];
  return {
    problems,
    entries: Object.values(chains).reduce((sum, chain) => sum + chain.entries.length, 0),
    versions: [...states.values()].reduce((sum, state) => sum + state.versions, 0),
    opened: [...states.values()].reduce((sum, state) => sum + state.opened, 0),
    verdicts: verdicts.judged,
    tips,
  };
}

const NOTHING: ReadChain = { entries: [], attachments: new Map(), commits: new Set(), problems: [] };

interface Parts {
  readonly chains: Partial<Record<Writer, ReadChain>>;
  readonly states: Map<string, ReadStates>;
  readonly problems: Problem[];
}

interface Means {
  readonly reader: BranchReader;
  readonly repository: string;
  readonly keys: Readonly<Record<Writer, TrustedKeys>>;
  readonly providers: readonly KeyProvider[];
}

/** Each kind of branch has its rules; the pull request branches below `code/` belong to people and the App, and have none here. */
async function readBranch(parts: Parts, at: { branch: string; tip: string }, means: Means): Promise<void> {
  const { branch, tip } = at;
  const { reader, repository, keys, providers } = means;
  const [, room = "", name = ""] = branch.split("/");
  if (room === "ledger" && (name === "app" || name === "deploy")) {
    parts.chains[name] = await verifyLedger(reader, tip, { writer: name, repository, trusted: keys[name] });
  } else if (room === "state" || room === "recovery") {
    const expected = {
      branch,
      stack: name,
      place: room,
      repository,
      trusted: keys.deploy,
      providers,
    } as const;
    parts.states.set(branch, await verifyStates(reader, tip, expected));
  } else if (room === "lock") {
    const expected = { stack: name, repository, trusted: keys.deploy };
    const problem = await lockProblem(reader, tip, expected);
    if (problem !== null) parts.problems.push({ entry: branch, problem });
  } else if (room === "ledger") {
    parts.problems.push({ entry: branch, problem: "is a ledger that nobody writes" });
  }
}

function commitsOf({ chains, states }: Parts): ReadonlyMap<string, ReadonlySet<string>> {
  const ledgers = (["app", "deploy"] as const).map(
    (writer) => [ledgerBranch(writer), chains[writer]?.commits] as const,
  );
  const all = [...ledgers, ...[...states].map(([branch, { commits }]) => [branch, commits] as const)];
  return new Map(all.filter((pair): pair is readonly [string, ReadonlySet<string>] => pair[1] !== undefined));
}
