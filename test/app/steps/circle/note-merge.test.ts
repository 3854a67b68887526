import { describe, expect, it } from "vitest";
import { Consulted } from "#shared/core/consultation.ts";
import { FindingOutcome } from "#shared/core/finding-outcome.ts";
import type { PullRequest } from "#shared/core/host.ts";
import { noteMerge } from "../../../../app/steps/circle/note-merge.ts";
import { consultation } from "../../../support/consultation.ts";
import { merge } from "../../../support/conversation.ts";
import { pullRequest, recordingHands, SETTINGS, type World } from "../../../support/recording-hands.ts";
import { became, digest, seat, told } from "../../../support/told.ts";

const FILE = "stacks/storage/storage.ts";
const CHANGE = "code/change-7-x";

/** Pull request 100 of ours writes the file, and security holds `a` and `b` against it. */
async function proposing(): Promise<World> {
  const world = recordingHands({ ".github/code.yml": SETTINGS, [FILE]: "before" });
  await opens(world, 100, CHANGE, { [FILE]: "after" });
  await says(world, "first", ["a", "b"]);
  await world.hands.ledger.record("intake/proposed", { comment: 1, pullRequest: 100, stack: "storage" });
  return world;
}

async function says(world: World, name: string, held: string[]): Promise<void> {
  const body = Consulted.parse(told(name, [seat("security", held)]).body);
  await world.hands.ledger.consulted(body, consultation());
}

async function opens(
  world: World,
  number: number,
  ref: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const tip = world.branches.get("main") ?? "";
  const sha = world.commit(ref, { ...world.commits.get(tip)?.files, ...files }, [tip]);
  world.pulls.set(number, pullRequest(number, { ref, sha }));
}

async function mergesAndNotes(
  world: World,
  number: number,
  change: Partial<PullRequest> = {},
): Promise<void> {
  merge(world, number);
  world.pulls.set(number, { ...(world.pulls.get(number) as PullRequest), ...change });
  await noteMerge(world.hands, number);
}

const outcomes = async ({ hands }: World) =>
  (await hands.ledger.events()).flatMap(({ kind, body }) => {
    const read = kind === "experts/outcome" ? FindingOutcome.parse(body) : null;
    if (read === null) return [];
    const name = ["a", "b"].find((one) => digest(one) === read.finding);
    return [`${name} ${read.outcome}${read.through === "merge" ? ` by #${read.merged}` : ""}`];
  });

const DISMISSED = ["a dismissed by #100", "b dismissed by #100"];
const REVERTED = [...DISMISSED, "a reverted by #101", "b reverted by #101"];

describe("a merge", () => {
  it("dismisses what stands and nobody has said a word of, once", async () => {
    const world = await proposing();
    await mergesAndNotes(world, 100);
    await noteMerge(world.hands, 100);
    expect(await outcomes(world)).toEqual(DISMISSED);
    const [first] = (await world.hands.ledger.events()).slice(-2);
    const commit = world.pulls.get(100)?.mergeCommit;
    expect(first?.body).toMatchObject({ through: "merge", merged: 100, commit, pullRequest: 100 });
  });

  it("leaves alone what was waived, and what its seat did not say again", async () => {
    const world = await proposing();
    const waived = became("waived", { consultation: "first", finding: "a" });
    await world.hands.ledger.outcome(FindingOutcome.parse(waived.body));
    await mergesAndNotes(world, 100);
    expect(await outcomes(world)).toEqual(["a waived", "b dismissed by #100"]);
    const other = await proposing();
    await says(other, "second", ["a"]);
    await mergesAndNotes(other, 100);
    expect(await outcomes(other)).toEqual(["a dismissed by #100"]);
  });

  it.each<[string, Partial<PullRequest>]>([
    ["is none", { merged: false, mergeCommit: null }],
    ["has no commit", { mergeCommit: null }],
    ["is of a fork's branch", { head: { ref: CHANGE, sha: "", repository: "eve/infra" } }],
    ["is of a person's branch", { head: { ref: "fix-it", sha: "", repository: "octo/infra" } }],
    ["went into another branch", { base: { ref: "release", sha: "" } }],
  ])("says nothing where it %s", async (_, change) => {
    const world = await proposing();
    await mergesAndNotes(world, 100, change);
    expect(await outcomes(world)).toEqual([]);
  });

  it("says nothing where there is no such pull request", async () => {
    const world = await proposing();
    await noteMerge(world.hands, 999);
    expect(await outcomes(world)).toEqual([]);
  });
});

describe("a merge that takes another back", () => {
  const undoing = { comment: 2, pullRequest: 101, requester: "ana", undoes: 100 };

  it("says that what was dismissed with it was apt, by the ledger where the rollback is ours", async () => {
    const world = await proposing();
    await mergesAndNotes(world, 100);
    await world.hands.ledger.record("rollback/proposed", undoing);
    await opens(world, 101, "code/rollback-100", { [FILE]: "before, and a comment" });
    await mergesAndNotes(world, 101);
    await noteMerge(world.hands, 101);
    expect(await outcomes(world)).toEqual(REVERTED);
  });

  it("says so by the files alone where GitHub's button made it", async () => {
    const world = await proposing();
    await mergesAndNotes(world, 100);
    await opens(world, 101, `revert-100-${CHANGE}`, { [FILE]: "before" });
    await mergesAndNotes(world, 101);
    expect(await outcomes(world)).toEqual(REVERTED);
  });

  it("comes to the same where its delivery overtakes that of the merge", async () => {
    const world = await proposing();
    merge(world, 100);
    await opens(world, 101, `revert-100-${CHANGE}`, { [FILE]: "before" });
    await mergesAndNotes(world, 101);
    await noteMerge(world.hands, 100);
    expect(await outcomes(world)).toEqual(REVERTED);
  });

  it("leaves what was waived as it is", async () => {
    const world = await proposing();
    const waived = became("waived", { consultation: "first", finding: "a" });
    await world.hands.ledger.outcome(FindingOutcome.parse(waived.body));
    await mergesAndNotes(world, 100);
    await opens(world, 101, `revert-100-${CHANGE}`, { [FILE]: "before" });
    await mergesAndNotes(world, 101);
    expect(await outcomes(world)).toEqual(["a waived", "b dismissed by #100", "b reverted by #101"]);
  });

  it.each<[string, string, string]>([
    ["leaves a file as the merge made it", `revert-100-${CHANGE}`, "after"],
    ["takes only a part of it back", `revert-100-${CHANGE}`, "before, and more"],
    ["names another number", `revert-99-${CHANGE}`, "before"],
    ["names one that is not ours", "revert-102-fix", "before"],
    ["has a branch like ours that the ledger does not know", "code/rollback-100", "before"],
    ["says so in its title only", "undo-it", "before"],
  ])("is not believed where it %s", async (_, ref, text) => {
    const world = await proposing();
    await mergesAndNotes(world, 100);
    await opens(world, 102, "fix", { other: "x" });
    merge(world, 102);
    await opens(world, 101, ref, { [FILE]: text });
    await mergesAndNotes(world, 101, { title: 'Revert "x"', body: "Reverts octo/infra#100" });
    expect(await outcomes(world)).toEqual(DISMISSED);
  });

  it("is not believed where it reverts what was never merged", async () => {
    const world = await proposing();
    await opens(world, 101, `revert-100-${CHANGE}`, { [FILE]: "before" });
    await mergesAndNotes(world, 101);
    expect(await outcomes(world)).toEqual([]);
  });

  it("is left out, and logged, where nobody can tell which commits the merge brought", async () => {
    const logged: string[] = [];
    const made = await proposing();
    const log = { ...made.hands.log, info: (event: string) => void logged.push(event) };
    const world = { ...made, hands: { ...made.hands, log } };
    await mergesAndNotes(world, 100, { commits: 2, base: { ref: "main", sha: "" } });
    const { mergeCommit } = world.pulls.get(100) as PullRequest;
    const only = world.commits.get(mergeCommit ?? "");
    world.commits.set(mergeCommit ?? "", { ...only, parents: [] } as typeof only & object);
    await opens(world, 101, `revert-100-${CHANGE}`, { [FILE]: "before" });
    await mergesAndNotes(world, 101);
    expect(await outcomes(world)).toEqual(DISMISSED);
    expect(logged).toEqual(["experts/unknown-revert"]);
  });

  it.each([0, 1, 2, 3])("comes to the same where it was killed after %i effects", async (count) => {
    const world = await proposing();
    merge(world, 100);
    await opens(world, 101, `revert-100-${CHANGE}`, { [FILE]: "before" });
    merge(world, 101);
    world.killAfter(world.effects.length + count);
    await noteMerge(world.hands, 101).catch(() => noteMerge(world.hands, 101));
    expect(await outcomes(world)).toEqual(REVERTED);
  });
});
