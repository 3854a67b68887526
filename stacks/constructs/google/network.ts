import type { Recipe } from "../recipe.ts";

export const NETWORK: Recipe = {
  kind: "network",
  defaults: { cidr: "10.0.0.0/16", subnets: 2 },
  assumptions: {
    cidr: "The subnets are cut from the range 10.0.0.0/16.",
    subnets: "There are two private subnets.",
  },
  inherent: { automaticSubnets: [false] },
  notes: ["No firewall rule lets anything in; Google's own services are reached without public addresses."],
  parts: [
    { type: "google_compute_network", arguments: { name: { $name: 63 }, auto_create_subnetworks: false } },
    {
      type: "google_compute_subnetwork",
      suffix: "private",
      each: "subnets",
      arguments: {
        name: { $text: [{ $name: 50 }, "-private-", { $item: "index" }] },
        network: { $main: "id" },
        region: { $region: true },
        ip_cidr_range: { $slice: "cidr", from: 0 },
        private_ip_google_access: true,
        log_config: {
          $case: "flowLogs",
          true: {
            aggregation_interval: "INTERVAL_5_SEC",
            flow_sampling: 0.5,
            metadata: "INCLUDE_ALL_METADATA",
          },
        },
      },
    },
  ],
};
