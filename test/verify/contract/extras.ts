import { joinsOf } from "#shared/catalogue/facts/joins.ts";
import type { ChangeDocument, ResourceChange } from "#shared/core/change-document.ts";
import type { Known } from "../../../app/author/rulebook/sheet.ts";
import type { Mutant } from "./mutant.ts";
import type { RequestText } from "./request-text.ts";

/** Of so many types that documentation shows most. */
const COMMON = 120;
const EACH = 3;

/**
 * Something that nobody named and nothing needs: no type of the reference has an argument that takes it, and it has none that takes
 * anything of the reference, so that it stands alone.
 */
export function extrasOf(document: ChangeDocument, text: RequestText, known: Known): Mutant[] {
  const present = [...new Set(document.resources.map(({ type }) => type))];
  const strangers = commonTypes(known).filter(
    (type) =>
      !present.includes(type) &&
      !text.namesType(type) &&
      present.every((other) => !takes(other, type, known) && !takes(type, other, known)),
  );
  const step = Math.max(1, Math.floor(strangers.length / EACH));
  return strangers
    .filter((_, at) => at % step === document.resources.length % step)
    .slice(0, EACH)
    .map((type) => withExtra(document, type));
}

function commonTypes({ catalogue, facts }: Known): string[] {
  return catalogue
    .types({ provider: "aws" })
    .toSorted((one, other) => facts.weight(other) - facts.weight(one))
    .slice(0, COMMON);
}

function takes(type: string, other: string, known: Known): boolean {
  const entry = known.catalogue.find(type);
  return entry !== null && joinsOf(entry, known).some(({ to }) => to === other);
}

function withExtra(document: ChangeDocument, type: string): Mutant {
  const extra: ResourceChange = {
    ...{ address: `${type}.extra`, type, name: "extra", provider: "aws", actions: ["create"], before: null },
    ...{ after: { name: "extra" }, unknown: {}, sensitive: {}, references: [], replacePaths: [] },
  };
  const resources = [...document.resources, extra];
  return { of: "extra resource", what: type, document: { ...document, resources } };
}
