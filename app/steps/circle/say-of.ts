import { createHash } from "node:crypto";
import { PipelineError } from "#shared/core/error.ts";
import { shortName } from "#shared/ledger/finding-name.ts";
import { code } from "#shared/report/escape.ts";
import { type Case, historyIn } from "../../experts/record/history.ts";
import { requireWriter } from "../../intake/authorise.ts";
import type { Ending } from "../../intake/progress.ts";
import { sanitiseRequest } from "../../intake/text/sanitise.ts";
import type { Word } from "../../intake/word.ts";
import { isChangeOfOurs } from "../../pull-request/branch.ts";
import type { Errand } from "../hands.ts";

const OUTCOMES = { waive: "waived", dismiss: "dismissed" } as const;

/**
 * Records what a person says of a finding that stands on an open pull request of ours. It is a word for the record: no verdict, no check and
 * no gate hears of it. Refused are whoever may not write, a reason that nobody can read, another pull request, what nobody holds against it, and what was said already.
 */
export async function sayOf(errand: Errand, said: Word): Promise<Ending> {
  const { order, hands } = errand;
  await requireWriter(order.author, hands.people);
  if (!/\p{L}/u.test(sanitiseRequest(said.reason).text)) {
    throw refusal("no-reason", "Nothing readable was left of the reason.", "Say why in plain words.");
  }
  const pullRequest = await openChange(errand);
  const { cases } = historyIn(await hands.ledger.events("all"));
  const standing = cases.filter(({ about, isStanding }) => isStanding && about.pullRequest === pullRequest);
  const meant = theOneNamed(said.finding, standing);
  const isResumed = hands.inbox.recall(order.key, "says") === true;
  if (!isResumed) requireUnsaid(meant, said.finding);
  hands.inbox.remember(order.key, "says", true);
  const by = { actor: order.author, comment: order.comment.id, said: digestOf(order.comment.body) };
  for (const { about } of meant) {
    await hands.ledger.outcome({ ...about, ...by, through: "comment", outcome: OUTCOMES[said.word] });
  }
  const what = `${code(said.finding)} is ${OUTCOMES[said.word]}`;
  return { kind: "done", text: `${what}. That is on record, and changes neither the verdict nor any check.` };
}

async function openChange({ order, hands }: Errand): Promise<number> {
  const { number, isPullRequest } = order.issue;
  const pull = isPullRequest ? await hands.changes.pullRequest(number) : null;
  if (pull === null || !isChangeOfOurs(pull, order.repository.name)) {
    const next = "Write it on the pull request that shows the finding.";
    throw refusal("not-ours", "Only a pull request of mine has findings of the experts.", next);
  }
  if (pull.state === "open") return number;
  const how = pull.merged ? "merged" : "closed";
  throw refusal(
    "settled",
    `The pull request is ${how}.`,
    "What was not said before that is not said any more.",
  );
}

/** Two voices of a seat may share one finding; two findings that share a short name are nobody's. */
function theOneNamed(name: string, standing: readonly Case[]): readonly Case[] {
  const meant = standing.filter(({ about }) => shortName(about.duty, about.finding) === name);
  const names = [...new Set(standing.map(({ about }) => shortName(about.duty, about.finding)))].sort();
  const next = names.length === 0 ? "None stands here." : `These stand here: ${names.join(", ")}.`;
  if (meant.length === 0) throw refusal("no-finding", `No finding here is called ${name}.`, next);
  if (new Set(meant.map(({ about }) => about.finding)).size === 1) return meant;
  throw refusal("no-finding", `Two findings are called ${name}.`, "Say what is to be done in a review.");
}

function requireUnsaid(meant: readonly Case[], name: string): void {
  const [known] = meant.filter(({ outcome }) => outcome !== null);
  if (known === undefined) return;
  throw refusal("said-already", `${name} was ${known.outcome} already.`, "The first word stands.");
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function refusal(reason: string, message: string, next: string): PipelineError {
  return new PipelineError(`intake/${reason}`, message, { next });
}
