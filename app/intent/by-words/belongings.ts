import { companionsOf } from "#shared/catalogue/facts/companions.ts";
import { joinsOf } from "#shared/catalogue/facts/joins.ts";
import { ANYTHING, type Guard } from "#shared/core/contract.ts";
import { describedTypes, type Known, type Request } from "./request.ts";

/** What retrieval finds first. */
const ROOM = { types: 20, tokens: 12_000 };

/** Nothing changes but what is named, what that is of no use without or usually stands beside it, and whatever hangs together with these; nothing is destroyed. */
export function belongingGuards(request: Request, provider: string): Guard[] {
  const named = namedTypes(request);
  const found = foundTypes(request, provider);
  const allowed = [...new Set([...named, ...needs(named, request.known), ...usual(named), ...found])];
  return [
    {
      ...{ kind: "nothing-else-changes", id: "nothing-else-changes" },
      ...{ allowed: allowed.map((type) => ({ type })), linked: [ANYTHING] },
    },
    { kind: "nothing-is-destroyed", id: "nothing-is-destroyed", except: [] },
  ];
}

function namedTypes(request: Request): string[] {
  const wanted = request.things.filter(({ denied }) => denied === null);
  const named = wanted.flatMap(({ type, or }) => [type, ...or.filter((other) => isNear(other, type))]);
  return [...new Set([...named, ...describedTypes(request)])];
}

function foundTypes({ known, text }: Request, provider: string): string[] {
  return known.search
    .retrieve(text, { ...ROOM, provider })
    .filter(({ type, reason }) => type.mode === "managed" && reason.kind === "named")
    .map(({ type }) => type.type);
}

/** What usually stands beside them. */
function usual(types: readonly string[]): string[] {
  return types
    .flatMap((type) => [...companionsOf(type).always, ...companionsOf(type).often])
    .filter((type) => !type.startsWith("data."));
}

/** Of the types that the words fit as well, those of the same service. */
function isNear(other: string, type: string): boolean {
  return other.split("_")[1] === type.split("_")[1];
}

/** What the types require, and what that requires. */
function needs(types: readonly string[], known: Known): string[] {
  const found = new Set(types);
  for (const type of found) {
    const entry = known.catalogue.find(type);
    if (entry === null) continue;
    const required = joinsOf(entry, known).filter(
      ({ path, toMode }) =>
        toMode === "managed" && entry.fields[path.split(".")[0] ?? ""]?.isRequired === true,
    );
    for (const { to } of required) found.add(to);
    for (const to of companionsOf(type).always) if (!to.startsWith("data.")) found.add(to);
  }
  return [...found];
}
