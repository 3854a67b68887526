import type { Catalogue, ResourceType } from "#shared/core/catalogue.ts";
import type { ExistingResource } from "#shared/core/existing-resource.ts";
import type { Facts } from "#shared/core/facts.ts";
import type { Search } from "#shared/core/search.ts";
import type { Value } from "#shared/core/value.ts";

export type Mode = "managed" | "data";

/** One resource that is being written: arguments are filled in place until nothing is missing. */
export interface Draft {
  readonly type: string;
  readonly mode: Mode;
  /** Terraform name. */
  readonly name: string;
  readonly arguments: Record<string, Value>;
  /** The stack has it: it is referred to and not written. */
  readonly isStanding: boolean;
  /** Named by the request, and not only needed by something that is. */
  readonly isAsked: boolean;
  /** What the request calls it, in its own spelling. */
  readonly called: string | null;
  /** "public", "primary": what tells it from others of its type. */
  readonly qualifier: string | null;
  /** What the request says of it, by dotted path. */
  readonly said: Map<string, Value>;
  /** Blocks that the request speaks of without a value, by dotted path. */
  readonly wanted: Set<string>;
  /** The service that may assume it, where it is a role. */
  principal: string | null;
}

export interface Known {
  readonly catalogue: Catalogue;
  readonly facts: Facts;
  readonly search: Search;
}

/** All drafts of one change. */
export interface Sheet extends Known {
  readonly stack: string;
  readonly region: string;
  /** What the stack has already. */
  readonly existing: readonly ExistingResource[];
  readonly drafts: Draft[];
}

interface Wanted {
  readonly type: string;
  readonly mode?: Mode;
  readonly isAsked?: boolean;
  readonly called?: string | null;
  readonly qualifier?: string | null;
  /** Base of the Terraform name where nothing was said. */
  readonly base?: string;
}

/** Puts one more resource on the sheet, under a name that its type does not have yet. */
export function addDraft(sheet: Sheet, wanted: Wanted): Draft {
  const { type, mode = "managed", isAsked = false, called = null, qualifier = null } = wanted;
  const base = slug(called ?? qualifier ?? wanted.base ?? "main");
  const taken = new Set([...sheet.existing.map(({ address }) => address), ...sheet.drafts.map(addressOf)]);
  let name = base;
  for (let number = 2; taken.has(addressOf({ type, mode, name })); number += 1) name = `${base}_${number}`;
  const draft: Draft = {
    ...{ type, mode, name, isAsked, called, qualifier, isStanding: false },
    arguments: {},
    said: new Map(),
    wanted: new Set(),
    principal: null,
  };
  sheet.drafts.push(draft);
  return draft;
}

/** Puts what the stack has on the sheet, once, to be referred to. */
export function adopt(sheet: Sheet, { address, type, name }: ExistingResource, isAsked: boolean): Draft {
  const known = sheet.drafts.find((draft) => addressOf(draft) === address);
  if (known !== undefined) return known;
  const mode = address.startsWith("data.") ? "data" : "managed";
  const draft: Draft = {
    ...{ type, mode, name, isStanding: true, isAsked, called: null, qualifier: qualifierIn(name) },
    ...{ arguments: {}, said: new Map(), wanted: new Set(), principal: null },
  };
  sheet.drafts.push(draft);
  return draft;
}

function qualifierIn(name: string): string | null {
  return /(?:^|_)(public|private|primary|secondary)(?:_|$)/.exec(name)?.[1] ?? null;
}

export function entryOf(sheet: Known, { type, mode }: Pick<Draft, "type" | "mode">): ResourceType | null {
  return sheet.catalogue.find(type, mode);
}

export function draftsOf(sheet: Sheet, type: string, mode: Mode = "managed"): Draft[] {
  return sheet.drafts.filter((draft) => draft.type === type && draft.mode === mode);
}

export function addressOf({ type, mode, name }: Pick<Draft, "type" | "mode" | "name">): string {
  return `${mode === "data" ? "data." : ""}${type}.${name}`;
}

export function refTo(draft: Draft, attribute: string): { readonly $ref: string } {
  return { $ref: `${addressOf(draft)}.${attribute}` };
}

/** A Terraform name: letters, digits and underscores, never beginning with a digit. */
function slug(text: string): string {
  const plain = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]+/g, "_")
    .replaceAll(/^_+|_+$/g, "");
  return /^[a-z_]/.test(plain) ? plain : `r_${plain}`;
}

/** What a thing is called in the cloud: as the request says, else after the stack and the type; small letters and dashes. */
export function cloudName(sheet: Sheet, draft: Draft, longest = 30): string {
  if (draft.called !== null) return draft.called;
  const words = draft.type.split("_").slice(1).join("-");
  const suffix = draft.name === "main" ? "" : `-${draft.name.replaceAll("_", "-")}`.slice(-12);
  const stem = `${sheet.stack}-${words}`.slice(0, longest - suffix.length).replace(/-+$/, "");
  return `${stem}${suffix}`;
}
