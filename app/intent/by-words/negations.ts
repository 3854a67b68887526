import type { Guard, Promised } from "#shared/core/contract.ts";
import { kindOf, type Telling, tellingLeaves } from "./leaf-words.ts";
import { type Request, wordsFrom } from "./request.ts";

/** What words of a negation forbid, and the flags that would do it. */
const FORBIDDEN: readonly { readonly words: RegExp; readonly path: RegExp }[] = [
  { words: /^(public|publicly|internet)$/, path: /public/ },
  { words: /^(encryption|encrypted|encrypt)$/, path: /encrypt/ },
];
/** Flags that forbid it themselves. */
const TURNED = /block|restrict|ignore|prevent|disable|deny/;
const NO = /^(no|not|without|never|non)$/;

/** "Not public" and "without encryption" keep every flag of what is asked for off that would do it, as far as it is ours to set. */
export function negationPromises(request: Request): Promised[] {
  const { words, things, known, used } = request;
  const flags = tellingLeaves(
    things.filter(({ asked }) => asked !== null),
    known.catalogue,
  ).filter((flag) => kindOf(flag.leaf) === "bool" && !TURNED.test(flag.leaf.path) && isOurs(request, flag));
  return words.flatMap((word, at): Promised[] => {
    const forbidden = FORBIDDEN.find((one) => one.words.test(word.lemma) && !word.isQuoted);
    const no = [at - 1, at - 2].find((place) => NO.test(words[place]?.lemma ?? ""));
    if (forbidden === undefined || no === undefined || words[no]?.sentence !== word.sentence) return [];
    const found = flags.filter(({ leaf }) => forbidden.path.test(leaf.path));
    if (found.length > 0) for (let place = no; place <= at; place += 1) used.add(place);
    const from = wordsFrom(words, no, at);
    return found.map(({ type, leaf }) => ({
      ...{
        kind: "differs",
        id: `${type}.${leaf.path}.not`,
        subject: { type },
        path: leaf.path,
        value: true,
        from,
      },
    }));
  });
}

/** What the provider fills in is not known before it is made. */
function isOurs({ known }: Request, { type, leaf }: Telling): boolean {
  return known.catalogue.find(type)?.fields[leaf.path]?.isOptionalComputed === false;
}

/** "Without an internet gateway": this change makes none. */
export function denialGuards({ things, words, used }: Request): Guard[] {
  return things.flatMap(({ type, denied, mode }): Guard[] => {
    if (denied === null || mode !== "managed") return [];
    used.add(denied.from - 1);
    const from = wordsFrom(words, denied.from - 2, denied.to);
    return [{ kind: "none-is-made", id: `${type}.none`, subject: { type }, from }];
  });
}
