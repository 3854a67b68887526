import type { Paraphrases } from "./table.ts";

export const LOG_GROUP: Paraphrases = {
  kind: "log-group",
  creates: [
    ["a log group for the payments api, kept 30 days", "payments_api", { retentionDays: 30 }],
    ["log group checkout 14 days", "checkout", { retentionDays: 14 }],
    [
      'Please create a CloudWatch log group called "audit" with a retention of one year',
      "audit",
      { retentionDays: 365 },
    ],
    ["cloudwatch logs for the gateway, retained for two weeks", "gateway", { retentionDays: 14 }],
    [
      "We need a log group named worker-events whose entries expire after 100 days",
      "worker_events",
      { retentionDays: 120 },
    ],
    ["log gruop for the scheduler, retain 7 days", "scheduler", { retentionDays: 7 }],
    ["I'd like a log group for orders", "orders", {}],
    ["set up logs for the mailer and keep them for three months", "mailer", { retentionDays: 90 }],
    [
      "an infrequent access log group for archive, 2 years retention",
      "archive",
      { class: "INFREQUENT_ACCESS", retentionDays: 731 },
    ],
    ["For the search service, add a log group and keep it 5 days", "search_service", { retentionDays: 5 }],
  ],
  changes: [
    ["keep the payments logs 60 days", "payments", { retentionDays: 60 }],
    ["the payments log group should be retained for half a year", "payments", { retentionDays: 180 }],
    ["change the retention of the payments log group to 1 week", "payments", { retentionDays: 7 }],
    ["please set retention on payments to 400 days", "payments", { retentionDays: 400 }],
    ["extend the payments log group to a year", "payments", { retentionDays: 365 }],
  ],
  removes: [
    ["drop the payments log group", "payments"],
    ["Please get rid of the log group payments", "payments"],
    ["delete the payments logs", "payments"],
  ],
};
