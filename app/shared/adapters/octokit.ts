import { Octokit } from "@octokit/rest";
import type { Log } from "../core/log.ts";
import { steady } from "./steady.ts";

/** What the hands need of a client: Probot's installation client and a token's client both are one. */
export type GitHubClient = Pick<Octokit, "request" | "paginate" | "rest">;

/** A repository and the client that may speak to it. */
export interface GitHubRepository {
  readonly client: GitHubClient;
  readonly owner: string;
  readonly repo: string;
}

export interface ClientOptions {
  readonly token: string;
  /** `https://api.github.com`, or the API of an enterprise server. */
  readonly baseUrl: string;
  readonly log?: Log;
  readonly pause?: (milliseconds: number) => Promise<void>;
}

/** A client with a token that waits for rate limits and repeats only what may be repeated (see `steady`). */
export function octokitFor({ token, baseUrl, log, pause }: ClientOptions): GitHubClient {
  const SteadyOctokit = Octokit.plugin((octokit) => steady(octokit, pause === undefined ? {} : { pause }));
  return new SteadyOctokit({ auth: token, baseUrl, userAgent: "code-engine", log: linesOf(log) });
}

function linesOf(log?: Log) {
  return {
    debug() {},
    info() {},
    warn: (message: string) => log?.warn("host/request", { message }),
    error: (message: string) => log?.warn("host/request", { message }),
  };
}

/** Splits `owner/name` for the client's calls. */
export function repositoryOf(client: GitHubClient, name: string): GitHubRepository {
  const [owner = "", repo = ""] = name.split("/");
  return { client, owner, repo };
}
