import type { Draft, Recipe } from "../recipe.ts";

/** The name of a queue that keeps the order ends in `.fifo`; so does that of its dead letters. */
function called(suffix: string): Draft {
  const plain = { $text: [{ $name: 80 - suffix.length }, suffix] };
  return {
    $case: "fifo",
    true: { $text: [{ $name: 75 - suffix.length }, `${suffix}.fifo`] },
    false: plain,
    none: plain,
  };
}

export const QUEUE: Recipe = {
  kind: "queue",
  defaults: { retentionDays: 4, deadLetters: true },
  assumptions: {
    retentionDays: "Messages are kept 4 days.",
    deadLetters: "What was received five times without success goes to a dead-letter queue.",
  },
  notes: ["Messages are encrypted with keys of SQS."],
  limits: { retentionDays: [1, 14], visibilitySeconds: [1, 43_200] },
  parts: [
    {
      type: "aws_sqs_queue",
      arguments: {
        name: called(""),
        fifo_queue: { $case: "fifo", true: true },
        message_retention_seconds: { $times: "retentionDays", by: 86_400 },
        visibility_timeout_seconds: { $wish: "visibilitySeconds" },
        sqs_managed_sse_enabled: true,
        redrive_policy: {
          $case: "deadLetters",
          true: {
            $json: {
              deadLetterTargetArn: { $part: "aws_sqs_queue.dead", get: "arn" },
              maxReceiveCount: 5,
            },
          },
        },
      },
    },
    {
      type: "aws_sqs_queue",
      suffix: "dead",
      when: { deadLetters: true },
      arguments: {
        name: called("-dead"),
        fifo_queue: { $case: "fifo", true: true },
        message_retention_seconds: 1_209_600,
        sqs_managed_sse_enabled: true,
      },
    },
  ],
};
