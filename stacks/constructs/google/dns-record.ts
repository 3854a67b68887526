import type { Recipe } from "../recipe.ts";

export const DNS_RECORD: Recipe = {
  kind: "dns-record",
  defaults: {},
  assumptions: {},
  notes: [
    "The zone exists already, and is named as the domain without its first label, with dashes. Answers may be kept 5 minutes.",
  ],
  parts: [
    {
      type: "google_dns_record_set",
      arguments: {
        managed_zone: { $part: "data.google_dns_managed_zone.zone", get: "name" },
        name: { $text: [{ $wish: "host" }, "."] },
        type: "A",
        ttl: 300,
        rrdatas: [{ $wish: "target" }],
      },
    },
    {
      type: "google_dns_managed_zone",
      mode: "data",
      suffix: "zone",
      arguments: { name: { $domain: "host", part: "zone", joint: "-" } },
    },
  ],
};
