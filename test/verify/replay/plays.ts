import type { Finding } from "#shared/core/finding.ts";
import { BUCKET, type Play, type Says } from "../../support/consulting.ts";
import { FOUND, saying } from "../../support/replaying.ts";

const DUTIES = ["security", "reliability", "cost", "fidelity"] as const;
const MODELS = ["openai/a", "google/b", "google-genai/b", "compatible/c", "anthropic/d", "openai/e"];
const DENIAL: Finding = {
  ...{ rule: "storage/public_bucket", severity: "critical", status: "fail", resource: BUCKET, path: "acl" },
  ...{ message: "Everybody may read it.", controls: ["CIS-AWS-1.4/2.1.5"] },
};
const low = { ...FOUND, severity: "low" };

/** What models of all kinds say: usable, with what is not there, unusable, and nothing. */
const SAYS: readonly Says[] = [
  ...[saying(), saying(low), saying(FOUND), saying({ ...FOUND, severity: "high" })],
  saying({ ...FOUND, quoted: "false" }, { ...low, id: "S2", path: "bucket", quoted: "logs" }),
  saying({ ...low, dimension: "cost", monthly: "120.55", edit: '{"kind":"remove","address":"x"}' }),
  saying({
    ...low,
    message: "\u202eZoë says \u0000… 🦓 \ud800",
    path: "tags",
    quoted: '{"a":1,"b":[-1.5e-7]}',
  }),
  { value: { findings: [FOUND], unknowns: ["Who reads it?"] } },
  `\ufeff<think>{}</think>\n\`\`\`json\n${saying(low)}\n\`\`\``,
  ...["Sure! Here it is.", '{"findings":[]', "null", "", saying(FOUND, FOUND), '{"verdict":"approved"}'],
  ...[{ ended: "refused", said: "" } as const, { ended: "truncated", said: saying(FOUND) } as const],
  ...[{ status: 503 }, { status: 429 }],
];
const TERMS = [
  ...["", "  quorum: 1\n", "  quorum: 4\n  required: [cost, reliability]\n"],
  ...["budgets: { monthly_delta: 100 }\n", "thresholds: { block: low }\n"],
];

/** So many consultations, the same in every run: who sits where, what is said and what decides vary. */
export function plays(count: number): Play[] {
  const next = numbers(count);
  const pick = <Item>(from: readonly Item[]): Item => {
    const one = from[Math.floor(next() * from.length)];
    if (one === undefined) throw new Error("there is nothing to pick from");
    return one;
  };
  return Array.from({ length: count }, (_, at) => {
    const seats = Object.fromEntries(
      DUTIES.map((duty) => [duty, MODELS.filter(() => next() < 0.4).slice(0, 4)]),
    );
    // Where nobody sits, nothing is recorded.
    seats.security = [...new Set([...(seats.security ?? []), pick(MODELS)])].slice(0, 4);
    const said = new Map(MODELS.map((model) => [model, pick(SAYS)]));
    return {
      ...{ comment: at + 1, seats, terms: pick(TERMS), says: (model: string) => said.get(model) ?? "" },
      ...{ request: `a bucket, ${at}`, bucket: { tags: { b: [-1.5e-7], a: 1 }, size: next() } },
      findings: next() < 0.15 ? [DENIAL] : [],
    };
  });
}

/** Numbers below one that only the seed decides. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
