import type { Field, ResourceType, Shape } from "#shared/core/catalogue.ts";

/** One fact that bindings and schema state differently. */
export interface Disagreement {
  readonly path: string;
  readonly bindings: string;
  readonly schema: string;
}

export interface Compared {
  /** Attributes, blocks and object fields looked at. */
  readonly facts: number;
  readonly disagreements: readonly Disagreement[];
}

export interface SchemaBlock {
  readonly attributes?: Readonly<Record<string, SchemaAttribute>>;
  readonly block_types?: Readonly<Record<string, SchemaNested>>;
}
interface SchemaAttribute {
  readonly type: SchemaType;
  readonly required?: boolean;
  readonly optional?: boolean;
}
interface SchemaNested {
  readonly nesting_mode: string;
  readonly block: SchemaBlock;
  readonly min_items?: number;
  readonly max_items?: number;
}
type SchemaType =
  | string
  | readonly [collection: string, of: SchemaType]
  | readonly [kind: "object", of: Readonly<Record<string, SchemaType>>];

/** Every name of either source, with what each says of it: nesting, primitive type, required, set by the provider. */
export function compareSources(type: ResourceType, block: SchemaBlock): Compared {
  const label = `${type.mode === "data" ? "data." : ""}${type.type}`;
  const ours = new Map(ownFacts(type.fields, label));
  const theirs = new Map(blockFacts(block, label));
  // Timeouts are no fact about a resource: the bindings name them `timeouts` and so does the schema, in a mode of their own.
  const paths = [...new Set([...ours.keys(), ...theirs.keys()])].filter(
    (path) => !path.includes(".timeouts") && !isWithinUnread(path.slice(label.length + 1), ours, label),
  );
  const disagreements = paths
    .map((path) => ({
      path,
      bindings: ours.get(path) ?? "not there",
      schema: theirs.get(path) ?? "not there",
    }))
    .filter(({ bindings, schema }) => bindings !== schema);
  return { facts: paths.length, disagreements };
}

/** Below what the bindings call `any` or leave out there is nothing to compare: the subtree counts once. */
function isWithinUnread(path: string, ours: ReadonlyMap<string, string>, label: string): boolean {
  const end = path.lastIndexOf(".");
  return end > 0 && !hasMembers(ours.get(`${label}.${path.slice(0, end)}`));
}

function hasMembers(fact: string | undefined): boolean {
  return fact !== undefined && /object|block/.test(fact);
}

function ownFacts(fields: Readonly<Record<string, Field>>, at: string): [string, string][] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const path = `${at}.${name}`;
    const shape = field.isSingle && field.isBlock ? "one block" : kindOf(field.shape);
    return [[path, `${shape}${ruleOf(field)}`], ...ownFacts(fieldsWithin(field.shape), path)];
  });
}

function ruleOf({ isComputed, isRequired }: { isComputed: boolean; isRequired: boolean }): string {
  return isComputed ? ", set by the provider" : isRequired ? ", required" : "";
}

function kindOf(shape: Shape): string {
  return "of" in shape ? `${shape.kind} of ${kindOf(shape.of)}` : shape.kind;
}

function fieldsWithin(shape: Shape): Readonly<Record<string, Field>> {
  if (shape.kind === "object") return shape.fields;
  return "of" in shape ? fieldsWithin(shape.of) : {};
}

function blockFacts(block: SchemaBlock, at: string): [string, string][] {
  const attributes = Object.entries(block.attributes ?? {}).flatMap(([name, attribute]) =>
    attributeFacts(attribute, `${at}.${name}`),
  );
  const nested = Object.entries(block.block_types ?? {}).flatMap(([name, type]): [string, string][] => {
    const isOne = type.nesting_mode === "single" || type.max_items === 1;
    const rule = (type.min_items ?? 0) > 0 ? ", required" : "";
    const path = `${at}.${name}`;
    return [
      [path, `${isOne ? "one block" : `${type.nesting_mode} of object`}${rule}`],
      ...blockFacts(type.block, path),
    ];
  });
  return [...attributes, ...nested];
}

function attributeFacts({ type, required, optional }: SchemaAttribute, path: string): [string, string][] {
  const isComputed = required !== true && optional !== true;
  const rule = ruleOf({ isComputed, isRequired: required === true });
  // An object that may be set is written like a block that may occur once.
  const kind = type[0] === "object" && !isComputed ? "one block" : kindOfType(type);
  return [[path, `${kind}${rule}`], ...memberFacts(type, path, isComputed)];
}

function memberFacts(type: SchemaType, path: string, isComputed: boolean): [string, string][] {
  if (typeof type === "string") return [];
  const [kind, of] = type;
  if (kind !== "object") return memberFacts(of as SchemaType, path, isComputed);
  return Object.entries(of as Record<string, SchemaType>).flatMap(([name, member]) => [
    [
      `${path}.${name}`,
      `${member[0] === "object" && !isComputed ? "one block" : kindOfType(member)}${isComputed ? ", set by the provider" : ""}`,
    ],
    ...memberFacts(member, `${path}.${name}`, isComputed),
  ]);
}

function kindOfType(type: SchemaType): string {
  if (typeof type === "string") return type === "dynamic" ? "any" : type;
  return type[0] === "object" ? "object" : `${type[0]} of ${kindOfType(type[1] as SchemaType)}`;
}
