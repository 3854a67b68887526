import type { Paraphrases } from "./table.ts";

export const NETWORK: Paraphrases = {
  kind: "network",
  creates: [
    ["a vpc called core with two subnets", "core", { subnets: 2 }],
    ["vpc staging 10.20.0.0/16", "staging", { cidr: "10.20.0.0/16" }],
    [
      'Please set up a VPC named "platform" with three private subnets and the range 10.30.0.0/16',
      "platform",
      { subnets: 3, cidr: "10.30.0.0/16" },
    ],
    [
      "a network for analytics with 2 public subnets and 2 private subnets",
      "analytics",
      { publicSubnets: 2, subnets: 2 },
    ],
    ["virtual private cloud for the lab, no subnets", "lab", { subnets: 0 }],
    [
      "We would like an isolated network for payments using 172.16.0.0/16 and four subnets",
      "payments",
      { isolated: true, cidr: "172.16.0.0/16", subnets: 4 },
    ],
    ["vpc for edge with one public subnet", "edge", { publicSubnets: 1 }],
    ["add a virtual network named tools with flow logs", "tools", { flowLogs: true }],
    ["a vpc for builds with 2 subnts", "builds", { subnets: 2 }],
    ["I need a VPC", "main", {}],
  ],
  changes: [
    ["turn on flow logs for the shared vpc", "shared", { flowLogs: true }],
    ["the shared vpc should have four private subnets", "shared", { subnets: 4 }],
    ["please give the shared network flow logs", "shared", { flowLogs: true }],
    ["switch flow logs off in the shared vpc", "shared", { flowLogs: false }],
    ["extend shared to 3 subnets", "shared", { subnets: 3 }],
  ],
  removes: [
    ["delete the shared vpc", "shared"],
    ["tear down the network shared", "shared"],
    ["we no longer need the shared vpc, please remove it", "shared"],
  ],
};
