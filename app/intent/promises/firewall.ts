import type { Promised } from "#shared/core/contract.ts";
import { isJsonObject, type Json } from "#shared/core/json.ts";
import type { Wish } from "#shared/core/wish.ts";

const RULE = "aws_vpc_security_group_ingress_rule";

/** A new firewall promises its only source and its only port, where it has just one; without any rule it promises to stay closed. */
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
    const only = onlyValue(ingress, field);
    return only === undefined
      ? []
      : [{ kind: "equals", id: `${address}.${path}`, subject, path, value: only }];
  });
}

function onlyValue(rules: readonly Json[], field: string): Json | undefined {
  const values = [...new Set(rules.map((rule) => (isJsonObject(rule) ? rule[field] : undefined)))];
  return values.length === 1 ? values[0] : undefined;
}
