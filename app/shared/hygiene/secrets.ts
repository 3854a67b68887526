import { KEY_FORMATS } from "../core/key-formats.ts";
import { type Cut, cut, traced } from "./traced.ts";

/** Values under a name that says what they are. */
const LABELLED =
  /\b((?:[a-z0-9]+[_-])*(?:secret(?:[_-]?access)?[_-]?key|client[_-]?secret|api[_-]?key|account[_-]?key|access[_-]?token|auth[_-]?token|password|passwd|pwd|secret|token)["']?\s*(?:[=:]|\bis\b)\s*["']?)([^\s"'`,;]{6,})/gi;

/** What stands where a key was. */
export const REMOVED = "[secret removed]";

/** A text without its keys, tokens and labelled passwords. */
export function removeSecrets(text: string): string {
  return cut(traced(text), secretsIn(text)).text;
}

/** Keys, tokens and labelled passwords. Digests and commit ids are none. */
export function secretsIn(text: string): Cut[] {
  const keys = KEY_FORMATS.flatMap((format) =>
    [...text.matchAll(format)].map((match) => cutOf(match.index, match[0])),
  );
  const labelled = [...text.matchAll(LABELLED)].flatMap((match) => {
    const [, label = "", value = ""] = match;
    const isSecret = !value.startsWith("[") && /[0-9]|[^a-z]/i.test(value);
    return isSecret ? [cutOf(match.index + label.length, value)] : [];
  });
  return apart([...keys, ...labelled]);
}

function cutOf(start: number, value: string): Cut {
  return { start, end: start + value.length, becomes: REMOVED };
}

/** In order, one for what overlaps. */
function apart(cuts: readonly Cut[]): Cut[] {
  const all: Cut[] = [];
  for (const next of cuts.toSorted((one, other) => one.start - other.start)) {
    const last = all.at(-1);
    if (last === undefined || next.start >= last.end) all.push(next);
    else all[all.length - 1] = { ...last, end: Math.max(last.end, next.end) };
  }
  return all;
}
