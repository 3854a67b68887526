import type { CheckRun, Comment, Issue } from "../support/github/store.ts";
import { until } from "./until.ts";
import type { World } from "./world.ts";

/** What people and machines do between one stage and the next. */

const BOT = "code-engine[bot]";
const SLOW = 180_000;

export function lastWord(world: Pick<World, "github">, issue: number): Comment | null {
  return world.github.store.comments.findLast((one) => one.issue === issue && one.author === BOT) ?? null;
}

function hintOf(world: World, number: number): () => string {
  return () =>
    `${lastWord(world, number)?.body ?? "CODE has said nothing."}\n\n${world.app.tail()}\n${jobTail(world)}`;
}

export function jobTail(world: World): string {
  const jobs = world.github.store.runs.flatMap((run) => run.jobs.map((job) => ({ run, job })));
  const failed = jobs.findLast(({ job }) => job.conclusion === "failure") ?? jobs.at(-1);
  if (failed === undefined) return "No job has run.";
  return `${failed.run.event} / ${failed.job.name} ${failed.job.conclusion}:\n${failed.job.log.split("\n").slice(-40).join("\n")}`;
}

/** Ana asks on a new issue; gives its number. */
export async function ask(world: World, request: string): Promise<number> {
  const number = await world.ana.openIssue(request.replace("/code ", ""));
  await world.ana.comment(number, request);
  return number;
}

/** Waits for a pull request that was not there before. */
export async function pullRequestAfter(world: World, known: number, branch: RegExp): Promise<Issue> {
  const look = (): Issue | null =>
    world.github.store.issues.find(
      (one) => one.number > known && one.pull && branch.test(one.pull.headRef),
    ) ?? null;
  return until(`a pull request from ${branch}`, look, { ms: SLOW, hint: hintOf(world, known) });
}

/** Waits for what CODE says about the head, by an event or by a dispatch: one check a stack. */
export async function planned(world: World, issue: Issue): Promise<readonly CheckRun[]> {
  const { checkRuns } = world.github.store;
  const look = (): readonly CheckRun[] | null => {
    const sha = issue.pull?.headSha;
    const found = checkRuns.filter((check) => check.headSha === sha && check.name.startsWith("code/plan"));
    return found.length > 0 && found.every((check) => check.conclusion !== null) ? found : null;
  };
  return until(`the plan of #${issue.number}`, look, { ms: SLOW, hint: () => jobTail(world) });
}

/** Seconds by name of job, for those who ask where the time went. */
export function jobTimes(world: World): string {
  const times = new Map<string, number[]>();
  for (const job of world.github.store.runs.flatMap((run) => run.jobs)) {
    if (job.conclusion === "skipped" || job.completedAt === null) continue;
    const seconds = (Date.parse(job.completedAt) - Date.parse(job.startedAt)) / 1000;
    times.set(job.name, [...(times.get(job.name) ?? []), seconds]);
  }
  return [...times]
    .map(([name, list]) => `${name} ${list.map((one) => one.toFixed(1)).join(" ")}`)
    .join("; ");
}

export async function mustPass(world: World, issue: Issue): Promise<string> {
  const checks = await planned(world, issue);
  const bad = checks.find((check) => check.conclusion !== "success");
  if (bad === undefined) return checks.map((check) => check.title).join("; ");
  throw new Error(`${bad.name}: ${bad.conclusion} ${bad.title}\n${bad.summary}\n${jobTail(world)}`);
}

/** Omar approves and merges; gives the conclusion of the apply. */
export async function deploy(world: World, issue: Issue): Promise<string> {
  await world.omar.approve(issue.number);
  return merge(world, issue);
}

export async function merge(world: World, issue: Issue): Promise<string> {
  const { store } = world.github;
  const commit = await world.omar.merge(issue.number);
  const look = (): string | null => {
    const run = store.runs.findLast((one) => one.headSha === commit && one.event === "push");
    return run?.status === "completed" ? (run.conclusion ?? "unknown") : null;
  };
  return until(`the apply of #${issue.number}`, look, { ms: SLOW, hint: () => jobTail(world) });
}

export function must(isTrue: boolean, otherwise: string): void {
  if (!isTrue) throw new Error(otherwise);
}
