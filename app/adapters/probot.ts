import type { Logger } from "pino";
import { Probot, ProbotOctokit, Server } from "probot";
import type { GitHubClient } from "#shared/adapters/octokit.ts";
import { steady } from "#shared/adapters/steady.ts";
import type { Job, MergeNotice, Order } from "#shared/core/inbox.ts";

type Handler = Parameters<Server["addHandler"]>[0];

type Handle = (delivery: string, client: GitHubClient) => Promise<void>;

interface Identity {
  readonly appId: number;
  readonly privateKey: string;
  readonly secret: string;
  readonly baseUrl: string;
  readonly log: Logger;
}

interface Shell {
  readonly host: string;
  readonly port: number;
  /** Takes the place of Probot's own webhook middleware, which forgets a delivery when the process dies. */
  readonly door: Handler;
  readonly pages: Handler;
}

/** Waits and repeats by our own rules: Probot's would repeat a creation whose answer was lost. */
const SteadyOctokit = ProbotOctokit.plugin(steady).defaults((options: object) => ({
  ...options,
  retry: { enabled: false },
  throttle: { enabled: false },
}));

/** Probot as one App: its authentication, its routing of events to handlers, and its server around our own door. */
export function probotApp({ appId, privateKey, secret, baseUrl, log }: Identity) {
  const options = { appId, privateKey, secret, baseUrl, log, Octokit: SteadyOctokit as typeof ProbotOctokit };
  const probot = new Probot(options);
  return {
    /** As the App itself, or as one installation of it. */
    client: async (installation?: number): Promise<GitHubClient> =>
      (await probot.auth(installation)) as unknown as GitHubClient,
    onComment(handle: Handle): void {
      probot.on("issue_comment.created", (context) =>
        handle(context.id, context.octokit as unknown as GitHubClient),
      );
    },
    onMerge(handle: Handle): void {
      probot.on("pull_request.closed", (context) =>
        handle(context.id, context.octokit as unknown as GitHubClient),
      );
    },
    /** Hands a stored order to the handlers, as the delivery that brought it. */
    async dispatch(order: Job): Promise<void> {
      const { delivery: id } = order;
      if ("isMerged" in order)
        await probot.receive({ id, name: "pull_request", payload: mergePayloadOf(order) as never });
      else await probot.receive({ id, name: "issue_comment", payload: payloadOf(order) as never });
    },
    async listen({ host, port, door, pages }: Shell): Promise<Server> {
      class DurableProbot extends Probot {
        override async getNodeMiddleware() {
          return door as Awaited<ReturnType<Probot["getNodeMiddleware"]>>;
        }
      }
      const server = new Server({
        Probot: DurableProbot.defaults(options),
        host,
        port,
        log,
        enablePing: false,
        enableStaticFiles: false,
      });
      server.addHandler(pages);
      await server.start();
      return server;
    },
  };
}

/** GitHub's payload in the members that routing and authentication read. */
function payloadOf({ issue, comment, author, ...from }: Order): object {
  return {
    ...originOf(from),
    action: "created",
    issue: { number: issue.number, ...(issue.isPullRequest ? { pull_request: {} } : {}) },
    comment: { id: comment.id, body: comment.body, user: { login: author, type: "User" } },
    sender: { login: author, type: "User" },
  };
}

function mergePayloadOf({ issue: { number }, ...from }: MergeNotice): object {
  return { ...originOf(from), action: "closed", number, pull_request: { number, merged: true } };
}

function originOf({ installation, repository }: Pick<Job, "installation" | "repository">): object {
  const [owner = "", name = ""] = repository.name.split("/");
  return {
    installation: { id: installation },
    repository: { id: repository.id, full_name: repository.name, name, owner: { login: owner } },
  };
}
