import { pino } from "pino";
import { blobMemory } from "#shared/adapters/blob-memory.ts";
import { githubChanges } from "#shared/adapters/github-changes.ts";
import { githubChecks } from "#shared/adapters/github-checks.ts";
import { githubConversation } from "#shared/adapters/github-conversation.ts";
import { githubPeople } from "#shared/adapters/github-people.ts";
import { githubRepository } from "#shared/adapters/github-repository.ts";
import { githubWorkflows } from "#shared/adapters/github-workflows.ts";
import { type GitHubClient, repositoryOf } from "#shared/adapters/octokit.ts";
import type { Job, MergeNotice, Order } from "#shared/core/inbox.ts";
import { hostLedgerStore } from "#shared/ledger/append.ts";
import { signerFrom } from "#shared/ledger/keys.ts";
import { openInbox } from "./adapters/inbox.ts";
import { installationsOf } from "./adapters/installations.ts";
import { pinoLog } from "./adapters/log.ts";
import { sweepOf } from "./adapters/missed-deliveries.ts";
import { pages } from "./adapters/pages.ts";
import { probotApp } from "./adapters/probot.ts";
import { webhookDoor } from "./adapters/webhook-door.ts";
import { answer } from "./answer.ts";
import { consultationKeyIn, readConfig } from "./config.ts";
import { explain } from "./explain.ts";
import { receive } from "./intake/delivery/receive.ts";
import { startWorker } from "./intake/delivery/worker.ts";
import { GIVEN_UP } from "./intake/replies.ts";
import { tellerOf } from "./intake/teller.ts";
import { judgesFor } from "./main/judges.ts";
import { propose } from "./pipeline.ts";
import { reconsider } from "./reconsider.ts";
import { noteMerge } from "./steps/circle/note-merge.ts";
import { staffed } from "./steps/circle/staff.ts";
import type { Hands } from "./steps/hands.ts";
import { recorderOf } from "./steps/ledger.ts";

const config = readConfig(process.env);
const logger = pino({ level: config.LOG_LEVEL, name: "code" });
const log = pinoLog(logger);
const signer = signerFrom(config.CODE_LEDGER_KEY);
const sealing = consultationKeyIn(process.env);
const judges = await judgesFor(config);

const app = probotApp({
  appId: config.APP_ID,
  privateKey: config.PRIVATE_KEY,
  secret: config.WEBHOOK_SECRET,
  baseUrl: config.GITHUB_API_URL,
  log: logger.child({}, { level: "warn" }),
});
const asApp = await app.client();
const { data: registered } = await asApp.rest.apps.getAuthenticated();
const self = `${registered?.slug ?? ""}[bot]`;
const installations = installationsOf({ app: asApp, installed: app.client });
await installations.refresh();

const inbox = openInbox(config.CODE_DATA);
const memory = blobMemory();
const running = new Map<string, { readonly order: Order; readonly signal: AbortSignal }>();
const merges = new Map<string, MergeNotice>();

const worker = startWorker({
  inbox,
  slots: config.CODE_WORKERS,
  log,
  async run(order, signal) {
    if ("isMerged" in order) merges.set(order.delivery, order);
    else running.set(order.delivery, { order, signal });
    try {
      await app.dispatch(order);
    } finally {
      running.delete(order.delivery);
      merges.delete(order.delivery);
    }
  },
  async giveUp(order) {
    // Nobody waits for an answer to a merge; the log has said what broke.
    if ("isMerged" in order) return;
    const { conversation } = handsFor(order, await app.client(order.installation));
    const { issue, comment } = order;
    await tellerOf(conversation, { number: issue.number, commentId: comment.id }).end(GIVEN_UP);
  },
});

app.onComment(async (delivery, client) => {
  const errand = running.get(delivery);
  if (errand === undefined) return;
  await answer(
    { ...errand, hands: handsFor(errand.order, client) },
    {
      propose: (request) => propose(request, staffed(request, judges)),
      reconsider: (request) => reconsider(request, judges),
      explain: (inquiry) => explain(inquiry, judges),
    },
  );
});

app.onMerge(async (delivery, client) => {
  const notice = merges.get(delivery);
  if (notice !== undefined) await noteMerge(handsFor(notice, client), notice.issue.number);
});

function handsFor({ repository: { name } }: Job, client: GitHubClient): Hands {
  const at = repositoryOf(client, name);
  const repository = githubRepository(at, memory);
  const changes = githubChanges(at);
  const store = hostLedgerStore(repository, changes);
  return {
    self,
    repository,
    changes,
    checks: githubChecks(at, registered?.slug),
    people: githubPeople(at),
    conversation: githubConversation(at, self),
    workflows: githubWorkflows(at),
    inbox,
    ledger: recorderOf({ store, writer: "app", repository: name, signer, now: () => new Date() }, sealing),
    stop: worker.cancel,
    log,
  };
}

let isReady = true;
const desk = { secret: config.WEBHOOK_SECRET, self, knows: installations.knows, inbox };
const server = await app.listen({
  host: config.HOST,
  port: config.PORT,
  door: webhookDoor({
    path: "/api/github/webhooks",
    log,
    receive: (incoming) => receive(incoming, desk),
    // What came in a burst is answered first and worked on then.
    onQuiet: () => setImmediate(worker.wake),
  }),
  pages: pages({ isReady: () => isReady, counts: inbox.counts }),
});
worker.wake();
setInterval(worker.wake, 1000).unref();

const redeliverMissed = sweepOf(asApp, log);
const sweep = () =>
  redeliverMissed().then(
    (count) => count > 0 && log.info("intake/redelivered", { count }),
    (error: unknown) => log.warn("intake/sweep-failed", { reason: String(error) }),
  );
void sweep();
setInterval(() => void sweep(), 300_000).unref();
log.info("intake/listening", { port: server.port, self });

async function leave(): Promise<void> {
  isReady = false;
  await Promise.all([server.stop(), worker.drain(config.CODE_DRAIN_SECONDS * 1000)]);
  inbox.close();
  process.exit(0);
}
process.once("SIGTERM", () => void leave());
process.once("SIGINT", () => void leave());
