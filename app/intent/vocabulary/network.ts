import type { Kind } from "./entry.ts";

export const NETWORK: Kind = {
  kind: "network",
  nouns: [
    "vpc",
    "network",
    "virtual network",
    "vnet",
    "vpc network",
    "virtual private cloud",
    "private network",
    "aws vpc",
    "azure network",
    "google network",
  ],
  types: { aws: "aws_vpc", azure: "azurerm_virtual_network", google: "google_compute_network" },
  attributes: {
    cidr: {
      type: "literal",
      names: ["range", "cidr", "cidr block", "cidr range", "address range", "ip range", "address space"],
      pattern: /^(\d{1,3}\.){3}\d{1,3}\/\d{1,2}$/,
    },
    subnets: {
      type: "count",
      names: ["subnet", "private subnet"],
      ask: "How many private subnets?",
      suggestion: "2",
    },
    publicSubnets: {
      type: "count",
      names: ["public subnet"],
      ask: "How many public subnets?",
      suggestion: "2",
    },
    automaticSubnets: {
      type: "flag",
      names: [
        "automatic subnet",
        "automatically created subnet",
        "subnet created automatically",
        "auto created subnet",
        "auto mode",
      ],
      off: ["custom mode"],
    },
    flowLogs: { type: "flag", names: ["flow log", "vpc flow log", "traffic log"] },
    isolated: { type: "flag", names: ["isolated"], on: ["without internet access", "no internet access"] },
  },
};
