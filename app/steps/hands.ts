import type {
  ChangeWriter,
  Checks,
  Conversation,
  People,
  PullRequest,
  Repository,
  Workflows,
} from "#shared/core/host.ts";
import type { Inbox, Order } from "#shared/core/inbox.ts";
import type { Log } from "#shared/core/log.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { Open } from "../intake/place/stack-question.ts";
import type { Teller } from "../intake/teller.ts";
import type { Thread } from "../intake/thread.ts";
import type { Question } from "../questions/read-question.ts";
import type { Recorder } from "./ledger.ts";

/** What the App may do in one repository, chosen by `main.ts`. */
export interface Hands {
  /** The App's own login, `name[bot]`. */
  readonly self: string;
  readonly repository: Repository;
  readonly people: People;
  readonly conversation: Conversation;
  readonly changes: ChangeWriter;
  readonly checks: Pick<Checks, "publish">;
  readonly workflows: Workflows;
  readonly inbox: Pick<Inbox, "remember" | "recall" | "thread" | "saveThread" | "waiting">;
  readonly ledger: Recorder;
  /** Stops the running work of an issue; says whether there was any. */
  readonly stop: (repository: number, issue: number) => boolean;
  readonly log: Log;
}

/** One comment on its way to an answer. */
export interface Errand {
  readonly order: Order;
  readonly hands: Hands;
  readonly signal: AbortSignal;
}

/** A request that is worked on, with what the conversation knows so far. */
export interface Request extends Errand {
  readonly thread: Thread;
  readonly settings: Settings;
  readonly teller: Teller;
}

/** A question about what there is. */
export interface Inquiry extends Errand {
  readonly question: Question;
  readonly settings: Settings;
}

/** What became of a request that nobody refused. */
export type Outcome =
  | { readonly kind: "asked"; readonly open: Open }
  /** One for each stack. */
  | { readonly kind: "proposed"; readonly proposals: readonly Proposed[] };

/** A pull request that was opened, or got a further commit. */
export interface Proposed {
  readonly stack: string;
  readonly pullRequest: PullRequest;
  /** The requests that it is about, as they were written. */
  readonly said: readonly string[];
  /** The commit that was made, and the one that it was made on. */
  readonly commit: string;
  readonly parent: string;
  /** What it comes to, on one line of Markdown. */
  readonly summary: string;
}

/** The ways that a comment can go, chosen by `main.ts`. */
export interface Ways {
  /** From a request to its pull request: `app/pipeline.ts`. */
  propose(request: Request): Promise<Outcome>;
  /** From a pull request of ours as it stands to what the experts say of it, in Markdown: `app/reconsider.ts`. */
  reconsider(request: Request): Promise<string>;
  /** From a question to its answer in Markdown: `app/explain.ts`. */
  explain(inquiry: Inquiry): Promise<string>;
}
