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
      soft: ["keep", "retain", "store", "hold", "stay", "live", "wait"],
      ask: "For how many days should messages be kept?",
      suggestion: "4 days",
    },
    visibilitySeconds: {
      type: "duration",
      unit: "second",
      names: [
        "visibility timeout",
        "visibility",
        "lock duration",
        "lock",
        "ack deadline",
        "acknowledge deadline",
        "acknowledgement deadline",
        "processing time",
      ],
      soft: ["to acknowledge", "to process", "per message"],
      ask: "For how many seconds is a received message hidden from others?",
      suggestion: "30 seconds",
    },
    fifo: {
      type: "flag",
      names: ["fifo", "strictly ordered", "in strict order"],
    },
    deadLetters: {
      type: "flag",
      names: ["dead letter queue", "dead letter", "dlq", "dead lettering"],
    },
  },
};
