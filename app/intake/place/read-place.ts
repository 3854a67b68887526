import { CLOUDS, type Cloud } from "#shared/core/clouds.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Settings } from "#shared/core/settings.ts";
import { cloudsIn, cloudsOwning } from "./cloud-words.ts";
import { environmentsNamed, environmentWords } from "./environment-words.ts";

/** Where a text says that its thing lies, as far as it says so. */
export interface Place {
  /** Stacks that fit, all of them where the text names no place. */
  readonly stacks: readonly string[];
  /** The text without the words that only say where. */
  readonly text: string;
}

type Known = Pick<Settings, "stacks" | "environments">;

/** What may stand behind the words of a place: "in storage that …" is one, "in storage buckets" is none. */
const END =
  "(?=\\s*(?:$|[.,;:!?)\\n]|\\b(?:and|with|without|that|which|where|please|but|kept|called|named|too|also|as|in|on|for)\\b))";
const ARTICLE = "(?:(?:the|our|my)\\s+)?";

/** Reads the place by stack, environment and cloud; a place that does not exist is refused with its words. */
export function readPlace(text: string, known: Known): Place {
  const all = Object.keys(known.stacks).sort();
  if (all.length === 0) {
    throw new PipelineError("intake/no-stack", "There is no stack at all.", {
      next: "Add a stack to .github/code.yml.",
    });
  }
  const byName = takeStack({ stacks: all, text }, known);
  const byEnvironment = takeEnvironment(byName, known);
  const byCloud = takeCloud(byEnvironment, known);
  if (byCloud.stacks.length > 0) return byCloud;
  throw refuse(`No stack lies there: ${byName.stacks.join(", ")} lies elsewhere.`, all);
}

function takeStack({ stacks, text }: Place, { stacks: known }: Known): Place {
  for (const name of stacks.toSorted((one, other) => other.length - one.length)) {
    const word = `["'\`]?${escaped(name)}["'\`]?`;
    const forms = [
      `(?:\\b(?:in|into|on|to|for|from|of|within|inside)\\s+)?${ARTICLE}(?:\\bstack\\s+${word}(?![\\w-])|(?<![\\w-])${word}\\s+stack\\b)`,
      `\\b(?:in|into|within|inside)\\s+${ARTICLE}${word}(?![\\w-])${END}`,
    ];
    const found = forms.map((form) => new RegExp(form, "i")).find((form) => form.test(text));
    if (found !== undefined) return { stacks: [name], text: without(text, found) };
  }
  const stray = strayStack(text, Object.keys(known));
  if (stray === null) return { stacks, text };
  throw new PipelineError("intake/no-stack", `I know no stack "${stray}".`, {
    next: `This repository has ${stacks.join(", ")}: name one of them.`,
  });
}

/** "the payroll stack", "acme/billing's stack": named like a stack, and none of ours. */
function strayStack(text: string, known: readonly string[]): string | null {
  const named =
    /\b(?:in|into|on|to|from|of|within|inside)\s+(?:(?:the|our|their|his|her)\s+)?((?:[\w./’'-]+\s+){0,2}?[\w./’'-]+)\s+stacks?\b/i.exec(
      text,
    )?.[1] ??
    /\b(?:in|into|on|to|from|of|within|inside)\s+(?:the\s+)?stack\s+["'`]?([\w./-]+)/i.exec(text)?.[1];
  const words = named?.toLowerCase() ?? "";
  const isPlain =
    /^(?:|this|that|same|a|an|any|every|each|all|both|one|new|whole|other|another|your|my|tech|technology|software|full|cloudformation|cdktf|terraform)$/.test(
      words,
    );
  return isPlain || known.some((name) => words.split(/\s+/).includes(name)) ? null : words;
}

function takeEnvironment({ stacks, text }: Place, known: Known): Place {
  const word = `(${environmentWords(Object.keys(known.environments)).map(escaped).join("|")})`;
  const unit = "(\\s+(?:environment|env|account|subscription|project|cluster))?";
  const form = new RegExp(`\\b(in|into|on|to|at|for)\\s+${ARTICLE}${word}${unit}${END}`, "i");
  const [, preposition = "", said, suffix] = form.exec(text) ?? [];
  if (said === undefined) return { stacks, text };
  const named = environmentsNamed(said, Object.keys(known.environments));
  const fitting = stacks.filter((name) => named.includes(known.stacks[name]?.environment ?? ""));
  // "a bucket for production" may be called so, where nothing lies elsewhere.
  const isPurpose = preposition.toLowerCase() === "for" && suffix === undefined;
  if (isPurpose && (fitting.length === stacks.length || named.length === 0)) return { stacks, text };
  if (fitting.length > 0) return { stacks: fitting, text: without(text, form) };
  const lie = Object.entries(known.stacks).map(([name, { environment }]) => `${name} in ${environment}`);
  throw refuse(`No stack that this may be about lies in ${said.toLowerCase()}: ${lie.join(", ")}.`, stacks);
}

function takeCloud({ stacks, text }: Place, known: Known): Place {
  if (stacks.length < 2) return { stacks, text };
  const cloudOf = (name: string) => known.environments[known.stacks[name]?.environment ?? ""]?.cloud;
  const said = cloudsIn(text);
  if (said === null) {
    const owning = cloudsOwning(text);
    const fitting = stacks.filter((name) => owning.includes(cloudOf(name) ?? "aws"));
    return { stacks: fitting.length > 0 ? fitting : stacks, text };
  }
  const fitting = stacks.filter((name) => cloudOf(name) === said.cloud);
  if (fitting.length === 0) throw refuse(`No stack lies on ${titleOf(said.cloud)}.`, stacks);
  return { stacks: fitting, text: without(text, said.form) };
}

function titleOf(cloud: Cloud): string {
  return CLOUDS[cloud].title;
}

function without(text: string, form: RegExp): string {
  return text
    .replace(form, " ")
    .replaceAll(/[ \t]{2,}/g, " ")
    .replaceAll(/[ \t]+([.,;:!?])/g, "$1")
    .replace(/^[\s,;:]+|[ \t,;:]+$/g, "");
}

function escaped(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function refuse(message: string, stacks: readonly string[]): PipelineError {
  return new PipelineError("intake/no-stack", message, { next: `Name one of ${stacks.join(", ")}.` });
}
