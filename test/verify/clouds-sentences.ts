import type { Cloud } from "#shared/core/clouds.ts";

/** What people ask for without naming a cloud. */
export const SENTENCES = {
  bucket: "a private bucket for invoices, kept 90 days",
  queue: "a queue called orders that keeps messages for 7 days",
  database: "a PostgreSQL database called ledger with backups kept 14 days",
  network: "a network called core with three subnets",
  service:
    "a container service called shop behind HTTPS, running ghcr.io/acme/shop:1.4 with two replicas at shop.example.com",
  function: "a function called thumbnails running ghcr.io/acme/thumbnails:2.0",
  dns: "a DNS record for www.example.com pointing to 203.0.113.10",
  secret: "a secret called payment-key",
  deployment: "a deployment called worker with three replicas of ghcr.io/acme/worker:1.7",
  logs: "a log group called checkout kept 90 days",
} as const;
export type Sentence = keyof typeof SENTENCES;

/** Where a cloud has no equal, and why: the only refusals that count as an answer. */
export const NO_EQUAL: Readonly<Partial<Record<Cloud, Readonly<Partial<Record<Sentence, string>>>>>> = {
  kubernetes: {
    bucket: "a cluster stores volumes, not objects",
    queue: "a cluster has no broker of its own",
    database: "a cluster manages no databases",
    network: "a cluster's network is made with the cluster",
    function: "a cluster runs containers that stay",
    dns: "names are kept outside of the cluster",
    logs: "a cluster keeps no logs",
  },
};
