import { PipelineError } from "#shared/core/error.ts";
import type { ExistingResource } from "#shared/core/existing-resource.ts";
import type { Mention } from "#shared/reading/mention-of.ts";
import { namesOf } from "#shared/reading/names-of.ts";
import { singular, type Word } from "#shared/reading/words.ts";
import { adopt, type Draft, type Mode, type Sheet } from "./sheet.ts";

interface Said {
  readonly words: readonly Word[];
  readonly mentions: readonly Mention[];
}

/** What the stack has already and the request means: "the orders topic", "our VPC" where there is one; null where something new is meant. */
export function standingFor(sheet: Sheet, said: Said, mention: Mention): Draft | null {
  const of = sheet.existing.filter((one) => one.type === mention.type && modeOf(one) === mention.mode);
  if (of.length === 0 || mention.count > 1 || mention.isFurther) return null;
  const before = phraseBefore(said.words, mention);
  if (before.some(({ lemma }) => NEW.test(lemma))) return null;
  const named = of.filter((one) => isNamed(one, before, namesOf(said.words, said.mentions, mention)));
  const isKnown = before.some(({ lemma }) => KNOWN.test(lemma));
  const meant = named.length > 0 || !isKnown ? named : of;
  const [only] = meant;
  if (meant.length > 1) throw ambiguous(said.words, mention, meant);
  return only === undefined ? null : adopt(sheet, only, true);
}

const NEW = /^(a|an|new|another|additional|second|each|every)$/;
const KNOWN = /^(the|our|my|this|that|existing|its|current|same)$/;

/** The words of the same noun phrase: back to its article, at most four. */
function phraseBefore(words: readonly Word[], { from, sentence }: Mention): Word[] {
  const before = words.slice(Math.max(0, from - 4), from).filter((word) => word.sentence === sentence);
  const article = before.findLastIndex(({ lemma }) => NEW.test(lemma) || KNOWN.test(lemma));
  const end = before.findLastIndex(({ lemma }) => BREAK.test(lemma));
  return before.slice(Math.max(article, end + 1, 0));
}

const BREAK = /^(with|in|to|of|for|from|that|which|on|by|and|or|into|at|behind|between|using|via)$/;

/** By a word of its Terraform name before it, or by its whole name, here or in the cloud, behind it. */
function isNamed(
  { name, attributes }: ExistingResource,
  before: readonly Word[],
  called: readonly string[],
): boolean {
  const parts = new Set(name.split(/[_-]/).map(singular));
  if (before.some(({ lemma, text }) => parts.has(lemma) || text === name)) return true;
  const held = typeof attributes === "object" && attributes !== null ? Object.values(attributes) : [];
  return called.some((text) => text === name || held.includes(text));
}

function modeOf({ address }: ExistingResource): Mode {
  return address.startsWith("data.") ? "data" : "managed";
}

function ambiguous(
  words: readonly Word[],
  { from, to }: Mention,
  meant: readonly ExistingResource[],
): PipelineError {
  const said = words.slice(from, to + 1).map(({ text }) => text);
  const names = meant.map(({ address }) => address).join(", ");
  return new PipelineError("author/ambiguous", `"${said.join(" ")}" may mean ${names}.`, {
    next: "Say which by its name.",
  });
}

/** What a new thing shares with what stands there, without being asked: the place in the network, and what every account answers. */
const SHARED =
  /^(aws_vpc|aws_subnet|aws_internet_gateway|aws_ecs_cluster|aws_availability_zones|aws_region|aws_caller_identity|aws_partition)$/;

/** What the stack has of a type that need not be made again; none where it has more than one network to choose from. */
export function sharedOf(sheet: Sheet, type: string, mode: Mode): Draft[] {
  if (!SHARED.test(type)) return [];
  const networks = sheet.existing.filter((one) => one.type === "aws_vpc");
  const own = sheet.existing.filter((one) => one.type === type && modeOf(one) === mode);
  if (networks.length > 1 && mode === "managed") return [];
  return own.map((one) => adopt(sheet, one, false));
}
