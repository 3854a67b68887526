/**
 * Gives labelled answers of models to the reader, the anchoring and the pages: each is unusable, verified or demoted as labelled, and
 * nothing that a model says acts where it is published. The change that they quote is `reference-change.json` beside the rows.
 * `--plant` reads leniently, which has to fail.
 *
 * npm run verify:expert-answers -- [--rows FILE] [--plant]
 */
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { PipelineError } from "#shared/core/error.ts";
import type { Model } from "#shared/core/model.ts";
import type { Review } from "#shared/core/review.ts";
import type { Packet } from "#shared/core/seat.ts";
import { askSeats } from "../../app/experts/ask-seats.ts";
import { readOpinion } from "../../app/experts/prompt/opinion.ts";
import { weigh } from "../../app/experts/weigh.ts";
import { circleOf } from "../support/circle.ts";
import { modelAnswer } from "../support/model-answer.ts";
import { actsInLine, actsOnPage, skeletonOf } from "./expert-answers/inert.ts";
import { lenient } from "./expert-answers/lenient.ts";
import { neutral, publishedOf } from "./expert-answers/published.ts";
import { type Outcome, type Row, readChange, readRows } from "./expert-answers/rows.ts";

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: join(import.meta.dirname, "expert-answers/rows.jsonl") },
    plant: { type: "boolean", default: false },
  },
});
const read = values.plant ? lenient : readOpinion;
const rows = readRows(values.rows);
const packet: Packet = {
  request: "a server behind a firewall",
  document: readChange(join(dirname(values.rows), "reference-change.json")),
  contract: { version: 1, id: "issue-7-1", promises: [], guards: [], withdraws: [] },
  findings: [],
};

const judged = await Promise.all(rows.map(async (row) => ({ row, misses: await missesOf(row) })));
const failed = judged.filter(({ misses }) => misses.length > 0);
for (const { row, misses } of failed)
  console.log(`MISS ${row.id} ${row.expect}: ${misses.join("; ")} (${row.why})`);
console.table(
  Object.fromEntries(
    ["accept", "demote", "abstain"].map((outcome) => {
      const of = judged.filter(({ row }) => row.expect === outcome);
      return [outcome, { rows: of.length, passed: of.filter(({ misses }) => misses.length === 0).length }];
    }),
  ),
);
const total = rows.length;
const passed = total - failed.length;
const share = total === 0 ? 0 : passed / total;
const misses = failed.map(({ row }) => row.id);
console.log(JSON.stringify({ name: "verify:expert-answers", passed, total, share, misses }));
process.exitCode = total > 0 && passed === total ? 0 : 1;

async function missesOf(row: Row): Promise<string[]> {
  const name = { vendor: "openai" as const, model: "m" };
  const circle = circleOf({
    roster: { security: { models: [name] } },
    models: { "openai/m": modelSaying(row.answer) },
  });
  const [review] = await askSeats(packet, circle, new AbortController().signal);
  if (review === undefined) return ["no review"];
  return [...countMisses(row, review), ...voteMisses(review), ...publicMisses(row, review)];
}

/** A model that says this, as its hand gives it. */
function modelSaying(received: string): Model {
  return {
    ask: async () => {
      const answer = read(received);
      if ("value" in answer) return { ...modelAnswer(answer.value), said: received };
      throw new PipelineError("model/malformed", answer.problem, { next: "Ask again." });
    },
  };
}

function countMisses({ expect, also, verified, demoted }: Row, review: Review): string[] {
  const outcome = outcomeOf(review);
  if (outcome !== expect) return also.includes(outcome) ? [] : [`was ${outcome}`];
  if (review.kind === "silent") return [];
  const counts = `${review.findings.length} verified, ${review.demoted} demoted`;
  return counts === `${verified ?? 0} verified, ${demoted ?? 0} demoted` ? [] : [counts];
}

function outcomeOf(review: Review): Outcome {
  if (review.kind === "silent") return "abstain";
  return review.demoted === 0 ? "accept" : "demote";
}

/** An answer that cannot be used is no consent. */
function voteMisses(review: Review): string[] {
  const { kind } = weigh([review], { required: ["security"], floor: "high", findings: [] });
  return review.kind === "silent" && kind === "approved" ? ["silence was taken for consent"] : [];
}

function publicMisses({ canary, render }: Row, review: Review): string[] {
  const { pages, lines } = publishedOf(review, packet);
  const plain = publishedOf(neutral(review), packet).pages.map(skeletonOf);
  const isOut = canary !== undefined && [...pages, ...lines].some((text) => text.includes(canary));
  return [
    ...(isOut && render !== "text-only" ? ["the canary is published"] : []),
    ...[...pages.flatMap(actsOnPage), ...lines.flatMap(actsInLine)].map((what) => `publishes ${what}`),
    ...pages.flatMap((page, place) =>
      skeletonOf(page) === plain[place] ? [] : ["changes the page around it"],
    ),
  ];
}
