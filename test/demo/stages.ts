import type { Issue } from "../support/github/store.ts";
import { accounted, leakFree } from "./closing-stages.ts";
import type { Cloud } from "./cloud.ts";
import { ask, deploy, jobTail, lastWord, merge, must, mustPass, planned, pullRequestAfter } from "./steps.ts";
import { until } from "./until.ts";
import type { World } from "./world.ts";

/** What one stage leaves to the next. */
export interface Story {
  issue: number;
  pull: Issue | null;
  /** Number of the pull request that is rolled back. */
  last: number;
  /** Name of the bucket in the cloud. */
  bucket: string;
}

export interface Stage {
  readonly title: string;
  /** Gives what it found out; throws when the stage did not happen. */
  run(world: World, story: Story): Promise<string>;
}

const CHANGE = /^code\/change-/;

function cloudOf(world: World): Cloud {
  if (world.cloud === null) throw new Error("there is no mock cloud");
  return world.cloud;
}

function pullOf(story: Story): Issue {
  if (story.pull === null) throw new Error("there is no pull request");
  return story.pull;
}

async function mustApply(world: World, story: Story): Promise<string> {
  const pull = pullOf(story);
  const conclusion = await deploy(world, pull);
  must(conclusion === "success", `the apply of #${pull.number} ended as ${conclusion}\n${jobTail(world)}`);
  return `#${pull.number} approved by omar, merged and applied`;
}

async function propose(world: World, story: Story, request: string): Promise<string> {
  const known = world.github.store.issues.length;
  await world.ana.comment(story.issue, request);
  story.pull = await pullRequestAfter(world, Math.max(known, story.issue), CHANGE);
  return `#${story.pull.number} ${story.pull.title}: ${await mustPass(world, story.pull)}`;
}

async function mustKeep(world: World, story: Story, days: number): Promise<string> {
  const found = await cloudOf(world).expirationDays(story.bucket);
  must(found === days, `the cloud keeps ${story.bucket} ${found} days, not ${days}`);
  return `the cloud says: ${story.bucket} keeps objects ${days} days`;
}

/** Up to here nothing is applied: these run without a mock cloud. */
export const GATE_STAGES: readonly Stage[] = [
  {
    title: "A comment becomes a pull request",
    async run(world, story) {
      story.issue = await ask(world, "/code a private bucket for the invoices, kept 90 days");
      story.pull = await pullRequestAfter(world, story.issue, CHANGE);
      return `#${story.pull.number} ${story.pull.title}`;
    },
  },
  {
    title: "A violation is blocked with its rule",
    async run(world) {
      const known = world.github.store.issues.length;
      const issue = await ask(world, "/code a public bucket for the press kit");
      const rule = await until("the refusal", () => ruleNamed(world, issue), {
        ms: 120_000,
        hint: () => `${lastWord(world, issue)?.body}\n${world.app.tail()}`,
      });
      const opened = world.github.store.issues.filter((one) => one.number > known && one.pull !== null);
      for (const one of opened) await world.omar.close(one.number);
      return rule;
    },
  },
];

const RULE = /\b(?:s3|storage|gate|trivy|contract)\/[\w-]+/;

/** What a reader sees where a character was written as a number. */
function asRead(markdown: string): string {
  return markdown.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}

/** The rule that CODE's final word names, or the check of the pull request that came of it. */
function ruleNamed(world: World, issue: number): string | null {
  const { issues, checkRuns } = world.github.store;
  const said = asRead(lastWord(world, issue)?.body ?? "");
  const rule = RULE.exec(said)?.[0];
  if (/refused|blocked|objected/i.test(said) && rule !== undefined) return `refused by ${rule}`;
  const pull = issues.find((one) => one.number > issue && one.pull !== null)?.pull;
  const failed = checkRuns.find(
    (check) => check.headSha === pull?.headSha && check.name.startsWith("code/plan"),
  );
  const found = failed?.conclusion === "failure" ? RULE.exec(asRead(failed.summary ?? ""))?.[0] : undefined;
  return found === undefined ? null : `blocked in ${failed?.name}: ${found}`;
}

export const CLOUD_STAGES: readonly Stage[] = [
  {
    title: "The plan is gated and reported",
    run: (world, story) => mustPass(world, pullOf(story)),
  },
  {
    title: "Approved and merged, it is applied",
    async run(world, story) {
      const done = await mustApply(world, story);
      const found = (await cloudOf(world).buckets()).find((name) => name.includes("invoices"));
      must(found !== undefined, "the cloud has no bucket for the invoices");
      story.bucket = found ?? "";
      must(await cloudOf(world).isPrivate(story.bucket), `${story.bucket} is open to the public`);
      return `${done}; ${await mustKeep(world, story, 90)}, shut to the public`;
    },
  },
  {
    title: "An edit is proposed and applied",
    async run(world, story) {
      const proposed = await propose(world, story, "/code keep the invoices 180 days");
      await mustApply(world, story);
      return `${proposed}; ${await mustKeep(world, story, 180)}`;
    },
  },
  {
    title: "What differs from the review is not applied",
    async run(world, story) {
      story.issue = await ask(world, "/code a log group for the api, kept 30 days");
      story.pull = await pullRequestAfter(world, story.issue, CHANGE);
      const pull = pullOf(story);
      story.last = pull.number;
      await mustPass(world, pull);
      await world.omar.approve(pull.number);
      await cloudOf(world).openToPublic(story.bucket);
      await merge(world, pull);
      const groups = Object.keys(await cloudOf(world).logGroups());
      must(groups.length === 0, `applied all the same: ${groups.join(", ")}`);
      story.pull = await pullRequestAfter(world, pull.number, /^code\/follow-up\//);
      return `somebody opened the bucket by hand, so #${pull.number} was not applied; follow-up #${story.pull.number}`;
    },
  },
  {
    title: "The follow-up is reviewed and applied",
    async run(world, story) {
      await planned(world, pullOf(story));
      const done = await mustApply(world, story);
      must(await cloudOf(world).isPrivate(story.bucket), `${story.bucket} is still open`);
      const [group] = Object.entries(await cloudOf(world).logGroups());
      must(group?.[1] === 30, `the cloud has no log group of 30 days: ${group?.join(" ")}`);
      return `${done}; the cloud says: ${group?.join(" keeps ")} days, ${story.bucket} is shut again`;
    },
  },
  {
    title: "A rollback undoes it",
    async run(world, story) {
      const known = world.github.store.issues.length;
      await world.ana.comment(story.last, `/code rollback #${story.last}`);
      story.pull = await pullRequestAfter(world, known, /^code\/rollback-/);
      const reported = await mustPass(world, pullOf(story));
      await mustApply(world, story);
      const groups = Object.keys(await cloudOf(world).logGroups());
      must(groups.length === 0, `the cloud still has ${groups.join(", ")}`);
      return `#${story.pull.number}: ${reported}; the cloud says: the log group is gone; ${await mustKeep(world, story, 180)}`;
    },
  },
  { title: "An auditor recomputes everything", run: accounted },
  { title: "Nothing has leaked", run: leakFree },
];
