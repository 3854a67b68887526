import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import type { Model } from "#shared/core/model.ts";
import { MODEL_VENDORS } from "#shared/core/model.ts";
import { modelFor } from "../../app/models/model-for.ts";
import { recording, replaying } from "../support/cassette.ts";
import { KNOWN } from "../support/known.ts";
import { attempt, type BenchAuthor, type Result } from "./iac-eval/attempt.ts";
import { modelBenchAuthor, rulebookAuthor, type Tally } from "./iac-eval/authors.ts";
import { gradeReferences } from "./iac-eval/references.ts";
import { passedAtK, passedOf, plannedOf, printTables, quantile, shareOf } from "./iac-eval/report.ts";
import { readTasks } from "./iac-eval/tasks.ts";

const USAGE = `usage: npm run bench:iac-eval -- --tasks FILE [--author rulebook|reference|anthropic|openai|google|google-genai|compatible]
       [--part even|odd] [--k N] [--rounds N] [--plans DIR] [--model NAME] [--url URL] [--record DIR | --replay DIR]
       [--price IN,OUT] [--details FILE]

--model   for every author that is a model; its key is in CODE_AUTHOR_KEY, its base URL (--url) the vendor's own where absent

--plans   stored plans of the references (beside the tasks by default), for --author reference: the grader's own check
--price   dollars for a million tokens in and out`;

/** The shares that each author is held to. */
const GOALS: Readonly<Record<string, number>> = {
  ...{ rulebook: 0.25, reference: 0.82 },
  ...Object.fromEntries(MODEL_VENDORS.map((vendor) => [vendor, 0.25])),
};
const PLANS = 0.95;

const { values } = parseArgs({
  options: {
    tasks: { type: "string" },
    author: { type: "string", default: "rulebook" },
    part: { type: "string" },
    k: { type: "string", default: "1" },
    rounds: { type: "string", default: "3" },
    plans: { type: "string" },
    model: { type: "string" },
    url: { type: "string" },
    record: { type: "string" },
    replay: { type: "string" },
    price: { type: "string" },
    details: { type: "string" },
  },
});
if (values.tasks === undefined || !(values.author in GOALS)) {
  console.error(USAGE);
  process.exit(2);
}
const tasks = readTasks(
  values.tasks,
  values.part === "even" || values.part === "odd" ? values.part : undefined,
);
const tally: Tally = { times: [], inputTokens: 0, outputTokens: 0, cachedTokens: 0, reasoningTokens: 0 };
const samples = await run(values.tasks);
const results = samples.flat();
if (values.details !== undefined) writeFileSync(values.details, JSON.stringify(results));
printTables(results);
const [passed, total] = [passedOf(results), results.length];
const [share, plans] = [passed / total, plannedOf(results) / total];
console.log(
  JSON.stringify({
    ...{ name: "bench:iac-eval", author: values.author, passed, total, share, plans },
    ...{ even: shareOf(results, "even"), odd: shareOf(results, "odd") },
    ...(samples.length > 1 ? { k: samples.length, passAtK: passedAtK(samples) } : {}),
    authoringMs: { p50: quantile(tally.times, 0.5), p95: quantile(tally.times, 0.95) },
    tokens: {
      ...{ input: tally.inputTokens, cached: tally.cachedTokens },
      ...{ output: tally.outputTokens, reasoning: tally.reasoningTokens },
    },
    dollars: dollars(values.price),
  }),
);
const isReached = share >= (GOALS[values.author] ?? 1) && plans >= PLANS;
process.exit(isReached ? 0 : 1);

/** Every sample of the author's answers; the keyless one answers always the same. */
async function run(file: string): Promise<Result[][]> {
  if (values.author === "reference")
    return [await gradeReferences(tasks, values.plans ?? join(dirname(file), "reference-plans"))];
  const found: Result[][] = [];
  const author = authorOf();
  for (let sample = 0; sample < Number(values.k); sample += 1)
    found.push(await attempt(tasks, { author, catalogue: KNOWN.catalogue, rounds: Number(values.rounds) }));
  return found;
}

function authorOf(): BenchAuthor {
  return values.author === "rulebook"
    ? rulebookAuthor(KNOWN, tally)
    : modelBenchAuthor(modelOf(), KNOWN, tally);
}

function modelOf(): Model {
  if (values.replay !== undefined) return replaying(values.replay);
  const vendor = MODEL_VENDORS.find((one) => one === values.author);
  const key = process.env.CODE_AUTHOR_KEY ?? "";
  const isReached = vendor === "compatible" ? values.url !== undefined : key !== "";
  if (vendor === undefined || values.model === undefined || !isReached) {
    console.error(
      "A model wants --model and CODE_AUTHOR_KEY, a compatible one --url; --replay DIR needs none.",
    );
    process.exit(2);
  }
  const model = modelFor({ vendor, model: values.model, key, baseUrl: values.url });
  return values.record === undefined ? model : recording(model, values.record);
}

function dollars(price: string | undefined): number | null {
  const [input, output] = (price ?? "").split(",").map(Number);
  if (price === undefined || input === undefined || output === undefined) return null;
  return (tally.inputTokens * input + tally.outputTokens * output) / 1_000_000;
}
