import { ANYTHING, type Promised, type Subject } from "#shared/core/contract.ts";
import type { Mention } from "#shared/reading/mention-of.ts";
import { isHedged, type Request, wordsFrom } from "./request.ts";
import type { Thing } from "./things.ts";

/** Each thing that is asked for exists, as often as a number says, and once under each name; what is only spoken of bears its name where there is any. */
export function existencePromises(request: Request): Promised[] {
  const spoken = request.things.filter(({ mode, asked }) => mode === "managed" && asked === null);
  return [...existing(request), ...spoken.flatMap((thing) => bearing(request, thing))];
}

function existing(request: Request): Promised[] {
  return request.things
    .filter(
      ({ mode, asked, said }) =>
        mode === "managed" && said !== "part" && asked !== null && !isHedged(request, asked.from),
    )
    .flatMap((thing) => [...thereIs(request, thing), ...named(request, thing)]);
}

export function subjectOf({ type, or }: Thing): Subject {
  return or.length === 0 ? { type } : { type, or: [...or] };
}

function thereIs(request: Request, thing: Thing): Promised[] {
  const { asked, type, count } = thing;
  if (asked === null) return [];
  const from = wordsFrom(request.words, asked.from - (count > 1 ? 2 : 0), asked.to);
  const subject = subjectOf(thing);
  return count > 1 && thing.said !== "other"
    ? [{ kind: "many", id: `${type}.many`, subject, value: count, from }]
    : [{ kind: "exists", id: `${type}.exists`, subject, from }];
}

function named(request: Request, thing: Thing): Promised[] {
  return thing.names.map(({ name, mention }) => {
    use(request, name, mention);
    return {
      ...{
        kind: "exists",
        id: `${thing.type}.called.${name}`,
        subject: { ...subjectOf(thing), called: name },
      },
      from: `${wordsFrom(request.words, mention.from, mention.to)} "${name}"`,
    };
  });
}

/** It may be elsewhere: then something of the stack says its name. */
function bearing(request: Request, thing: Thing): Promised[] {
  return thing.names.flatMap(({ name, mention }) => {
    use(request, name, mention);
    const from = `${wordsFrom(request.words, mention.from, mention.to)} "${name}"`;
    return [thing.type, ANYTHING].map((type) => ({
      ...{ kind: "holds" as const, id: `${type}.bears.${name}`, subject: { type } },
      ...{ value: name, from },
    }));
  });
}

function use({ words, used }: Request, name: string, { sentence }: Mention): void {
  words.forEach((word, at) => {
    if (word.text === name && word.sentence === sentence) used.add(at);
  });
}
