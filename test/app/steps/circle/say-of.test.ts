import { describe, expect, it } from "vitest";
import { Consulted } from "#shared/core/consultation.ts";
import type { PullRequest } from "#shared/core/host.ts";
import type { Order } from "#shared/core/inbox.ts";
import { answer } from "../../../../app/answer.ts";
import { consultation } from "../../../support/consultation.ts";
import {
  orderFor,
  pullRequest,
  recordingHands,
  SETTINGS,
  type World,
} from "../../../support/recording-hands.ts";
import { digest, seat, told } from "../../../support/told.ts";

const ON = { issue: { number: 100, isPullRequest: true } };
const NAMED = `security-${digest("a").slice(0, 6)}`;
const WAIVE = `/code waive ${NAMED} because it is a sandbox`;

/** A pull request of ours on which security holds `a` and `b`, as the analyser does `a`. */
async function standing(pull: Partial<PullRequest> = {}, settings = SETTINGS): Promise<World> {
  const world = recordingHands({ ".github/code.yml": settings });
  const head = { ref: "code/change-7-x", sha: "", repository: "octo/infra" };
  world.pulls.set(100, pullRequest(100, head, pull));
  const held = [
    ...seat("security", ["a", "b"]).held,
    ...seat("security", ["a"], { voices: ["analyser"] }).held,
  ];
  const seats = [seat("security", [], { voices: ["openai/gpt-5", "analyser"], held }), seat("cost", ["c"])];
  await holds(world, "first", seats);
  await world.hands.ledger.record("intake/proposed", { comment: 1, pullRequest: 100, stack: "storage" });
  return world;
}

async function holds(world: World, name: string, seats: Parameters<typeof told>[1]): Promise<void> {
  await world.hands.ledger.consulted(Consulted.parse(told(name, seats).body), consultation());
}

async function work(world: World, order: Order): Promise<void> {
  const never = () => Promise.reject(new Error("nothing is proposed or explained"));
  const errand = { order, hands: world.hands, signal: new AbortController().signal };
  await answer(errand, { propose: never, reconsider: never, explain: never });
}

async function say(world: World, body: string, members: Partial<Order> = ON): Promise<string> {
  await work(world, orderFor(world, body, members));
  return [...world.comments.values()].at(-1) ?? "";
}

const outcomes = async ({ hands }: World) =>
  (await hands.ledger.events()).flatMap(({ kind, body }) => (kind === "experts/outcome" ? [body] : []));

describe("what people say of a finding", () => {
  it.each([
    ["waive", "waived"],
    ["dismiss", "dismissed"],
  ])(
    "is on record after /code %s, of every voice that has it, and does nothing else",
    async (word, outcome) => {
      const world = await standing();
      const from = world.effects.length;
      const text = `/code ${word} ${NAMED} because it is a sandbox`;
      const said = await say(world, text, { ...ON, author: "ben" });
      expect(said).toContain(`\`${NAMED}\` is ${outcome}`);
      expect(world.effects.slice(from)).toEqual([
        expect.stringMatching(/^eyes on/),
        `ledger experts/outcome security ${outcome}`,
        `ledger experts/outcome security ${outcome}`,
        "comment: ✅ Done",
      ]);
      const about = {
        consultation: digest("first"),
        finding: digest("a"),
        duty: "security",
        stack: "storage",
      };
      const by = { actor: "ben", comment: world.lastOrder().comment.id, said: digest(text) };
      const body = { ...about, ...by, dimension: "security", pullRequest: 100, through: "comment", outcome };
      expect(await outcomes(world)).toEqual([
        { ...body, by: "openai/gpt-5" },
        { ...body, by: "analyser" },
      ]);
      expect(JSON.stringify(await outcomes(world))).not.toContain("sandbox");
    },
  );

  it.each<[string, Partial<PullRequest>, string, Partial<Order>, string]>([
    ["by nobody who may only read", {}, WAIVE, { author: "eve" }, "intake/not-allowed"],
    ["by nobody who may ask for changes and not write", {}, WAIVE, { author: "tess" }, "intake/not-allowed"],
    ["of no finding that is not there", {}, WAIVE.replace(/-\w{6}/, "-000000"), {}, "intake/no-finding"],
    ["of no other seat's", {}, WAIVE.replace("security", "cost"), {}, "intake/no-finding"],
    ["without a reason", {}, `/code waive ${NAMED}`, {}, "intake/unknown-command"],
    ["for a reason that is hidden", {}, WAIVE.replace(/it is.*/, "<!-- x -->"), {}, "intake/no-reason"],
    ["for a reason without a word", {}, WAIVE.replace(/it is.*/, "1 + 1 …"), {}, "intake/no-reason"],
    ["on an issue", {}, WAIVE, { issue: { number: 7, isPullRequest: false } }, "intake/not-ours"],
    ["on a pull request that is gone", {}, WAIVE, { issue: { number: 9, isPullRequest: true } }, "not-ours"],
    [
      "on somebody else's branch",
      { head: { ref: "x", sha: "", repository: "octo/infra" } },
      WAIVE,
      {},
      "not-ours",
    ],
    [
      "on a fork's branch of our name",
      { head: { ref: "code/change-7-x", sha: "", repository: "eve/infra" } },
      WAIVE,
      {},
      "intake/not-ours",
    ],
    ["after the merge", { state: "closed", merged: true }, WAIVE, {}, "The pull request is merged"],
    ["after it was closed", { state: "closed" }, WAIVE, {}, "The pull request is closed"],
  ])("is said %s", async (_, pull, body, members, words) => {
    const world = await standing(pull);
    world.permissions.set("eve", "read").set("tess", "read");
    expect(await say(world, body, { ...ON, ...members })).toContain(words);
    expect(await outcomes(world)).toEqual([]);
  });

  it("needs to write, although the settings let readers ask", async () => {
    const world = await standing({}, SETTINGS.replace("permission: write", "permission: read"));
    world.permissions.set("eve", "triage");
    expect(await say(world, WAIVE, { ...ON, author: "eve" })).toContain("people who may write here");
    world.permissions.set("eve", "write");
    expect(await say(world, WAIVE, { ...ON, author: "eve" })).toContain("is waived");
  });

  it.each(["waive", "dismiss"])("is said once: %s comes too late after it", async (word) => {
    const world = await standing();
    await say(world, WAIVE);
    expect(await say(world, WAIVE.replace("waive", word), { ...ON, author: "ben" })).toContain(
      "intake/said-already",
    );
    expect(await outcomes(world)).toHaveLength(2);
  });

  it("is of nothing that its seat does not hold any more", async () => {
    const world = await standing();
    const again = seat("security", ["b"], { voices: ["openai/gpt-5", "analyser"] });
    await holds(world, "later", [again]);
    const said = await say(world, WAIVE);
    expect(said).toContain(
      `These stand here: cost-${digest("c").slice(0, 6)}, security-${digest("b").slice(0, 6)}`
        .replaceAll("-", "&#45;")
        .replaceAll(":", "&#58;"),
    );
  });

  it("is of neither where two findings share a name", async () => {
    const world = await standing();
    const [one] = seat("security", ["a"]).held;
    const twin = { ...one, name: `${one?.name.slice(0, 6)}${"0".repeat(58)}` } as typeof one & object;
    await holds(world, "later", [seat("security", [], { held: [one as typeof twin, twin] })]);
    expect(await say(world, WAIVE)).toContain("Two findings are called");
  });

  it.each([0, 1, 2, 3])("is recorded once although it was killed after %i effects", async (count) => {
    const world = await standing();
    const order = orderFor(world, WAIVE, ON);
    world.killAfter(world.effects.length + count);
    await work(world, order).catch(() => work(world, order));
    expect(await outcomes(world)).toHaveLength(2);
    expect([...world.comments.values()].at(-1)).toContain("✅ Done");
  });
});
