import type { Paraphrases } from "./table.ts";

const tcp = (port: number, source: string) => ({ protocol: "tcp", from: port, to: port, source });

export const SECURITY_GROUP: Paraphrases = {
  kind: "security-group",
  creates: [
    [
      "a security group for the bastion allowing ssh from 203.0.113.0/24",
      "bastion",
      { ingress: [tcp(22, "203.0.113.0/24")] },
    ],
    ["security group web: https from anywhere", "web", { ingress: [tcp(443, "0.0.0.0/0")] }],
    [
      'Please create a security group called "db" that lets postgres in from 10.0.0.0/16 and 10.1.0.0/16',
      "db",
      { ingress: [tcp(5432, "10.0.0.0/16"), tcp(5432, "10.1.0.0/16")] },
    ],
    ["sg cache, redis from 10.2.0.0/16", "cache", { ingress: [tcp(6379, "10.2.0.0/16")] }],
    [
      "We need a firewall for the proxy which accepts http and https from the office 203.0.113.0/24",
      "proxy",
      { ingress: [tcp(80, "203.0.113.0/24"), tcp(443, "203.0.113.0/24")] },
    ],
    [
      "a security group for game servers with ports 8000-8100 open from 198.51.100.7",
      "game_servers",
      { ingress: [{ protocol: "tcp", from: 8000, to: 8100, source: "198.51.100.7/32" }] },
    ],
    [
      "secruity group for the resolver, allow dns from 10.0.0.0/8",
      "resolver",
      { ingress: [{ protocol: "udp", from: 53, to: 53, source: "10.0.0.0/8" }] },
    ],
    [
      "security group api with port 8443 from 10.0.0.0/8 and ssh from 10.9.0.0/16",
      "api",
      { ingress: [tcp(8443, "10.0.0.0/8"), tcp(22, "10.9.0.0/16")] },
    ],
    [
      "I want a security group named jump open to the world on port 22",
      "jump",
      { ingress: [tcp(22, "0.0.0.0/0")] },
    ],
    ["a security group for batch without incoming traffic", "batch", { ingress: [] }],
  ],
  changes: [
    [
      "also allow https from 10.0.0.0/8 on the edge security group",
      "edge",
      { ingress: [tcp(443, "10.0.0.0/8")] },
    ],
    ["close port 22 on the edge security group", "edge", { close: [{ protocol: "tcp", from: 22, to: 22 }] }],
    ["open mysql from 10.3.0.0/16 in edge", "edge", { ingress: [tcp(3306, "10.3.0.0/16")] }],
    [
      "please let ssh in from 203.0.113.9 to the edge security group",
      "edge",
      { ingress: [tcp(22, "203.0.113.9/32")] },
    ],
    ["block ssh on edge", "edge", { close: [{ protocol: "tcp", from: 22, to: 22 }] }],
  ],
  removes: [
    ["remove the edge security group", "edge"],
    ["please tear down the security group edge", "edge"],
    ["we don't need the edge firewall any more", "edge"],
  ],
};
