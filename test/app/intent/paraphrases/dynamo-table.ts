import type { Paraphrases } from "./table.ts";

export const TABLE: Paraphrases = {
  kind: "table",
  creates: [
    ["a dynamodb table for orders keyed by orderId", "orders", { key: "orderId" }],
    [
      "table sessions, partition key sessionId, ttl on expiresAt",
      "sessions",
      { key: "sessionId", ttl: "expiresAt" },
    ],
    [
      'Please create a DynamoDB table called "events" with hash key device and sort key createdAt as a number',
      "events",
      { key: "device", sortKey: "createdAt", sortKeyType: "N" },
    ],
    [
      "on-demand table for carts with key cartId and point-in-time recovery",
      "carts",
      { key: "cartId", billing: "PAY_PER_REQUEST", recovery: true },
    ],
    [
      "We need a dynamo table named stock with partition key sku, provisioned with a read capacity of 5 and a write capacity of 2",
      "stock",
      { key: "sku", billing: "PROVISIONED", readCapacity: 5, writeCapacity: 2 },
    ],
    ["a dynamodb tabel for leases keyed by leaseId", "leases", { key: "leaseId" }],
    [
      "nosql table for players, primary key playerId, without backups",
      "players",
      { key: "playerId", recovery: false },
    ],
    [
      "a table for tickets with key ticketId, protected against deletion",
      "tickets",
      { key: "ticketId", protected: true },
    ],
    [
      "I would like a pay per request DynamoDB table for coupons, keyed by code",
      "coupons",
      { key: "code", billing: "PAY_PER_REQUEST" },
    ],
    [
      "key-value store for feature flags with partition key flag and encryption with KMS",
      "feature_flags",
      { key: "flag", encryption: "kms" },
    ],
  ],
  changes: [
    ["turn on point in time recovery for the orders table", "orders", { recovery: true }],
    [
      "switch the orders table to provisioned with read capacity 10 and write capacity 5",
      "orders",
      { billing: "PROVISIONED", readCapacity: 10, writeCapacity: 5 },
    ],
    ["protect the orders table against deletion", "orders", { protected: true }],
    ["orders should be on demand", "orders", { billing: "PAY_PER_REQUEST" }],
    ["please enable ttl on expiresAt for the orders table", "orders", { ttl: "expiresAt" }],
  ],
  removes: [
    ["delete the orders table", "orders"],
    ["the orders table is no longer needed", "orders"],
    ["please remove our dynamodb table orders", "orders"],
  ],
};
