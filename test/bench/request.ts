import { resolve } from "node:path";
import { until } from "../demo/until.ts";
import { startAppAlone } from "./app-alone.ts";

/** From a comment to its open pull request, with the key-less author: no model, no Terraform; the goal is a p95 below 3 s. */
const GOAL = 3000;
const SUBJECTS = [
  "invoices",
  "reports",
  "backups",
  "uploads",
  "exports",
  "images",
  "letters",
  "scans",
  "drafts",
  "receipts",
];

const world = await startAppAlone(resolve(import.meta.dirname, "..", ".."));
const times: number[] = [];
await proposed("a private bucket for the warm-up, kept 30 days");
for (const subject of SUBJECTS)
  times.push(await proposed(`a private bucket for the ${subject}, kept 90 days`));
const problems = world.github.problems.length;
await world.stop();

times.sort((left, right) => left - right);
const at = (share: number) => Math.round(times[Math.ceil(times.length * share) - 1] ?? 0);
const figures = { p50Ms: at(0.5), p95Ms: at(0.95), maxMs: at(1), problems };
console.table(figures);
const passed = times.filter((time) => time < GOAL).length;
console.log(
  JSON.stringify({
    name: "bench:request",
    passed,
    total: times.length,
    share: passed / times.length,
    ...figures,
  }),
);
process.exitCode = figures.p95Ms < GOAL && problems === 0 ? 0 : 1;

function isDone(issue: number): boolean {
  const { comments } = world.github.store;
  return comments.some((comment) => comment.issue === issue && comment.body.includes("✅ Done"));
}

/** Milliseconds from the comment to the pull request. */
async function proposed(request: string): Promise<number> {
  const { store } = world.github;
  const pulls = () => store.issues.filter((issue) => issue.pull !== null).length;
  const before = pulls();
  const issue = await world.ana.openIssue(request);
  const started = performance.now();
  await world.ana.comment(issue, `/code ${request}`);
  await until(`the pull request of "${request}"`, () => pulls() > before || null, {
    ms: 60_000,
    everyMs: 10,
    hint: () => world.app.tail(),
  });
  const took = performance.now() - started;
  // What the App writes down afterwards is not the next request's.
  await until(`the end of "${request}"`, () => isDone(issue) || null, { ms: 60_000 });
  return took;
}
