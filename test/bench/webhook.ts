// A burst of signed deliveries to the running App: how long an answer takes, and what stays in memory.
import { createHmac, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { startApp } from "../support/running-app.ts";

const BURST = 100;
const GOAL = { p99Ms: 500, residentMb: 300 };
const registration = {
  secret: "a-secret-of-more-than-24-characters",
  slug: "code-bot",
  installation: 4242,
  repository: { id: 555, name: "octo/infra" },
};

const app = await startApp(registration);
await send(0);
const times = await Promise.all(Array.from({ length: BURST }, (_, index) => send(index + 1)));
const { orders, runs } = await app.settled();
const residentMb = residentOf(app.process.pid ?? 0);
await app.stop();

const sorted = times.toSorted((left, right) => left - right);
const at = (share: number) => Math.round(sorted[Math.min(BURST - 1, Math.ceil(share * BURST) - 1)] ?? 0);
const figures = { p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1), residentMb, orders, runs };
console.table(figures);
const isMet =
  figures.p99Ms < GOAL.p99Ms && residentMb < GOAL.residentMb && orders === BURST + 1 && runs === BURST + 1;
console.log(
  JSON.stringify({
    name: "bench:webhook",
    passed: isMet ? 1 : 0,
    total: 1,
    share: isMet ? 1 : 0,
    ...figures,
  }),
);
process.exitCode = isMet ? 0 : 1;

async function send(index: number): Promise<number> {
  const sender = { login: "ana", id: 101, type: "User" };
  const body = JSON.stringify({
    action: "created",
    issue: { number: index + 1 },
    comment: { id: 9000 + index, body: "/code add a bucket for access logs", user: sender },
    repository: { id: registration.repository.id, full_name: registration.repository.name },
    installation: { id: registration.installation },
    sender,
  });
  const started = performance.now();
  const response = await fetch(`${app.address}/api/github/webhooks`, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-github-event": "issue_comment",
      "x-github-delivery": randomUUID(),
      "x-hub-signature-256": `sha256=${createHmac("sha256", registration.secret).update(body).digest("hex")}`,
    },
  });
  await response.arrayBuffer();
  if (response.status !== 202) throw new Error(`answered ${response.status}`);
  return performance.now() - started;
}

/** Resident memory in MB, as the kernel counts it. */
function residentOf(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Math.round(Number(line?.[1] ?? 0) / 1024);
}
