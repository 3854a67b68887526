import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { blobMemory } from "#shared/adapters/blob-memory.ts";
import { githubChanges } from "#shared/adapters/github-changes.ts";
import { githubChecks } from "#shared/adapters/github-checks.ts";
import { githubConversation } from "#shared/adapters/github-conversation.ts";
import { githubPeople } from "#shared/adapters/github-people.ts";
import { githubRepository } from "#shared/adapters/github-repository.ts";
import { githubWorkflows } from "#shared/adapters/github-workflows.ts";
import { octokitFor, repositoryOf } from "#shared/adapters/octokit.ts";
import { type Inbox, Order } from "#shared/core/inbox.ts";
import { hostLedgerStore } from "#shared/ledger/append.ts";
import { signerFrom } from "#shared/ledger/keys.ts";
import { openInbox } from "../../../app/adapters/inbox.ts";
import { pinoLog } from "../../../app/adapters/log.ts";
import { webhookDoor } from "../../../app/adapters/webhook-door.ts";
import { answer } from "../../../app/answer.ts";
import { explain } from "../../../app/explain.ts";
import { receive } from "../../../app/intake/delivery/receive.ts";
import { propose } from "../../../app/pipeline.ts";
import { reconsider } from "../../../app/reconsider.ts";
import { staffed } from "../../../app/steps/circle/staff.ts";
import type { Hands, Ways } from "../../../app/steps/hands.ts";
import type { Judges } from "../../../app/steps/judges.ts";
import { recorderOf } from "../../../app/steps/ledger.ts";
import type { Keys } from "../../demo/keys.ts";
import type { GitHub } from "../../support/github/start.ts";
import { unescaping } from "./planted-fault.ts";

export interface Installed {
  readonly keys: Keys;
  readonly slug: string;
  readonly secret: string;
  readonly judges: Judges;
  onLog(line: string): void;
  /** A fault of its pages. */
  readonly plant: string | undefined;
}

/** The App in this process, put together as `app/main.ts` does: signed deliveries come in by its door, and orders wait until `work` is called. */
export async function openApp(installed: Installed) {
  const { slug, judges } = installed;
  const isPlain = installed.plant === "unescaped";
  const logger = pino({ level: "info", name: "code" }, { write: installed.onLog });
  const log = pinoLog(logger);
  const inbox = openInbox(":memory:");
  const self = `${slug}[bot]`;
  const desk = { secret: installed.secret, self, knows: async () => true, inbox };
  const door = webhookDoor({
    ...{ path: "/hook", log, onQuiet() {} },
    receive: (incoming) => receive(incoming, desk),
  });
  const server = createServer((request, response) => {
    door(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  const handsFor = ({ repository: { name } }: Order, github: GitHub): Hands => {
    const client = octokitFor({ token: github.installationToken(slug), baseUrl: github.apiUrl, log });
    const at = repositoryOf(client, name);
    const repository = githubRepository(at, blobMemory());
    const changes = githubChanges(at);
    const signer = signerFrom(installed.keys.appLedger.private);
    const store = hostLedgerStore(repository, changes);
    return {
      ...{
        self,
        repository,
        inbox,
        changes: isPlain ? unescaping(changes) : changes,
        log,
        stop: () => false,
        checks: githubChecks(at, slug),
      },
      people: githubPeople(at),
      conversation: githubConversation(at, self),
      workflows: githubWorkflows(at),
      ledger: recorderOf(
        { store, writer: "app", repository: name, signer, now: () => new Date() },
        new Uint8Array(32),
      ),
    };
  };

  return {
    inbox: inbox as Inbox,
    hook: `http://127.0.0.1:${port}/hook`,
    /** Works on all that has come in; gives the orders, and what nobody in the App caught. */
    async work(github: GitHub): Promise<{ orders: Order[]; faults: string[] }> {
      const orders: Order[] = [];
      const faults: string[] = [];
      for (let claim = inbox.claim(); claim !== null; claim = inbox.claim()) {
        const order = Order.parse(claim.order);
        orders.push(order);
        const errand = { order, hands: handsFor(order, github), signal: new AbortController().signal };
        const ways: Ways = {
          propose: (request) => propose(request, staffed(request, judges)),
          reconsider: (request) => reconsider(request, judges),
          explain: (inquiry) => explain(inquiry, judges),
        };
        await answer(errand, ways).catch((error: unknown) => faults.push(String(error)));
        inbox.finish(order.key);
      }
      return { orders, faults };
    },
    async stop() {
      inbox.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
export type OpenApp = Awaited<ReturnType<typeof openApp>>;
