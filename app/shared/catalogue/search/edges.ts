import type { Catalogue, Field, ResourceType, Shape } from "../../core/catalogue.ts";
import type { Facts, Join } from "../../core/facts.ts";
import { companionsOf } from "../facts/companions.ts";
import { joinsOf } from "../facts/joins.ts";

/** Why one type brings another: an argument takes it, or it usually stands beside it. */
export interface Edge {
  /** `data.` stands before a data source. */
  readonly to: string;
  /** How surely, 0 to 1. */
  readonly weight: number;
  /** The argument that takes it, null for a companion. */
  readonly path: string | null;
}

const WEIGHT = {
  required: 0.95,
  /** Of the share of examples that set it. */
  counted: 0.85,
  optional: 0.12,
  nested: 0.06,
  always: 0.92,
  often: 0.55,
  oftenStep: 0.025,
  oftenLeast: 0.25,
  beside: 0.6,
} as const;

/** What a type brings, surest first, each target once. */
export function edgesOf(name: string, known: { catalogue: Catalogue; facts: Facts }): Edge[] {
  const isData = name.startsWith("data.");
  const type = isData ? known.catalogue.find(name.slice("data.".length), "data") : known.catalogue.find(name);
  if (type === null) return [];
  const edges = [...joinEdges(type, known), ...companionEdges(type), ...besideEdges(type, known.facts)];
  const best = new Map<string, Edge>();
  for (const edge of edges.sort((left, right) => right.weight - left.weight)) {
    if (edge.to !== name && !best.has(edge.to)) best.set(edge.to, edge);
  }
  return [...best.values()];
}

function joinEdges(type: ResourceType, known: { catalogue: Catalogue; facts: Facts }): Edge[] {
  const seen = Math.max(1, known.facts.of(type.type, type.mode)?.seen ?? 1);
  const joins = joinsOf(type, known);
  const perPath = new Map<string, number>();
  for (const { path, count } of joins) perPath.set(path, (perPath.get(path) ?? 0) + count);
  return joins.map((join) => {
    const share = join.count / Math.max(1, perPath.get(join.path) ?? 1);
    return { to: keyOf(join), path: join.path, weight: joinWeight(join, { type, seen, share }) };
  });
}

function joinWeight(join: Join, about: { type: ResourceType; seen: number; share: number }): number {
  const isCounted = join.count > 0;
  const unseen = join.path.includes(".") ? WEIGHT.nested : WEIGHT.optional;
  const counted = isCounted ? WEIGHT.counted * Math.min(1, (join.count + 0.2) / (about.seen + 0.5)) : unseen;
  if (!isRequired(join.path.split("."), about.type.fields)) return Math.max(counted, unseen);
  return Math.max(counted, WEIGHT.required * (isCounted ? Math.max(about.share, 0.35) : 0.9));
}

/** Required all the way down: an optional block's required argument is optional. */
function isRequired(path: readonly string[], fields: Readonly<Record<string, Field>>): boolean {
  const [name = "", ...rest] = path;
  const field = fields[name];
  if (field === undefined || !field.isRequired) return false;
  return rest.length === 0 || isRequired(rest, innerFields(field.shape));
}

function innerFields(shape: Shape): Readonly<Record<string, Field>> {
  if (shape.kind === "object") return shape.fields;
  return "of" in shape ? innerFields(shape.of) : {};
}

function companionEdges(type: ResourceType): Edge[] {
  if (type.mode === "data") return [];
  const { always, often } = companionsOf(type.type);
  return [
    ...always.map((to) => ({ to, weight: WEIGHT.always, path: null })),
    ...often.map((to, index) => ({
      to,
      weight: Math.max(WEIGHT.oftenLeast, WEIGHT.often - index * WEIGHT.oftenStep),
      path: null,
    })),
  ];
}

function besideEdges(type: ResourceType, facts: Facts): Edge[] {
  const known = facts.of(type.type, type.mode);
  if (known === null) return [];
  return Object.entries(known.beside).map(([to, count]) => ({
    to,
    weight: WEIGHT.beside * Math.min(1, (count - 0.3) / (known.seen + 1)),
    path: null,
  }));
}

function keyOf({ to, toMode }: Join): string {
  return toMode === "data" ? `data.${to}` : to;
}
