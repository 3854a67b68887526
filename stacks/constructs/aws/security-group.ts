import type { Recipe } from "../recipe.ts";

export const SECURITY_GROUP: Recipe = {
  kind: "security-group",
  defaults: { ingress: [] },
  assumptions: { ingress: "Nothing may come in: no port was named." },
  notes: ["HTTPS may go out, and nothing else."],
  parts: [
    {
      type: "aws_security_group",
      arguments: {
        name: { $name: 255 },
        description: { $text: ["Traffic of ", { $name: 200 }] },
        vpc_id: { $place: "aws_vpc" },
      },
    },
    {
      type: "aws_vpc_security_group_ingress_rule",
      each: "ingress",
      eachName: ["protocol", "from", "to", "source"],
      closedBy: "close",
      arguments: {
        security_group_id: { $main: "id" },
        description: {
          $text: [{ $item: "protocol" }, " ", { $item: "from" }, " from ", { $item: "source" }],
        },
        ip_protocol: { $item: "protocol" },
        from_port: { $item: "from" },
        to_port: { $item: "to" },
        cidr_ipv4: { $item: "source" },
      },
    },
    {
      type: "aws_vpc_security_group_egress_rule",
      suffix: "https",
      arguments: {
        security_group_id: { $main: "id" },
        description: "HTTPS to anywhere",
        ip_protocol: "tcp",
        from_port: 443,
        to_port: 443,
        cidr_ipv4: "0.0.0.0/0",
      },
    },
  ],
};
