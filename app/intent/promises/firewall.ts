import type { Promised } from "#shared/core/contract.ts";
import { isJsonObject, type Json } from "#shared/core/json.ts";
import type { Wish } from "#shared/core/wish.ts";
import { holding } from "./kept-promises.ts";

const RULE = "aws_vpc_security_group_ingress_rule";

/** A new firewall promises its source and its port, where it has just one, else each of them; without any rule it promises to stay closed. */
export function firewallPromises(wish: Wish): Promised[] {
  const { ingress } = wish.attributes;
  if (wish.kind !== "security-group" || wish.verb !== "create" || !Array.isArray(ingress)) return [];
  const address = `aws_security_group.${wish.name}`;
  const subject = { type: RULE, refersTo: address };
  if (ingress.length === 0) return [{ kind: "absent", id: `${address}.ingress`, subject }];
  return (
    [
      ["source", "cidr_ipv4"],
      ["from", "from_port"],
      ["to", "to_port"],
    ] as const
  ).flatMap(([field, path]) => {
    const [only, ...others] = valuesOf(ingress, field);
    const about = { id: `${address}.${path}`, subject, path };
    if (only === undefined) return [];
    return others.length === 0
      ? [{ kind: "equals", ...about, value: only }]
      : [only, ...others].map((value) => holding(about, value));
  });
}

function valuesOf(rules: readonly Json[], field: string): (string | number)[] {
  const values = rules.map((rule) => (isJsonObject(rule) ? rule[field] : undefined));
  return [...new Set(values)].filter((value) => typeof value === "string" || typeof value === "number");
}
