import { PipelineError } from "#shared/core/error.ts";
import { existingIn } from "#shared/core/existing-resource.ts";
import type { PullRequest } from "#shared/core/host.ts";
import type { Settings } from "#shared/core/settings.ts";
import { counterparts } from "../../intake/place/counterparts.ts";
import { readPlace } from "../../intake/place/read-place.ts";
import { mentioned, type Open, stackQuestion } from "../../intake/place/stack-question.ts";
import { proposalsOf } from "../../intake/proposals.ts";
import { stackAnswered, textsOf } from "../../intake/thread.ts";
import { isOwnChange } from "../../pull-request/branch.ts";
import type { Ground } from "../change/ground.ts";
import { siteOf } from "../change/stack-files.ts";
import type { Request } from "../hands.ts";
import type { Judges } from "../judges.ts";
import { understandRequest } from "./understand.ts";

/** What of a comment is about one stack. */
export interface Job {
  readonly stack: string;
  readonly requests: readonly { readonly said: string; readonly text: string }[];
}

export type Lay = (stack: string) => Promise<Ground>;

/** Each of them is synthesised to see what it has. */
const MOST_LOOKED_AT = 8;

interface Told {
  readonly said: string;
  readonly text: string;
  readonly stacks: readonly string[];
}

/**
 * The stack of each request: as answered, as said (by name, environment or cloud), that of this pull request, the only one that
 * is mentioned, or the only one that has what it changes; else one question with those that are left.
 */
export async function chooseStacks(
  request: Request,
  lay: Lay,
  judges: Judges,
): Promise<readonly Job[] | Open> {
  const { thread, settings } = request;
  const own = await ownStack(request);
  const told = toldOf(request).map((one) => ({ ...one, stacks: narrowed(one, { request, own }) }));
  const seen: Told[] = [];
  for (const one of told) seen.push(one.stacks.length < 2 ? one : await whereItIs(one, lay, judges));

  const open = seen.filter(({ stacks }) => stacks.length > 1);
  if (open.length > 0) return stackQuestion(open, textsOf(thread).length);
  const names = [...new Set(seen.flatMap(({ stacks }) => stacks))];
  for (const name of names) siteOf(name, settings);
  if (own !== null) requireOwn(names, own);
  return names.map((stack) => ({ stack, requests: seen.filter(({ stacks }) => stacks.includes(stack)) }));
}

/** Every request with the stacks that it may be about; one that is done again is told once for each place. */
function toldOf({ thread, settings }: Request): Told[] {
  const texts = textsOf(thread);
  if (thread.repeats === null) return texts.map((said) => ({ said, ...readPlace(said, settings) }));
  const { stack, places } = thread.repeats;
  return places.flatMap((place) => {
    const stacks = counterparts(stack, place, settings);
    return texts.map((said) => ({ said, text: withoutPlace(said, settings), stacks }));
  });
}

/** The place of the first time is not the place of the second. */
function withoutPlace(said: string, settings: Settings): string {
  try {
    return readPlace(said, settings).text;
  } catch {
    return said;
  }
}

function narrowed(
  { said, stacks }: Told,
  { request: { thread, settings }, own }: { request: Request; own: PullRequestStack | null },
): readonly string[] {
  if (stacks.length === 1) return stacks;
  const answered = stackAnswered(thread);
  if (answered !== null) return [requireFitting(answered, stacks, settings)];
  if (own !== null && stacks.includes(own.stack)) return [own.stack];
  const named = thread.repeats === null ? mentioned(said, stacks) : [];
  return named.length === 1 ? named : stacks;
}

function requireFitting(name: string, stacks: readonly string[], settings: Settings): string {
  if (stacks.includes(name)) return name;
  const message = Object.hasOwn(settings.stacks, name)
    ? `${name} does not fit what was said.`
    : `There is no stack ${name}.`;
  throw new PipelineError("intake/no-stack", message, {
    next: `Name one of ${stacks.join(", ")}.`,
  });
}

/** The only stack that has what the request changes or removes. One that cannot be read has nothing to show. */
async function whereItIs(told: Told, lay: Lay, judges: Judges): Promise<Told> {
  if (told.stacks.length > MOST_LOOKED_AT) return told;
  const having: string[] = [];
  for (const stack of told.stacks) if (await has(told.text, stack, { lay, judges })) having.push(stack);
  return having.length === 0 ? told : { ...told, stacks: having };
}

async function has(
  text: string,
  stack: string,
  { lay, judges }: { lay: Lay; judges: Judges },
): Promise<boolean> {
  try {
    const { environment, standing } = await lay(stack);
    if (standing === null) return false;
    const { cloud, region } = environment;
    const spoken = { request: text, stack, cloud, region, existing: existingIn(standing), answers: null };
    const meant = understandRequest(spoken, judges);
    if (meant.kind === "refused") return false;
    const wishes = meant.kind === "understood" ? meant.wishes : meant.draft.wishes;
    return wishes.length > 0 && wishes.every(({ verb }) => verb !== "create");
  } catch (error) {
    if (error instanceof PipelineError) return false;
    throw error;
  }
}

interface PullRequestStack {
  readonly number: number;
  readonly stack: string;
}

/** The stack that a pull request of ours is about: as it was proposed, else by the files that it changes. */
async function ownStack({ order, hands, settings, thread }: Request): Promise<PullRequestStack | null> {
  if (!order.issue.isPullRequest || thread.repeats !== null) return null;
  const pull: PullRequest | null = await hands.changes.pullRequest(order.issue.number);
  if (pull === null || !isOwnChange(pull, order.repository.name)) return null;
  const { number } = pull;
  const proposed = proposalsOf(order, hands.inbox).findLast(({ pullRequest }) => pullRequest === number);
  if (proposed !== undefined) return { number, stack: proposed.stack };
  const changed = await hands.repository.changed(pull.base.sha, pull.head.sha);
  const touched = Object.entries(settings.stacks).filter(([name, { path }]) =>
    changed.some((file) => file.startsWith(`${path ?? `stacks/${name}`}/`)),
  );
  const [only] = touched;
  return only === undefined || touched.length > 1 ? null : { number, stack: only[0] };
}

/** One pull request is about one stack: it is merged, applied and undone as one. */
function requireOwn(names: readonly string[], { number, stack }: PullRequestStack): void {
  const other = names.find((name) => name !== stack);
  if (other === undefined) return;
  throw new PipelineError("intake/other-stack", `#${number} is about ${stack}, and this is about ${other}.`, {
    next: `Ask on an issue: ${other} gets a pull request of its own.`,
  });
}
