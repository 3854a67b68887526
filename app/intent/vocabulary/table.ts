import { DELETING } from "./attributes.ts";
import type { Kind } from "./entry.ts";

export const TABLE: Kind = {
  kind: "table",
  nouns: [
    "table",
    "dynamodb table",
    "dynamo table",
    "dynamodb",
    "dynamo db table",
    "nosql table",
    "key value store",
    "key value table",
    "aws dynamodb table",
  ],
  types: { aws: "aws_dynamodb_table" },
  needs: {
    key: { ask: "Which attribute is the partition key? It cannot be changed later.", suggestion: "id" },
  },
  attributes: {
    key: {
      type: "word",
      names: ["partition key", "hash key", "primary key", "key", "keyed by", "keyed on", "indexed by"],
      qualifier: "keyType",
      ask: "Which attribute is the partition key? It cannot be changed later.",
      suggestion: "id",
    },
    sortKey: {
      type: "word",
      names: ["sort key", "range key", "sorted by", "ordered by"],
      qualifier: "sortKeyType",
      ask: "Which attribute is the sort key? It cannot be changed later.",
      suggestion: "createdAt",
    },
    ttl: {
      type: "word",
      names: [
        "disappear",
        "vanish",
        "via the attribute",
        "through the attribute",
        "by the attribute",
        "ttl",
        "ttl on",
        "ttl attribute",
        "time to live",
        "time to live on",
      ],
      ask: "Which attribute holds the time at which an item expires?",
      suggestion: "expiresAt",
    },
    billing: {
      type: "choice",
      values: {
        PAY_PER_REQUEST: ["on demand", "pay per request", "serverless"],
        PROVISIONED: ["provisioned", "provisioned capacity"],
      },
      names: ["billing", "billing mode", "capacity mode"],
    },
    readCapacity: {
      type: "count",
      names: ["read capacity", "read capacity unit", "read unit", "rcu"],
      ask: "How many read capacity units?",
      suggestion: "5",
    },
    writeCapacity: {
      type: "count",
      names: ["write capacity", "write capacity unit", "write unit", "wcu"],
      ask: "How many write capacity units?",
      suggestion: "5",
    },
    recovery: {
      type: "flag",
      names: ["point in time recovery", "pitr", "backup", "backed up", "continuous backup", "recovery"],
    },
    protected: {
      type: "flag",
      names: [
        "deletion protection",
        "protected",
        "protected against deletion",
        "protect against deletion",
        "delete protection",
      ],
      on: ["protect", "against deletion", "against accidental deletion"],
      prevented: DELETING,
    },
    encryption: {
      type: "choice",
      values: {
        kms: ["kms", "kms encryption", "encryption with kms", "encrypted with kms", "kms key"],
        default: ["encryption", "encrypted", "encryption at rest", "encrypted at rest"],
      },
    },
  },
};
