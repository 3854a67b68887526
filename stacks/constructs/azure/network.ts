import type { Recipe } from "../recipe.ts";
import { GROUP, GROUP_NOTE, IN_GROUP } from "./group.ts";

export const NETWORK: Recipe = {
  kind: "network",
  defaults: { cidr: "10.0.0.0/16", subnets: 2 },
  assumptions: { cidr: "The range is 10.0.0.0/16.", subnets: "There are two private subnets." },
  notes: [
    "Every subnet has a network security group, and no way out to the internet by default.",
    GROUP_NOTE,
  ],
  inherent: { isolated: [true] },
  parts: [
    {
      type: "azurerm_virtual_network",
      arguments: { ...IN_GROUP, name: { $name: 64 }, address_space: [{ $wish: "cidr" }] },
    },
    {
      type: "azurerm_subnet",
      suffix: "private",
      each: "subnets",
      arguments: {
        name: { $text: ["private-", { $item: "index" }] },
        resource_group_name: { $part: "azurerm_resource_group", get: "name", shared: true },
        virtual_network_name: { $main: "name" },
        address_prefixes: [{ $slice: "cidr", from: 0 }],
        default_outbound_access_enabled: false,
      },
    },
    { type: "azurerm_network_security_group", arguments: { ...IN_GROUP, name: { $name: 80 } } },
    {
      type: "azurerm_subnet_network_security_group_association",
      suffix: "private",
      each: "subnets",
      arguments: {
        subnet_id: { $part: "azurerm_subnet.private", get: "id" },
        network_security_group_id: { $part: "azurerm_network_security_group", get: "id", shared: true },
      },
    },
    GROUP,
  ],
};
