import { plainText } from "../../core/json.ts";
import { coverage } from "./network.ts";
import type { Leaf, Thing } from "./standing.ts";

/** A block that lets somebody in: from where, and to which ports. */
export interface Opening {
  readonly address: string;
  /** The block, with indexes. */
  readonly at: string;
  readonly sources: readonly string[];
  readonly ports: readonly Ports[];
}
type Ports = readonly [from: number, to: number];

const ALL: Ports = [0, 65_535];
const SOURCE = /(cidr|source|prefix|range|address|network|^ip_|_ip_|ip$|from\.ip_block)/;
const NO_SOURCE = /(egress|destination|dest_|route|port|security_group|sg_id)/;

/** Everything in a resource that names addresses which traffic comes from. */
export function openingsIn(thing: Thing): Opening[] {
  if (isOutward(thing)) return [];
  const named = thing.leaves.filter(isSource);
  const blocks = [...new Set(named.map(blockOf))];
  return blocks.map((at) => {
    const sources = named.filter((leaf) => blockOf(leaf) === at).map(({ value }) => plainText(value));
    return { address: thing.address, at, sources, ports: portsOf(thing, at) };
  });
}

function isOutward({ type, leaves }: Thing): boolean {
  if (/(egress|route|subnet|vpc$|peering)/.test(type) && !/ingress/.test(type)) return true;
  return leaves.some(
    ({ path, value }) => /^(type|direction)$/.test(path) && /^(egress|outbound)$/i.test(plainText(value)),
  );
}

function isSource({ path, value }: Leaf): boolean {
  return typeof value === "string" && SOURCE.test(path) && !NO_SOURCE.test(path) && coverage([value]) > 0;
}

/** The list's own index is not the block's. */
function blockOf({ at }: Leaf): string {
  return at
    .replace(/(\.\d+)$/, "")
    .split(".")
    .slice(0, -1)
    .join(".");
}

function portsOf({ leaves }: Thing, at: string): readonly Ports[] {
  const isPort = ({ path }: Leaf) => /port/.test(path) && !/source_port/.test(path);
  const inside = leaves.filter((leaf) => isPort(leaf) && (at === "" || leaf.at.startsWith(`${at}.`)));
  const found =
    inside.length > 0 ? inside : leaves.filter((leaf) => isPort(leaf) && !/^(in|e)gress/.test(leaf.path));
  const from = found.find(({ path }) => /from_port$/.test(path))?.value;
  const to = found.find(({ path }) => /to_port$/.test(path))?.value;
  if (typeof from === "number" && typeof to === "number") return from < 0 ? [ALL] : [[from, to]];
  const ranges = found.flatMap(({ value }) => rangeOf(plainText(value)));
  return ranges.length === 0 ? [ALL] : ranges;
}

function rangeOf(text: string): Ports[] {
  const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(text.trim()) ?? [];
  return from === undefined ? [] : [[Number(from), Number(to)]];
}

/** How much of an opening others open too, sources and ports taken together: 1 is all of its ports to everybody. */
export function openedBy(opening: Opening, others: readonly Opening[]): number {
  const total = opening.ports.reduce((sum, [from, to]) => sum + to - from + 1, 0);
  const opened = opening.ports.reduce((sum, ports) => sum + openedIn(ports, others), 0);
  return total === 0 ? 0 : opened / total;
}

/** Ports are cut where a block begins or ends; in each piece the sources of all blocks there count together. */
function openedIn([from, to]: Ports, others: readonly Opening[]): number {
  const edges = others.flatMap(({ ports }) => ports.flatMap(([low, high]) => [low, high + 1]));
  const cuts = [...new Set([from, ...edges.filter((edge) => edge > from && edge <= to), to + 1])];
  cuts.sort((one, other) => one - other);
  return cuts.slice(0, -1).reduce((sum, low, index) => {
    const here = others.filter(({ ports }) => ports.some(([start, end]) => start <= low && low <= end));
    const sources = here.flatMap((other) => other.sources);
    return sum + ((cuts[index + 1] ?? low) - low) * coverage(sources);
  }, 0);
}
