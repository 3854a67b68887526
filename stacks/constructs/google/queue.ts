import type { Recipe } from "../recipe.ts";

export const QUEUE: Recipe = {
  kind: "queue",
  defaults: { retentionDays: 4, deadLetters: true },
  assumptions: {
    retentionDays: "Messages are kept 4 days.",
    deadLetters: "What was received five times without success goes to a dead-letter topic.",
  },
  notes: [
    "The equal of a queue here is a topic of Pub/Sub with one subscription; messages are encrypted with keys of Google.",
  ],
  limits: { retentionDays: [1, 31], visibilitySeconds: [10, 600] },
  parts: [
    {
      type: "google_pubsub_subscription",
      arguments: {
        name: { $name: 255 },
        topic: { $part: "google_pubsub_topic", get: "id" },
        message_retention_duration: { $text: [{ $times: "retentionDays", by: 86_400 }, "s"] },
        ack_deadline_seconds: { $wish: "visibilitySeconds" },
        expiration_policy: { ttl: "" },
        dead_letter_policy: {
          $case: "deadLetters",
          true: {
            dead_letter_topic: { $part: "google_pubsub_topic.dead", get: "id" },
            max_delivery_attempts: 5,
          },
        },
      },
    },
    { type: "google_pubsub_topic", arguments: { name: { $name: 255 } } },
    {
      type: "google_pubsub_topic",
      suffix: "dead",
      when: { deadLetters: true },
      arguments: { name: { $text: [{ $name: 250 }, "-dead"] } },
    },
    {
      type: "google_pubsub_subscription",
      suffix: "dead",
      when: { deadLetters: true },
      arguments: {
        name: { $text: [{ $name: 250 }, "-dead"] },
        topic: { $part: "google_pubsub_topic.dead", get: "id" },
        expiration_policy: { ttl: "" },
      },
    },
  ],
};
