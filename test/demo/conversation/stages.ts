import type { Issue } from "../../support/github/store.ts";
import type { Step } from "../play.ts";
import { must } from "../steps.ts";
import { pullNamed, tell } from "./talk.ts";
import type { Talk } from "./world.ts";

/** What one stage leaves to the next. */
interface Story {
  invoices: number;
  audit: number;
  pull: Issue | null;
}

const HEAD = "stacks/shop/shop.ts";

/** The conversation, told as a user has it: each stage says something and reads what CODE answers. */
export function conversationStages(talk: Talk): readonly Step[] {
  const story: Story = { invoices: 0, audit: 0, pull: null };
  const { ana, github } = talk;
  return [
    {
      title: "A vague request is asked back",
      async run() {
        story.invoices = await ana.openIssue("Somewhere to keep invoices");
        const answer = await tell(
          talk,
          story.invoices,
          "/code a private bucket for the invoices with a retention",
        );
        must(answer.includes("Which stack"), answer);
        await tell(talk, story.invoices, "/code 1: storage", "how many days");
        return said(answer, /1\. (.*?) Default/);
      },
    },
    {
      title: "Its answer becomes a pull request",
      async run() {
        const answer = await tell(talk, story.invoices, "/code 1: 90 days");
        story.pull = pullNamed(talk, answer);
        must(fileOn(talk, story.pull, "stacks/storage/storage.ts").includes("90"), answer);
        return `#${story.pull.number} ${story.pull.title}`;
      },
    },
    {
      title: "A follow-up there becomes a further commit",
      async run() {
        const pull = pullOf(story);
        const before = pull.pull?.headSha ?? "";
        const answer = await tell(talk, pull.number, "/code keep the invoices 180 days");
        must(answer.includes(`#${pull.number}`), answer);
        const after = pull.pull?.headSha ?? "";
        must(github.hub.git.text(["rev-parse", `${after}^`]).trim() === before, "the commit is not on top");
        must(fileOn(talk, pull, "stacks/storage/storage.ts").includes("180"), answer);
        return `${after.slice(0, 10)} on ${before.slice(0, 10)}`;
      },
    },
    {
      title: "A question is answered without a pull request",
      async run() {
        const known = github.store.issues.length;
        const pull = pullOf(story);
        const promised = await tell(talk, pull.number, "/code what is promised about the invoices?");
        must(promised.includes("`180`") && !promised.includes("`90`"), promised);
        const queues = await tell(talk, story.invoices, "/code which queues do we have in production?");
        for (const step of ["placed", "paid", "shipped"])
          must(queues.includes(`aws_sqs_queue.${step}`), queues);
        must(github.store.issues.length === known, "something was opened");
        return "what is promised, and which queues there are";
      },
    },
    {
      title: "A stack written by hand is edited in place",
      async run() {
        story.audit = await ana.openIssue("Auditors want half a year");
        const before = github.hub.git.text(["show", `main:${HEAD}`]);
        const answer = await tell(talk, story.audit, "/code keep the audit logs 180 days in production");
        const pull = pullNamed(talk, answer);
        const after = fileOn(talk, pull, HEAD);
        must(after === before.replace("retentionInDays: 30,", "retentionInDays: 180,"), after);
        must(after !== before, "nothing changed");
        return `#${pull.number}: two characters of ${before.length} became three, every other byte stayed`;
      },
    },
    {
      title: "The same is done for staging",
      async run() {
        const answer = await tell(talk, story.audit, "/code the same for staging");
        story.pull = pullNamed(talk, answer);
        must(fileOn(talk, story.pull, "stacks/shop-staging/shop-staging.ts").includes("180"), answer);
        must(answer.includes("region eu-west-1 instead of eu-central-1"), answer);
        return `#${story.pull.number} ${story.pull.title}`;
      },
    },
    {
      title: "The last change is undone",
      async run() {
        const pull = pullOf(story);
        const answer = await tell(talk, story.audit, "/code undo the last change");
        must(answer.includes(`Closed #${pull.number}`) && pull.state === "closed", answer);
        return `#${pull.number} is closed`;
      },
    },
    {
      title: "Two requests in one comment, one of them wrong",
      async run() {
        const known = github.store.issues.length;
        const issue = await ana.openIssue("Two things at once");
        const wrong = await tell(
          talk,
          issue,
          "/code\n- a log group for the api, kept 30 days, in the storage stack\n- a flying carpet in the storage stack",
        );
        must(wrong.includes("flying carpet") && github.store.issues.length === known + 1, wrong);
        const right = await tell(
          talk,
          issue,
          "/code\n- a log group for the api, kept 30 days, in the storage stack\n- a private bucket for the press kit in the storage stack",
        );
        const body = pullNamed(talk, right).body;
        for (const type of ["aws_cloudwatch_log_group.", "aws_s3_bucket."]) must(body.includes(type), body);
        return `${said(wrong, /(“.*?”)/)} held both back; then #${pullNamed(talk, right).number} has two`;
      },
    },
  ];
}

function said(text: string, form: RegExp): string {
  return form.exec(text)?.[1] ?? "";
}

function pullOf(story: Story): Issue {
  if (story.pull === null) throw new Error("there is no pull request");
  return story.pull;
}

function fileOn(talk: Talk, issue: Issue, path: string): string {
  return talk.github.hub.git.text(["show", `${issue.pull?.headSha}:${path}`]);
}
