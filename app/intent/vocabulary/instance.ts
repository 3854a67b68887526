import type { Kind } from "./entry.ts";

export const INSTANCE: Kind = {
  kind: "instance",
  nouns: [
    "instance",
    "ec2 instance",
    "server",
    "virtual machine",
    "vm",
    "machine",
    "ec2 server",
    "ec2 machine",
    "aws instance",
    "box",
  ],
  types: { aws: "aws_instance" },
  isIn: "network",
  attributes: {
    size: {
      type: "choice",
      values: {
        "t3.nano": ["tiny"],
        "t3.small": ["small"],
        "t3.medium": ["medium", "medium sized"],
        "t3.large": ["large", "big"],
      },
      pattern: /^[a-z]+\d[a-z0-9-]*\.(nano|micro|small|medium|large|metal|\d*xlarge)$/,
      names: ["type", "instance type", "size"],
    },
    disk: {
      type: "size",
      names: ["disk", "storage", "volume", "root disk", "root volume", "drive", "disk space"],
      ask: "How large should the disk be?",
      suggestion: "20 GB",
    },
    image: { type: "literal", names: ["image", "ami", "machine image"], pattern: /^ami-[0-9a-f]{8,17}$/ },
    publicAddress: {
      type: "flag",
      names: ["public", "public ip", "public address", "public ip address", "publicly reachable"],
      off: ["private", "internal"],
    },
    encrypted: {
      type: "flag",
      names: [
        "encrypted",
        "encryption",
        "disk encryption",
        "encrypted disk",
        "encrypted volume",
        "encrypted storage",
        "encrypted root volume",
      ],
      off: ["unencrypted", "unencrypted disk"],
    },
  },
};
