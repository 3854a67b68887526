import type { Recipe } from "../recipe.ts";

export const DNS_RECORD: Recipe = {
  kind: "dns-record",
  defaults: {},
  assumptions: {},
  notes: [
    "The zone is the domain without its first label; it exists already. Answers may be kept 5 minutes.",
  ],
  parts: [
    {
      type: "aws_route53_record",
      arguments: {
        zone_id: { $part: "data.aws_route53_zone.zone", get: "zone_id" },
        name: { $wish: "host" },
        type: "A",
        ttl: 300,
        records: [{ $wish: "target" }],
      },
    },
    {
      type: "aws_route53_zone",
      mode: "data",
      suffix: "zone",
      arguments: { name: { $domain: "host", part: "zone" }, private_zone: false },
    },
  ],
};
