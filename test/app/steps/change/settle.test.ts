import { describe, expect, it } from "vitest";
import { PipelineError } from "#shared/core/error.ts";
import type { Diagnostic } from "#shared/core/finding.ts";
import type { TypedChange } from "#shared/core/typed-change.ts";
import { type Attempt, settle, threeRounds } from "../../../../app/steps/change/settle.ts";

const problem = (rule: string, resource = "a.b"): Diagnostic => ({
  ...{ rule, resource, path: "", message: "no", severity: "high", status: "fail", controls: [] },
});
const change = (title: string): TypedChange => ({
  ...{ stack: "app", title, operations: [], assumptions: [], questions: [] },
});
const [V, P, GATE, POLICY] = ["terraform/validate", "terraform/plan", "gate/function", "s3/versioned"];

interface Try {
  readonly problems: readonly Diagnostic[];
  readonly stoppedAt?: Attempt["stoppedAt"];
}

/** An author that gives the next of these tries for every mend. */
async function settled(tries: readonly (Try | PipelineError)[]) {
  const mended: Diagnostic[][] = [];
  const best = await settle(change("0"), {
    async attempt(given) {
      const at = tries[Number(given.title)];
      if (at === undefined || at instanceof Error) throw at ?? new Error("no such try");
      return { change: given, stoppedAt: null, ...at };
    },
    async mend(given, problems) {
      mended.push([...problems]);
      const next = Number(given.title) + 1;
      return next < tries.length ? change(`${next}`) : null;
    },
    rounds: threeRounds(),
    cosmetic: () => [],
  });
  return { title: best.change.title, mended: mended.length };
}

describe("settle", () => {
  it.each([
    ["nothing against it", [{ problems: [] }], "0", 0],
    ["a first mend that helps", [{ problems: [problem(V)] }, { problems: [] }], "1", 1],
    ["no mend", [{ problems: [problem(V)] }], "0", 1],
    [
      "what helps in part, and then no more",
      [{ problems: [problem(V, "a.b"), problem(V, "a.c")] }, { problems: [problem(V, "a.c")] }],
      ...(["1", 2] as const),
    ],
    [
      "the best so far where a policy that had passed fails",
      [{ problems: [problem(V)], stoppedAt: "validate" as const }, { problems: [problem(POLICY)] }],
      ...(["0", 1] as const),
    ],
    [
      "the best so far where another resource fails what it had passed",
      [{ problems: [problem(V, "a.b")] }, { problems: [problem(V, "a.c")] }],
      ...(["0", 1] as const),
    ],
    [
      "a plan that fails after a validation that failed",
      [
        { problems: [problem(V)], stoppedAt: "validate" as const },
        { problems: [problem(P)] },
        { problems: [] },
      ],
      ...(["2", 2] as const),
    ],
    [
      "anything after the gate's denial",
      [
        { problems: [problem(GATE)], stoppedAt: "gate" as const },
        { problems: [problem(POLICY)] },
        { problems: [] },
      ],
      ...(["2", 2] as const),
    ],
    [
      "no second denial of the gate",
      [
        { problems: [problem(GATE)], stoppedAt: "gate" as const },
        { problems: [problem("gate/provider")], stoppedAt: "gate" as const },
      ],
      ...(["0", 1] as const),
    ],
    ["no mend that changes nothing", [{ problems: [problem(V)] }, { problems: [problem(V)] }], "0", 1],
    [
      "no mend that cannot be written",
      [{ problems: [problem(V)] }, new PipelineError("emit/no", "no", { next: "-" })],
      ...(["0", 1] as const),
    ],
    [
      "three mends and no fourth",
      [5, 4, 3, 2, 1].map((count) => ({
        problems: Array.from({ length: count }, (_, index) => problem(V, `a.r${index}`)),
      })),
      ...(["3", 3] as const),
    ],
  ] as const)("takes %s", async (_, tries, title, mended) => {
    expect(await settled(tries)).toEqual({ title, mended });
  });

  it("counts the rounds of every judge together", async () => {
    const rounds = threeRounds();
    const by = {
      rounds,
      attempt: async (given: TypedChange) => ({
        ...{ change: given, stoppedAt: null },
        problems: Array.from({ length: 9 - Number(given.title) }, (_, at) => problem(V, `a.r${at}`)),
      }),
      mend: async ({ title }: TypedChange) => (Number(title) === 2 ? null : change(`${Number(title) + 1}`)),
      cosmetic: () => [],
    };
    const first = await settle(change("0"), by);
    expect([first.change.title, rounds.left]).toEqual(["2", 0]);
    expect((await settle(change("4"), by)).change.title).toBe("4");
  });

  it("hides no failure of ours", async () => {
    await expect(settled([])).rejects.toThrow("no such try");
  });

  it("takes no repair that only silences, and tells its author why", async () => {
    const told: string[][] = [];
    const best = await settle(change("0"), {
      attempt: async (given) => ({
        ...{ change: given, stoppedAt: null },
        problems: given.title === "0" ? [problem(POLICY)] : [],
      }),
      rounds: threeRounds(),
      mend: async (_, problems) => {
        told.push(problems.map(({ rule }) => rule));
        return change(told.length === 1 ? "deleted" : "mended");
      },
      cosmetic: (_, { change: { title } }) => (title === "deleted" ? [problem("repair/deleted")] : []),
    });
    expect(best.change.title).toBe("mended");
    expect(told).toEqual([[POLICY], [POLICY, "repair/deleted"]]);
  });
});
