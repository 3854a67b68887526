import type { Catalogue, Field, ResourceType, Shape } from "../../core/catalogue.ts";
import type { Facts, Join } from "../../core/facts.ts";
import references from "./references.json" with { type: "json" };

interface Rule {
  /** The whole name of an attribute, as a pattern. */
  readonly name: string;
  /** `data.` stands before a data source. */
  readonly to: string;
  readonly attribute: string;
  /** First words of the types that it is about, where the name alone says too little. */
  readonly service?: string;
}

const RULES: ReadonlyMap<string, readonly (Rule & { readonly pattern: RegExp })[]> = new Map(
  Object.entries(references).map(([provider, rules]) => [
    provider,
    rules.map((rule: Rule) => ({ ...rule, pattern: new RegExp(`^(?:${rule.name})$`) })),
  ]),
);

/** Blocks of blocks hold a join too; deeper ones are never what makes somebody need a type. */
const DEPTH = 3;

/** Every argument that usually takes another type's attribute: counted ones first, then what its name says. Computed ones take nothing. */
export function joinsOf(type: ResourceType, known: { catalogue: Catalogue; facts: Facts }): Join[] {
  const counted = known.facts.of(type.type, type.mode)?.joins ?? [];
  const paths = new Set(counted.filter(({ toMode }) => toMode === "managed").map(({ path }) => path));
  const derived = leaves(type.fields, "", DEPTH).flatMap(({ path, name }) => {
    if (paths.has(path)) return [];
    const found = targetOf(name, type, known.catalogue);
    const isKnown = counted.some((join) => join.path === path && join.to === found?.to);
    return found === null || isKnown ? [] : [{ type: type.type, mode: type.mode, path, ...found, count: 0 }];
  });
  return [...counted, ...derived];
}

interface Leaf {
  readonly path: string;
  readonly name: string;
}

function leaves(fields: Readonly<Record<string, Field>>, at: string, depth: number): Leaf[] {
  return Object.entries(fields)
    .filter(([, field]) => !field.isComputed && !field.isDeprecated)
    .flatMap(([name, { shape }]) => {
      const path = at === "" ? name : `${at}.${name}`;
      const inner = innerFields(shape);
      if (inner === null) return holdsText(shape) ? [{ path, name }] : [];
      return depth > 1 ? leaves(inner, path, depth - 1) : [];
    });
}

function innerFields(shape: Shape): Readonly<Record<string, Field>> | null {
  if (shape.kind === "object") return shape.fields;
  return "of" in shape && shape.kind !== "map" ? innerFields(shape.of) : null;
}

function holdsText(shape: Shape): boolean {
  return "of" in shape ? shape.kind !== "map" && holdsText(shape.of) : shape.kind === "string";
}

type Target = Pick<Join, "to" | "toMode" | "attribute">;

/** A name of the type's own family, `rest_api_id` → `aws_api_gateway_rest_api`; else one that a rule knows; else any type's. */
function targetOf(name: string, type: ResourceType, catalogue: Catalogue): Target | null {
  const words = type.type.split("_");
  const heads = words.slice(2).map((_, index) => words.slice(0, words.length - 1 - index).join("_"));
  return (
    named(name, { type, catalogue, heads }) ??
    ruled(name, type, catalogue) ??
    named(name, { type, catalogue, heads: words.slice(0, 1) })
  );
}

function ruled(name: string, type: ResourceType, catalogue: Catalogue): Target | null {
  const [provider = "", service = ""] = type.type.split("_");
  const rule = (RULES.get(provider) ?? []).find(
    ({ pattern, service: only }) => pattern.test(name) && (only?.split(" ").includes(service) ?? true),
  );
  if (rule === undefined) return null;
  const isData = rule.to.startsWith("data.");
  const to = isData ? rule.to.slice("data.".length) : rule.to;
  const toMode = isData ? "data" : "managed";
  const isSelf = to === type.type && toMode === type.mode;
  return isSelf || catalogue.find(to, toMode) === null ? null : { to, toMode, attribute: rule.attribute };
}

const SUFFIX = /_(ids?|arns?|names?|identifier|identifiers|url|email)$/;

interface Family {
  readonly type: ResourceType;
  readonly catalogue: Catalogue;
  /** Beginnings of type names, longest first. */
  readonly heads: readonly string[];
}

/** `aws_s3_bucket_versioning.bucket` names a type that its own name begins with; `aws_eks_node_group.cluster_name` one of its service. */
function named(name: string, { type, catalogue, heads }: Family): Target | null {
  const stem = name.replace(SUFFIX, "");
  for (const head of heads) {
    const to = head.endsWith(`_${stem}`) ? head : `${head}_${stem}`;
    // Without a service before it a bare word such as `name`, `key` or `instance` names nothing.
    const isSpecific = head.includes("_") || stem.includes("_");
    const found = isSpecific && to !== type.type ? catalogue.find(to) : null;
    if (found !== null) return { to, toMode: "managed", attribute: attributeOf(name, found) };
  }
  return null;
}

/** `_arn` wants the ARN, `_name` the name; whatever else is an identifier, where the type has one of that name. */
function attributeOf(name: string, target: ResourceType): string {
  const suffix = SUFFIX.exec(name)?.[1]?.replace(/s$/, "") ?? "id";
  return Object.hasOwn(target.fields, suffix) ? suffix : "id";
}
