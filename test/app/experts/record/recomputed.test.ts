import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { shippedPolicies } from "#shared/adapters/policies.ts";
import type { Json } from "#shared/core/json.ts";
import type { Seat } from "#shared/core/seat.ts";
import { keylessSeats } from "../../../../app/experts/analysers/seats.ts";
import { replay } from "../../../../app/experts/record/replay.ts";
import { CODE, type Says } from "../../../support/consulting.ts";
import { FOUND, type Kept, keptFrom, PLAY, saying } from "../../../support/replaying.ts";

let analysers: readonly Seat[];
beforeAll(async () => {
  analysers = keylessSeats((await shippedPolicies()).engines.contract);
});
const again = ({ body, content }: Kept) =>
  replay(content, body, { analysers, code: CODE, signal: new AbortController().signal });

const SAYS: fc.Arbitrary<Says> = fc.oneof(
  fc.constantFrom<Says>("", "Sure!", "null", "[]", '{"findings":[]', saying(), saying(FOUND, FOUND)),
  fc.constantFrom<Says>({ status: 529 }, { ended: "refused", said: "" }),
  fc.constant<Says>({ ended: "truncated", said: saying(FOUND) }),
  fc
    .record({
      severity: fc.constantFrom("low", "medium", "high", "critical"),
      dimension: fc.constantFrom("security", "reliability", "cost", "intent"),
      path: fc.constantFrom("force_destroy", "bucket", "tags", "", "nowhere"),
      quoted: fc.constantFrom("true", "logs", '{"a":1,"b":[-1.5e-7]}', '{"b":[-1.5e-7],"a":1}', "\ud800"),
      message: fc.string({ unit: "binary" }),
      monthly: fc.constantFrom("", "0.1", "12.5", "900"),
    })
    .chain((one) => {
      const answer = { findings: [{ ...FOUND, ...one }], unknowns: [one.message] };
      return fc.constantFrom<Says>(
        { value: answer },
        JSON.stringify(answer),
        `\ufeff${JSON.stringify(answer)}`,
      );
    }),
);
const NAMES = ["openai/a", "google/b", "google-genai/b", "compatible/c", "anthropic/d"];
const CHAIR = fc.subarray(NAMES, { maxLength: 4 });

describe("a recorded consultation", () => {
  it("comes to the same, byte for byte, whatever models have said", async () => {
    const chairs = fc.record({ security: CHAIR, reliability: CHAIR, cost: CHAIR, fidelity: CHAIR });
    const says = fc.array(SAYS, { minLength: NAMES.length, maxLength: NAMES.length });
    const terms = fc.constantFrom(
      "",
      "  quorum: 1\n",
      "  required: [cost]\nbudgets: { monthly_delta: 100 }\n",
    );
    const size = fc.double({ noNaN: true, noDefaultInfinity: true });
    const bucket = fc.record<Record<string, Json>>({ tags: fc.constant<Json>({ b: [-1.5e-7], a: 1 }), size });
    await fc.assert(
      fc.asyncProperty(chairs, says, terms, bucket, async (seats, said, more, attributes) => {
        fc.pre(Object.values(seats).some((models) => models.length > 0));
        const play = { ...PLAY, seats, terms: more, bucket: attributes };
        const kept = await keptFrom(
          { ...play, says: (model) => said[NAMES.indexOf(model)] ?? "" },
          analysers,
        );
        expect(await again(kept)).toEqual({ verdict: kept.body.verdict, differences: [], remarks: [] });
      }),
      { numRuns: 150 },
    );
  });

  it("keeps to what an analyser had failed at, and says so", async () => {
    const failing = analysers.map((seat) => ({ ...seat, review: () => Promise.reject(new Error("broken")) }));
    const kept = await keptFrom(PLAY, failing);
    expect(await again(kept)).toEqual({
      ...{ verdict: "objected", differences: [] },
      remarks: ["security", "fidelity"].map(
        (duty) => `The analyser of ${duty} had failed, which is taken as it is recorded.`,
      ),
    });
  });
});
