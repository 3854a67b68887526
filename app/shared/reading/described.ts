import type { Search } from "../core/search.ts";
import type { Mention } from "./mention-of.ts";
import type { Word } from "./words.ts";

/** Where nothing is named: the one thing that the words describe best, "a place to store images". */
export function describedIn(
  request: string,
  words: readonly Word[],
  { search, provider }: { readonly search: Search; readonly provider: string },
): Mention[] {
  const found = search
    .retrieve(request, { types: 8, tokens: 8000, provider })
    .find(
      ({ type, reason }) =>
        type.mode === "managed" && type.type.startsWith(`${provider}_`) && reason.kind === "named",
    );
  if (found === undefined || found.reason.kind !== "named") return [];
  const [said] = found.reason.at;
  const text = said === undefined ? "" : request.slice(said.start, said.end).toLowerCase();
  const at = words.findIndex((word) => text.includes(word.lemma));
  if (at < 0) return [];
  return [
    {
      ...{ type: found.type.type, mode: "managed", from: at, to: at, sentence: words[at]?.sentence ?? 0 },
      ...{ count: 1, isPlural: false, isFurther: false, qualifiers: [] },
    },
  ];
}
