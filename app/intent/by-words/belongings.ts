import { companionsOf } from "#shared/catalogue/facts/companions.ts";
import { joinsOf } from "#shared/catalogue/facts/joins.ts";
import type { ResourceType } from "#shared/core/catalogue.ts";
import { ANYTHING, type Guard } from "#shared/core/contract.ts";
import { describedTypes, type Known, type Request } from "./request.ts";
import type { Thing } from "./things.ts";

/** What retrieval finds first. */
const ROOM = { types: 6, tokens: 12_000 };

/** Nothing changes but what is named, what that is of no use without or usually stands beside it, and whatever hangs together with these; nothing is destroyed. */
export function belongingGuards(request: Request, provider: string): Guard[] {
  const named = namedTypes(request);
  const asked = wantedThings(request).map(({ type }) => type);
  const allowed = [
    ...new Set([
      ...named,
      ...[...needs(asked, request.known), ...usual(asked)].filter((type) => isAlone(type, request.known)),
      ...foundTypes(request, provider),
    ]),
  ];
  return [
    {
      ...{ kind: "nothing-else-changes", id: "nothing-else-changes" },
      ...{ allowed: allowed.map((type) => ({ type })), linked: [ANYTHING] },
    },
    { kind: "nothing-is-destroyed", id: "nothing-is-destroyed", except: [] },
  ];
}

function namedTypes(request: Request): string[] {
  const named = wantedThings(request).flatMap(({ type, or }) => [
    type,
    ...or.filter((other) => isNear(other, type)),
  ]);
  return [...new Set([...named, ...describedTypes(request)])];
}

function wantedThings({ things }: Request): Thing[] {
  return things.filter(({ denied }) => denied === null);
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

/** Of the types that the words fit as well, those of the same service, or of one whose name goes on: `opensearchserverless`. */
function isNear(other: string, type: string): boolean {
  const [, service = "", longer = ""] = [...type.split("_").slice(0, 2), other.split("_")[1]];
  return longer.startsWith(service) || service.startsWith(longer);
}

/** Whatever requires another thing hangs together with it: where it hangs together with nothing that is named, it belongs to something else. */
function isAlone(type: string, known: Known): boolean {
  const entry = known.catalogue.find(type);
  return entry === null || requiredBy(entry, known).length === 0;
}

function requiredBy(entry: ResourceType, known: Known): string[] {
  return joinsOf(entry, known)
    .filter(
      ({ path, toMode }) =>
        toMode === "managed" && entry.fields[path.split(".")[0] ?? ""]?.isRequired === true,
    )
    .map(({ to }) => to);
}

/** What the types require, and what that requires. */
function needs(types: readonly string[], known: Known): string[] {
  const found = new Set(types);
  for (const type of found) {
    const entry = known.catalogue.find(type);
    if (entry === null) continue;
    for (const to of requiredBy(entry, known)) found.add(to);
    for (const to of companionsOf(type).always) if (!to.startsWith("data.")) found.add(to);
  }
  return [...found];
}
