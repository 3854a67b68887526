import type { Kind } from "./entry.ts";

export const QUEUE: Kind = {
  kind: "queue",
  isOutline: true,
  nouns: [
    "queue",
    "message queue",
    "sqs queue",
    "aws sqs queue",
    "service bus queue",
    "azure queue",
    "pubsub queue",
    "google pubsub queue",
  ],
  types: {
    aws: "aws_sqs_queue",
    azure: "azurerm_servicebus_queue",
    google: "google_pubsub_subscription",
  },
  attributes: {
    retentionDays: {
      type: "duration",
      names: ["retention", "retention period", "message retention", "expire after", "delete after"],
      soft: ["keep", "retain", "store", "hold"],
      ask: "For how many days should messages be kept?",
      suggestion: "4 days",
    },
    deadLetters: {
      type: "flag",
      names: ["dead letter queue", "dead letter", "dlq", "dead lettering"],
    },
  },
};
