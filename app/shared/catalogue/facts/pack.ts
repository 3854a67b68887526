import type { Facts, Join, TypeFacts } from "../../core/facts.ts";
import { lineThatBegins } from "../sorted-lines.ts";

type PackedJoin = readonly [path: string, to: string, attribute: string, count: number];
type Packed = Omit<TypeFacts, "joins"> & { readonly joins: readonly PackedJoin[] };

/** What was counted for one type. */
export interface Counted {
  readonly type: string;
  readonly mode: "managed" | "data";
  readonly facts: TypeFacts;
}

const DATA = "data.";

interface Header {
  readonly source: string;
  /** How common each type is. */
  readonly weights: Readonly<Record<string, number>>;
}

/** Packed facts of one provider, read when one of its types is first asked for. */
export interface PackedFacts {
  /** Prefix of its types: `aws`. */
  readonly name: string;
  read(): string;
}

/** One line a type, so that a reader parses only what it asks for: `mode TAB type TAB JSON`, after a line with the source and weights. */
export function packFacts(source: string, counted: readonly Counted[]): string {
  const lines = counted.map(({ type, mode, facts }) => {
    const joins = facts.joins.map(
      ({ path, to, toMode, attribute, count }): PackedJoin => [
        path,
        toMode === "data" ? `${DATA}${to}` : to,
        attribute,
        count,
      ],
    );
    return `${mode}\t${type}\t${JSON.stringify({ ...facts, joins } satisfies Packed)}`;
  });
  const header: Header = { source, weights: weightsOf(counted) };
  return `${[JSON.stringify(header), ...lines.sort()].join("\n")}\n`;
}

function weightsOf(counted: readonly Counted[]): Record<string, number> {
  const weights = new Map<string, number>();
  const add = (type: string, count: number) => weights.set(type, (weights.get(type) ?? 0) + count);
  for (const { type, mode, facts } of counted) {
    if (mode === "managed") add(type, facts.seen);
    for (const join of facts.joins) if (join.toMode === "managed") add(join.to, join.count);
  }
  return Object.fromEntries([...weights].sort());
}

/** The facts of several providers. */
export function factsOf(packed: readonly PackedFacts[]): Facts {
  const parts = new Map<string, Part>();
  const partOf = (type: string): Part | null => {
    const found = packed.find(({ name }) => type.startsWith(`${name}_`));
    if (found === undefined) return null;
    const part = parts.get(found.name) ?? new Part(found.read());
    parts.set(found.name, part);
    return part;
  };
  return {
    weight: (type) => partOf(type)?.weights[type] ?? 0,
    of: (type, mode = "managed") => partOf(type)?.of(type, mode) ?? null,
  };
}

class Part {
  readonly weights: Header["weights"];
  /** After the header, sorted. */
  readonly #lines: string;
  readonly #read = new Map<string, TypeFacts | null>();

  constructor(text: string) {
    const end = text.indexOf("\n");
    ({ weights: this.weights } = JSON.parse(text.slice(0, end)));
    this.#lines = text.slice(end + 1);
  }

  of(type: string, mode: Join["mode"]): TypeFacts | null {
    const key = `${mode}\t${type}\t`;
    const known = this.#read.get(key);
    if (known !== undefined) return known;
    const line = lineThatBegins(this.#lines, key);
    const facts = line === null ? null : unpack(line.slice(key.length), { type, mode });
    this.#read.set(key, facts);
    return facts;
  }
}

function unpack(json: string, own: Pick<Join, "type" | "mode">): TypeFacts {
  const packed: Packed = JSON.parse(json);
  const joins = packed.joins.map(([path, to, attribute, count]): Join => {
    const isData = to.startsWith(DATA);
    const toMode = isData ? "data" : "managed";
    return { ...own, path, to: isData ? to.slice(DATA.length) : to, toMode, attribute, count };
  });
  return { ...packed, joins };
}
