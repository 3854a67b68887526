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
      type: "azurerm_dns_a_record",
      arguments: {
        name: { $domain: "host", part: "label" },
        zone_name: { $part: "data.azurerm_dns_zone.zone", get: "name" },
        resource_group_name: { $part: "data.azurerm_dns_zone.zone", get: "resource_group_name" },
        ttl: 300,
        records: [{ $wish: "target" }],
      },
    },
    {
      type: "azurerm_dns_zone",
      mode: "data",
      suffix: "zone",
      arguments: { name: { $domain: "host", part: "zone" } },
    },
  ],
};
