import { execFileSync } from "node:child_process";
import { parseArgs } from "node:util";
import { openClone } from "../../app/shared/adapters/clone.ts";
import { decide } from "../../app/shared/checks/decide.ts";
import { type Audit, type Trust, verifyRepository } from "../../app/shared/ledger/verify-repository.ts";
import { bareRepository } from "../support/bare-repository.ts";
import { keyPair, stateWriter } from "../support/state.ts";
import { TRUST, tellStory } from "../support/story.ts";
import { untrueVerdicts } from "./tamper-verdicts.ts";
import { alterations, type Way } from "./tamper-ways.ts";

/** Alters every entry of ledgers and state in every way that git itself does not notice; the audit, without the key that opens state, has to name it. */
const { values } = parseArgs({
  options: {
    /** `believing`: the auditor takes no last known tips, and the check has to notice that a rewind goes unseen. */
    plant: { type: "string" },
    rounds: { type: "string", default: "3" },
  },
});
const BRANCHES = ["code/ledger/app", "code/ledger/deploy", "code/state/invoices"];
const bare = bareRepository();
const git = bare.clone();
await tellStory(git, { rounds: Number(values.rounds) });
const honest = await audit();
const tips = await git.fetch(BRANCHES);

const ways: Way[] = [];
for (const branch of BRANCHES) {
  const tip = tips[branch] ?? "";
  ways.push(...(await alterations(git, branch, tip)));
  const [parent = ""] = await git.parents(tip);
  ways.push({ title: "rewound by one", branch, tip: parent, entry: branch });
}
ways.push(...(await foreign()));
ways.push(...(await untrueVerdicts(git)));

const missed: Way[] = [];
let corrupt = 0;
for (const way of ways) {
  const outcome = await attempt(way);
  corrupt += outcome.isWhole ? 0 : 1;
  if (!outcome.isWhole || !outcome.isNamed) missed.push(way);
}
const rest = await audit();
bare.remove();

for (const { branch, title, entry } of missed) console.log(`not named: ${branch}: ${title} (${entry})`);
console.table(
  BRANCHES.map((branch) => {
    const tried = ways.filter((way) => way.branch === branch);
    return { branch, tried: tried.length, named: tried.filter((way) => !missed.includes(way)).length };
  }),
);
const passed = ways.length - missed.length;
const falseAlarms = honest.problems.length + rest.problems.length;
const figures = { share: passed / ways.length, "false alarms": falseAlarms, "seen by git fsck": corrupt };
console.log(JSON.stringify({ name: "tamper", passed, total: ways.length, ...figures }));
process.exitCode = passed === ways.length && falseAlarms === 0 && ways.length > 0 ? 0 : 1;

async function audit(trust: Partial<Trust> = {}): Promise<Audit> {
  return await verifyRepository(
    openClone(bare.remote),
    { ...TRUST, ...trust },
    {
      providers: [],
      decide: ({ findings, block, source }) => decide(findings, { block }, source).kind,
    },
  );
}

/** Puts the altered branch in the place of the honest one, lets git check its objects, audits, and puts it back. */
async function attempt(way: Way): Promise<{ isWhole: boolean; isNamed: boolean }> {
  const update = { branch: way.branch, expected: tips[way.branch] ?? "", next: way.tip };
  if ((await git.push([update])).kind !== "pushed") throw new Error(`${way.title} could not be planted`);
  const isWhole = fsck();
  const known = way.title.startsWith("rewound") && values.plant !== "believing" ? tips : {};
  const { problems } = await audit({ tips: known });
  await git.push([{ ...update, expected: way.tip, next: update.expected }]);
  return { isWhole, isNamed: problems.some(({ entry }) => entry === way.entry) };
}

function fsck(): boolean {
  try {
    execFileSync("git", ["fsck", "--strict", "--no-dangling"], { cwd: bare.remote, stdio: "pipe" });
    return true;
  } catch {
    return false;
  }
}

/** Branches of another repository with the same keys, of another stack, and of a deployer nobody trusts. */
async function foreign(): Promise<readonly Way[]> {
  const other = bareRepository();
  const elsewhere = other.clone();
  const strange = keyPair();
  const { signerFrom, trustedKeys } = await import("../../app/shared/ledger/keys.ts");
  const stacks = {
    payroll: stateWriter(elsewhere, { stack: "payroll" }),
    elsewhere: stateWriter(elsewhere, { stack: "elsewhere", repository: "acme/other" }),
    strange: stateWriter(elsewhere, {
      stack: "strange",
      signer: signerFrom(strange.privatePem),
      trusted: trustedKeys([strange.publicPem]),
    }),
  };
  const ways: Way[] = [];
  for (const [stack, writer] of Object.entries(stacks)) {
    await tellStory(elsewhere, { rounds: 1, stack, writer });
    const branch = `code/state/${stack}`;
    const tip = (await bare.clone(`from-${stack}`, { remote: other.remote }).fetch([branch]))[branch] ?? "";
    await git.fetch([]);
    execFileSync("git", ["fetch", "-q", other.remote, `refs/heads/${branch}`], {
      cwd: `${bare.folder}/clone-1`,
    });
    ways.push({
      title: `the state of ${stack}`,
      branch: "code/state/invoices",
      tip,
      entry: "code/state/invoices 1",
    });
  }
  other.remove();
  return ways;
}
