import type { Recipe } from "../recipe.ts";

export const TABLE: Recipe = {
  kind: "table",
  defaults: { keyType: "S", sortKeyType: "S", billing: "PAY_PER_REQUEST", recovery: true, encryption: "kms" },
  assumptions: {
    keyType: "The partition key is a string.",
    billing: "It is paid per request.",
    recovery: "Point-in-time recovery is on.",
    encryption: "Items are encrypted with the account's own DynamoDB key (KMS).",
  },
  parts: [
    {
      type: "aws_dynamodb_table",
      arguments: {
        name: { $name: 255 },
        billing_mode: { $wish: "billing" },
        read_capacity: { $wish: "readCapacity" },
        write_capacity: { $wish: "writeCapacity" },
        hash_key: { $wish: "key" },
        range_key: { $wish: "sortKey" },
        attribute: [
          { name: { $wish: "key" }, type: { $wish: "keyType" } },
          { name: { $wish: "sortKey" }, type: { $wish: "sortKeyType" } },
        ],
        ttl: { $case: "ttl", none: null, set: { attribute_name: { $wish: "ttl" }, enabled: true } },
        point_in_time_recovery: { enabled: { $wish: "recovery" } },
        server_side_encryption: { enabled: { $case: "encryption", kms: true, default: false } },
        deletion_protection_enabled: { $wish: "protected" },
      },
    },
  ],
};
