import { RENAMED_ARGUMENTS, RENAMED_TYPES } from "#shared/catalogue/known-names.ts";
import { addressOf } from "#shared/catalogue/references.ts";
import type { Catalogue } from "#shared/core/catalogue.ts";
import type { TypedChange } from "#shared/core/typed-change.ts";
import type { Value } from "#shared/core/value.ts";
import {
  type Create,
  isMembers,
  referenceIn,
  rewritten,
  type Site,
  sitesOf,
  withOperation,
} from "./schema-sites.ts";

/** A change that Terraform would refuse, and what an author should be told. */
export interface Mutation {
  readonly kind: string;
  readonly rule: string;
  readonly change: TypedChange;
  /** The suggestion that mends it; null where there is none to make. */
  readonly mends: string | null;
}

type Chance = (below: number) => number;
type Mutate = (site: Site, context: Context) => Omit<Mutation, "kind">[];

interface Context {
  readonly change: TypedChange;
  readonly catalogue: Catalogue;
  readonly chance: Chance;
}

/** Every way to spoil one reference, each at every place where it spoils something. */
export function mutationsOf(change: TypedChange, catalogue: Catalogue, chance: Chance): Mutation[] {
  const context = { change, catalogue, chance };
  const sites = sitesOf(change, catalogue);
  const ofSites = Object.entries(AT_ARGUMENTS).flatMap(([kind, mutate]) =>
    sites.flatMap((site) => mutate(site, context).map((mutation) => ({ kind, ...mutation }))),
  );
  const ofOperations = change.operations.flatMap((operation, index) =>
    operation.kind === "create"
      ? [...operationMutations(operation, index, context), ...exclusions(operation, index, context)]
      : [],
  );
  return [...ofSites, ...ofOperations];
}

const AT_ARGUMENTS: Readonly<Record<string, Mutate>> = {
  "argument with a typing error": ({ name, siblings, ...site }, { change, chance }) => {
    const typo = typingError(name, chance);
    if (typo in siblings) return [];
    const mutated = rewritten(change, site, { name: typo, value: site.value });
    return [{ rule: "unknown-argument", change: mutated, mends: name }];
  },
  "argument under an old name": ({ name, path, value, ...site }, { change }) => {
    const operation = change.operations[site.operation];
    if (operation?.kind !== "create" || path.length > 1) return [];
    const old = Object.entries(RENAMED_ARGUMENTS).filter(
      ([key, now]) => now === name && key.startsWith(`${operation.type}.`),
    );
    return old.map(([key]) => {
      const given = key.slice(operation.type.length + 1);
      return {
        rule: "unknown-argument",
        change: rewritten(change, { ...site, path }, { name: given, value }),
        mends: name,
      };
    });
  },
  "required argument left out": ({ name, field, ...site }, { change }) =>
    field.isRequired
      ? [{ rule: "missing-argument", change: rewritten(change, site, { value: null }), mends: name }]
      : [],
  "wrong scalar": ({ field, ...site }, { change }) => {
    const wrong = WRONG["of" in field.shape && field.shape.of.kind === "object" ? "block" : field.shape.kind];
    if (wrong === undefined) return [];
    return [{ rule: "wrong-type", change: rewritten(change, site, { value: wrong }), mends: null }];
  },
  "list for one value": ({ field, value, ...site }, { change }) => {
    if (field.shape.kind !== "string" || typeof value !== "string") return [];
    return [
      {
        rule: "wrong-type",
        change: rewritten(change, site, { value: [value] }),
        mends: JSON.stringify(value),
      },
    ];
  },
  "one value for a list": ({ field, value, ...site }, { change }) => {
    const isScalars = "of" in field.shape && field.shape.kind !== "map" && field.shape.of.kind === "string";
    const [first] = Array.isArray(value) ? value : [];
    if (!isScalars || typeof first !== "string") return [];
    const change_ = rewritten(change, site, { value: first });
    return [{ rule: "wrong-type", change: change_, mends: JSON.stringify([first]) }];
  },
  "two of a block that may occur once": ({ field, value, ...site }, { change }) =>
    field.isSingle && isMembers(value)
      ? [{ rule: "wrong-type", change: rewritten(change, site, { value: [value, value] }), mends: null }]
      : [],
  "text for a block": ({ field, ...site }, { change }) =>
    field.isBlock
      ? [{ rule: "wrong-type", change: rewritten(change, site, { value: "on" }), mends: null }]
      : [],
  "value that is not listed": ({ field, value, ...site }, { change, chance }) => {
    if (field.values.length === 0 || typeof value !== "string") return [];
    const typo = typingError(value, chance);
    if (field.values.includes(typo)) return [];
    return [{ rule: "wrong-value", change: rewritten(change, site, { value: typo }), mends: value }];
  },
  "number out of its range": ({ field, value, ...site }, { change }) => {
    const { min = null, max = null } = field.range ?? {};
    if (typeof value !== "number" || (min === null && max === null)) return [];
    const beyond = max === null ? (min ?? 0) - 1 : max + 1;
    const mends = String(max ?? min);
    return [{ rule: "wrong-value", change: rewritten(change, site, { value: beyond }), mends }];
  },
  "reference to nothing": ({ value, ...site }, { change, catalogue, chance }) => {
    const reference = referenceIn(value, catalogue);
    if (reference === null) return [];
    const address = addressOf(reference);
    const lost = `${typingError(address, chance)}${reference.slice(address.length)}`;
    if (addressOf(lost).split(".").length !== address.split(".").length) return [];
    const mutated = rewritten(change, site, { value: { $ref: lost } });
    return [{ rule: "unknown-reference", change: mutated, mends: address }];
  },
  "reference to no attribute": ({ value, ...site }, { change, catalogue, chance }) => {
    const reference = referenceIn(value, catalogue);
    const [attribute] = reference?.slice(addressOf(reference).length + 1).split(".") ?? [];
    if (reference === null || attribute === undefined || attribute.length < 4) return [];
    const wrong = `${addressOf(reference)}.${typingError(attribute, chance)}`;
    const mutated = rewritten(change, site, { value: { $ref: wrong } });
    return [{ rule: "unknown-attribute", change: mutated, mends: `${addressOf(reference)}.${attribute}` }];
  },
  "reference of another kind": ({ field, value, ...site }, { change, catalogue }) => {
    const reference = referenceIn(value, catalogue);
    if (reference === null || field.shape.kind !== "string") return [];
    const [type = "", name] = addressOf(reference).split(".");
    const found = catalogue.find(type)?.fields ?? {};
    const list = Object.entries(found).find(([, { shape }]) => shape.kind === "list" || shape.kind === "set");
    if (list === undefined) return [];
    const $ref = `${type}.${name}.${list[0]}`;
    return [
      {
        rule: "wrong-type",
        change: rewritten(change, site, { value: { $ref } }),
        mends: JSON.stringify({ $ref: `${$ref}.0` }),
      },
    ];
  },
  "ring of references": ({ value, ...site }, { change, catalogue }) => {
    const reference = referenceIn(value, catalogue);
    const from = change.operations[site.operation];
    if (reference === null || from?.kind !== "create") return [];
    const to = change.operations.findIndex(
      (one) => one.kind === "create" && address(one) === addressOf(reference),
    );
    if (to < 0) return [];
    const mutated = withOperation(change, to, (one) => ({
      ...one,
      dependsOn: [...one.dependsOn, address(from)],
    }));
    return [{ rule: "cycle", change: mutated, mends: null }];
  },
};

const WRONG: Readonly<Record<string, Value>> = {
  string: { nested: "x" },
  number: "many",
  bool: "maybe",
  list: { nested: "x" },
  set: { nested: "x" },
  block: 7,
  map: "text",
};

/** Beside what is given, a second argument of which the provider takes only one. */
function exclusions(operation: Create, at: number, { change, catalogue }: Context): Mutation[] {
  const type = catalogue.find(operation.type, operation.mode);
  const rules = (type?.rules ?? []).filter(({ kind }) => kind === "at-most-one" || kind === "exactly-one");
  return rules.flatMap(({ paths }) => {
    const given = paths.filter((path) => (operation.arguments[path] ?? null) !== null);
    const other = paths.find((path) => !given.includes(path) && type?.fields[path]?.shape.kind === "string");
    if (given.length !== 1 || other === undefined) return [];
    const mutated = withOperation(change, at, (one) => ({
      ...one,
      arguments: { ...one.arguments, [other]: "x" },
    }));
    const kind = "two arguments that exclude each other";
    return [{ kind, rule: "exclusive-arguments", change: mutated, mends: null }];
  });
}

function operationMutations(
  operation: Create,
  at: number,
  { change, catalogue, chance }: Context,
): Mutation[] {
  const typo = typingError(operation.type, chance);
  const rename = (type: string) => withOperation(change, at, (one) => ({ ...one, type }));
  const other = operation.mode === "data" ? "managed" : "data";
  const type = catalogue.find(operation.type, operation.mode);
  const computed = Object.entries(type?.fields ?? {}).find(([, field]) => field.isComputed);
  const old = Object.entries(RENAMED_TYPES).filter(([, now]) => now === operation.type);
  const mends = operation.type;
  const own = address(operation);
  return [
    ...(catalogue.find(typo, operation.mode) === null
      ? [{ kind: "type with a typing error", rule: "unknown-type", change: rename(typo), mends }]
      : []),
    ...(operation.mode === "managed"
      ? old.map(([name]) => ({
          kind: "type under an old name",
          rule: "unknown-type",
          change: rename(name),
          mends,
        }))
      : []),
    ...(catalogue.find(operation.type, other) === null
      ? [
          {
            kind: "resource as data source, or the other way round",
            rule: "unknown-type",
            change: withOperation(change, at, (one) => ({ ...one, mode: other })),
            mends: operation.mode === "data" ? `data.${operation.type}` : operation.type,
          },
        ]
      : []),
    ...(computed === undefined
      ? []
      : [
          {
            kind: "argument that the provider sets",
            rule: "computed-argument",
            change: withOperation(change, at, (one) => ({
              ...one,
              arguments: { ...one.arguments, [computed[0]]: "x" },
            })),
            mends: null,
          },
        ]),
    {
      kind: "same name twice",
      rule: "duplicate-name",
      change: { ...change, operations: [...change.operations, operation] },
      mends: null,
    },
    {
      kind: "reference to itself",
      rule: "cycle",
      change: withOperation(change, at, (one) => ({ ...one, dependsOn: [...one.dependsOn, own] })),
      mends: null,
    },
    {
      kind: "order after nothing",
      rule: "unknown-reference",
      change: withOperation(change, at, (one) => ({
        ...one,
        dependsOn: [...one.dependsOn, "aws_kms_key.nobody"],
      })),
      mends: null,
    },
  ];
}

function address(operation: Create): string {
  return `${operation.mode === "data" ? "data." : ""}${operation.type}.${operation.name}`;
}

/** One letter dropped, doubled, exchanged or swapped with its neighbour, never the first and never an underscore or dot. */
function typingError(name: string, chance: Chance): string {
  const letters = [...name].flatMap((letter, index) => (index > 0 && /[a-zA-Z]/.test(letter) ? [index] : []));
  const at = letters[chance(letters.length)] ?? name.length - 1;
  const [before, letter = "", after] = [name.slice(0, at), name[at], name.slice(at + 1)];
  const ways = [
    `${before}${after}`,
    `${before}${letter}${letter}${after}`,
    `${before}${letter === "q" ? "x" : "q"}${after}`,
    /^[a-zA-Z]/.test(after) && after[0] !== letter
      ? `${before}${after[0]}${letter}${after.slice(1)}`
      : `${before}${letter}${letter}${after}`,
  ];
  return ways[chance(ways.length)] ?? name;
}
