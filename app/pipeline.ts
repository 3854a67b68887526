import type { Contract } from "#shared/core/contract.ts";
import { PipelineError } from "#shared/core/error.ts";
import { existingIn } from "#shared/core/existing-resource.ts";
import { parseShape } from "#shared/core/parse.ts";
import type { Review, Verdict } from "#shared/core/review.ts";
import { AUTHOR_ROOM } from "#shared/core/search.ts";
import { TypedChange } from "#shared/core/typed-change.ts";
import type { Wish } from "#shared/core/wish.ts";
import { askSeats } from "./experts/ask-seats.ts";
import { weigh } from "./experts/weigh.ts";
import { type Ground, layGround } from "./ground.ts";
import type { Outcome, Request } from "./hands.ts";
import { chooseStack } from "./intake/choose-stack.ts";
import type { Judges } from "./judges.ts";
import { submit } from "./submit.ts";
import { understandRequest } from "./understand.ts";
import { type Validated, validate } from "./validate.ts";

/** comment ─▶ intake ─▶ intent ─▶ author ─▶ emit ─▶ synth ─▶ checks ─▶ experts ─▶ pull request */
export async function propose(request: Request, judges: Judges): Promise<Outcome> {
  const stage = stagesOf(request);
  await stage("Understand");
  const stack = chooseStack(request.thread, request.settings.stacks);
  if (typeof stack !== "string") return { kind: "asked", open: stack };
  const ground = await layGround(request, stack, judges);
  const intent = understand(request, ground, judges);
  if (intent.kind === "unclear")
    return { kind: "asked", open: { asks: "request", stack, questions: [...intent.questions] } };

  await stage("Contract");
  const contract = intent.promise(idOf(request), ground.contracts.start);

  await stage("Author");
  const change = await write(request, { ground, contract, wishes: intent.wishes }, judges);

  await stage("Validate");
  const { thresholds } = request.settings;
  const repository = request.order.repository.name;
  const validated = await validate({ repository, change, contract, thresholds }, ground, judges);

  await stage("Experts");
  const review = await consult(request, { contract, validated }, judges);

  await stage("Pull request");
  const assumptions = [...intent.assumptions, ...change.assumptions];
  const proposal = { ...validated, ...review, contract, assumptions, title: change.title };
  return { kind: "proposed", ...(await submit(request, proposal, ground)) };
}

/** Tells the people where the work is, and stops there when it was cancelled. */
function stagesOf({ teller, signal }: Request): Request["teller"]["stage"] {
  return async (stage) => {
    signal.throwIfAborted();
    await teller.stage(stage);
  };
}

function idOf({ order, thread }: Request): string {
  return `issue-${order.issue.number}-${thread.commentId}`;
}

function understand({ thread }: Request, { stack, environment, standing }: Ground, judges: Judges) {
  const isAnswered = thread.asks === "request" && Object.keys(thread.answers).length > 0;
  const spoken = {
    request: thread.text,
    stack,
    cloud: environment.cloud,
    region: environment.region,
    existing: standing === null ? [] : existingIn(standing),
    answers: isAnswered ? thread.answers : null,
  };
  const intent = understandRequest(spoken, judges);
  if (intent.kind !== "refused") return intent;
  throw new PipelineError(intent.code, intent.message, { next: intent.next });
}

interface Meant {
  readonly ground: Ground;
  readonly contract: Contract;
  readonly wishes: readonly Wish[];
}

/** The typed change, remembered: a model would answer otherwise after a restart. */
async function write(
  { order, hands, thread, signal }: Request,
  { ground, contract, wishes }: Meant,
  judges: Judges,
) {
  const known = hands.inbox.recall(order.key, "change");
  if (known !== undefined) return parseShape(TypedChange, known, "inbox/unreadable");
  const existing = ground.standing === null ? [] : existingIn(ground.standing);
  const packet = {
    stack: ground.stack,
    cloud: ground.environment.cloud,
    account: ground.environment.account,
    region: ground.environment.region,
    request: thread.text,
    wishes,
    existing,
    catalogue: judges.search.retrieve(thread.text, {
      ...AUTHOR_ROOM,
      present: [
        ...new Set(
          existing.map(({ address, type }) => (address.startsWith("data.") ? `data.${type}` : type)),
        ),
      ],
      promised: [...new Set(contract.promises.map(({ subject }) => subject.type))],
    }),
  };
  const change = TypedChange.parse(await judges.author.write(packet, signal));
  hands.inbox.remember(order.key, "change", JSON.parse(JSON.stringify(change)));
  return change;
}

interface Reviewed {
  readonly reviews: readonly Review[];
  readonly verdict: Verdict;
}

/** Only an approved change becomes a pull request: an objection, and a required seat that is silent, are refusals. */
async function consult(
  { thread, settings, signal }: Request,
  { contract, validated }: { contract: Contract; validated: Validated },
  { seats }: Judges,
): Promise<Reviewed> {
  const { document, findings } = validated;
  const packet = { request: thread.text, document, contract, findings: [...findings] };
  const reviews = await askSeats(packet, seats, signal);
  const verdict = weigh(reviews, settings.seats.required, settings.thresholds.block);
  if (verdict.kind === "approved") return { reviews, verdict };
  if (verdict.kind === "undecided") {
    throw new PipelineError("experts/undecided", `Not heard: ${verdict.missing.join(", ")}.`, {
      next: "Write /code retry: without these seats nothing is proposed.",
    });
  }
  const said = verdict.findings.map(({ rule, resource, message }) => `${rule}: ${resource}: ${message}`);
  throw new PipelineError("experts/objected", said.join("; "), {
    next: "Ask for what the experts can accept.",
  });
}
