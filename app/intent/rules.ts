import type { Json } from "#shared/core/json.ts";
import type { Frame, Port, RuleItem } from "./reading.ts";

export interface Ingress extends Port {
  readonly source: string;
}

interface Group {
  readonly ports: Port[];
  readonly sources: string[];
}

/** Pairs ports with the sources said beside them; what was said first leads: "ssh from A, https from B" and "from A ssh, from B https". */
export function pairRules(items: readonly RuleItem[]): { open: Ingress[]; close: Port[]; unpaired: Group[] } {
  const close = items.flatMap((item) => (item.is === "port" && item.isNegated ? [item.port] : []));
  const said = items.filter((item) => item.is === "source" || !item.isNegated);
  const groups = grouped(said);
  return {
    close,
    open: groups.flatMap(({ ports, sources }) =>
      ports.flatMap((port) => sources.map((source) => ({ ...port, source }))),
    ),
    unpaired: groups.filter(({ ports, sources }) => ports.length === 0 || sources.length === 0),
  };
}

function grouped(items: readonly RuleItem[]): Group[] {
  const leader = items[0]?.is;
  const groups: Group[] = [];
  items.forEach((item, at) => {
    const startsGroup = at === 0 || (item.is === leader && items[at - 1]?.is !== leader);
    if (startsGroup) groups.push({ ports: [], sources: [] });
    const group = groups.at(-1);
    if (item.is === "port") group?.ports.push(item.port);
    else group?.sources.push(item.source);
  });
  return groups;
}

/** The rules of a firewall as attributes of its wish, and what still lacks its other half. */
export function rulesOf(frame: Frame): {
  values: Record<string, Json>;
  waiting: { ports: Port[]; sources: string[] };
} {
  const { open, close, unpaired } = pairRules(frame.rules);
  const values: Record<string, Json> = {};
  const ingress = open.map(({ protocol, from, to, source }) => ({ protocol, from, to, source }));
  if (ingress.length > 0) values.ingress = ingress;
  if (close.length > 0) values.close = close.map(({ protocol, from, to }) => ({ protocol, from, to }));
  const ports = unpaired.flatMap((group) => group.ports);
  return { values, waiting: { ports, sources: unpaired.flatMap((group) => group.sources) } };
}
