import type { Facts, Join, TypeFacts } from "../../core/facts.ts";

type PackedJoin = readonly [path: string, to: string, attribute: string, count: number];
type Packed = Omit<TypeFacts, "joins"> & { readonly joins: readonly PackedJoin[] };

/** What was counted for one type. */
export interface Counted {
  readonly type: string;
  readonly mode: "managed" | "data";
  readonly facts: TypeFacts;
}

const DATA = "data.";

/** One line a type, so that a reader parses only what it asks for: `mode TAB type TAB JSON`, after a line with the source. */
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
  return `${[JSON.stringify(source), ...lines.sort()].join("\n")}\n`;
}

/** The facts of several packed texts; lines are parsed when they are first asked for. */
export function factsOf(texts: readonly string[]): Facts {
  const lines = texts.flatMap((text) => text.trimEnd().split("\n").slice(1));
  const packed = new Map(lines.map((line) => [line.slice(0, line.indexOf("\t{")), line]));
  const read = new Map<string, TypeFacts>();
  return {
    of(type, mode = "managed") {
      const key = `${mode}\t${type}`;
      const line = packed.get(key);
      if (line === undefined) return null;
      const facts = read.get(key) ?? unpack(line.slice(key.length + 1), { type, mode });
      read.set(key, facts);
      return facts;
    },
  };
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
