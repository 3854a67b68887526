import { isA, isNumber, type Mark, meaningOf } from "./meaning.ts";
import { appositive, bareName, nounsBefore } from "./names.ts";
import { type Frame, frameOf, type Reading } from "./reading.ts";
import type { Kind } from "./vocabulary/entry.ts";

/** The thing of a noun with its noun phrase, and the names that stand in it. */
export function frameAt(
  reading: Reading,
  head: number,
  given: { readonly kind: Kind; readonly purposes: string[]; readonly noun: number },
): Frame {
  const { kind, purposes, noun } = given;
  reading.uses.set(head, kind.kind);
  reading.uses.set(noun, kind.kind);
  const start = phraseStart(reading, noun);
  const before = nounsBefore(reading, { start, head: noun, kind });
  const behind = nameBehind(reading, head + 1, kind);
  const name = [...before, ...behind];
  const phrase = reading.marks.slice(start, noun);
  return frameOf({
    kind,
    head,
    start,
    names: name.length === 0 ? [] : [name.join(" ")],
    purposes,
    isIndefinite: hasArticle(phrase, true),
    isDefinite: hasArticle(phrase, false),
  });
}

/** "log group checkout", "postgres 15 crm", "function resize". */
function nameBehind(reading: Reading, at: number, { attributes }: Kind): string[] {
  const isVersioned =
    isNumber(reading.marks[at]) &&
    Object.values(attributes).some((entry) => entry.type === "count" && entry.followsNoun === true);
  const found = appositive(reading, isVersioned ? at + 1 : at);
  return found.length > 0 ? found : bareName(reading, at);
}

/** Back from the noun to the article, or to what cannot belong to its phrase. */
function phraseStart(reading: Reading, head: number): number {
  let start = head;
  while (start > 0) {
    const mark = reading.marks[start - 1];
    if (mark === undefined || reading.uses.has(start - 1) || endsPhrase(mark)) break;
    start -= 1;
    if (isA(mark, "article") && !isA(reading.marks[start - 1], "article")) break;
  }
  return start;
}

function endsPhrase(mark: Mark): boolean {
  if (mark.tokens[0]?.form === "break") return mark.tokens[0].text !== ",";
  const ends = ["glue", "verb", "no", "or", "off", "named", "for", "unit", "announcement"];
  return mark.meanings.some((meaning) => ends.includes(meaning.is));
}

function hasArticle(phrase: readonly Mark[], indefinite: boolean): boolean {
  return phrase.some((mark) => meaningOf(mark, "article")?.indefinite === indefinite);
}
