import type { ChangeDocument } from "#shared/core/change-document.ts";
import type { Contract } from "#shared/core/contract.ts";

/** One stack as it stands: all that a question about it is answered from. */
export interface Scene {
  readonly stack: string;
  /** Name of its environment, and where that lies. */
  readonly environment: string;
  readonly region: string;
  /** The commit that was read. */
  readonly commit: string;
  /** Null where the stack has no code yet. */
  readonly document: ChangeDocument | null;
  readonly contracts: readonly Contract[];
  /** By id of the contract: who asked for it in which words, where that is remembered. */
  readonly asked: Readonly<Record<string, { readonly requesters: readonly string[]; readonly text: string }>>;
  readonly dependsOn: readonly string[];
  /** What people call a thing of this cloud, and its Terraform type; the first name is how we speak of it. */
  readonly kinds: readonly { readonly nouns: readonly string[]; readonly type: string }[];
}

/** One thing of a stack, with the sensitive parts of its attributes marked. */
export interface Thing {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly attributes: ChangeDocument["resources"][number]["after"];
  readonly sensitive: ChangeDocument["resources"][number]["sensitive"];
  readonly references: ChangeDocument["resources"][number]["references"];
}

export function thingsOf({ document }: Scene): Thing[] {
  if (document === null) return [];
  return [
    ...document.resources.map(({ after, ...one }) => ({ ...one, attributes: after })),
    ...document.data.map((one) => ({ ...one, attributes: one.arguments, sensitive: {} })),
  ];
}

/** Whether a reference leads to this address or into it. */
export function leadsTo(reference: string, address: string): boolean {
  return reference === address || reference.startsWith(`${address}.`) || reference.startsWith(`${address}[`);
}

/** What is written with a thing and is nothing by itself: it refers to it, and its type goes on from its type. */
export function companionsOf(thing: Thing, all: readonly Thing[]): Thing[] {
  return all.filter(
    (one) =>
      one.type.startsWith(`${thing.type}_`) && one.references.some(({ to }) => leadsTo(to, thing.address)),
  );
}
