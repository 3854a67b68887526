import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { PipelineError } from "#shared/core/error.ts";
import type { Inbox, MergeNotice, Order } from "#shared/core/inbox.ts";
import { readStrictJson } from "#shared/core/strict-json.ts";
import { isAddressed, readCommand } from "../command.ts";
import { CommentEvent, type Origin } from "./comment-event.ts";
import { MergeEvent } from "./merge-event.ts";

/** One HTTP request as it came: header names in lower case, repeated headers joined with a comma. */
export interface RawDelivery {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** What is answered. 202: stored, or seen before; 200: none of our business; 4xx: not taken. */
export interface Reply {
  readonly status: 200 | 202 | 400 | 401 | 404 | 413 | 415;
  readonly outcome: string;
}

export interface Desk {
  readonly secret: string;
  /** The App's own login, `name[bot]`. */
  readonly self: string;
  /** Whether this installation exists and holds exactly this repository. */
  knows(installation: number, repository: { id: number; name: string }): Promise<boolean>;
  readonly inbox: Pick<Inbox, "storeSoon">;
}

/** Judges a delivery and stores the command or the merge that it brings, before it is answered. Malformed is 4xx, foreign is ignored. */
export async function receive(delivery: RawDelivery, desk: Desk): Promise<Reply> {
  const refused = judgeEnvelope(delivery, desk.secret);
  if (refused !== null) return refused;
  try {
    const payload = readStrictJson(delivery.body);
    const { "x-github-event": event, "x-github-delivery": id = "" } = delivery.headers;
    if (event === "issue_comment") return await receiveComment(payload, id, desk);
    if (event === "pull_request") return await receiveMerge(payload, id, desk);
    return ignored("event");
  } catch (error) {
    if (error instanceof PipelineError && /^(?:intake|json)\//.test(error.code)) {
      return { status: 400, outcome: error.code };
    }
    throw error;
  }
}

/** The envelope of a delivery: headers, and the signature over exactly these bytes. */
function judgeEnvelope({ headers, body }: RawDelivery, secret: string): Reply | null {
  if (!/^application\/json(?:\s*;\s*charset=utf-8)?$/i.test(headers["content-type"] ?? "")) {
    return { status: 415, outcome: "intake/content-type" };
  }
  if (headers["content-encoding"] !== undefined) return { status: 415, outcome: "intake/content-encoding" };
  if (!/^[a-z_]{1,64}$/.test(headers["x-github-event"] ?? "")) {
    return { status: 400, outcome: "intake/event-header" };
  }
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(headers["x-github-delivery"] ?? "")) {
    return { status: 400, outcome: "intake/delivery-header" };
  }
  if ((headers["x-github-hook-installation-target-type"] ?? "integration") !== "integration") {
    return { status: 400, outcome: "intake/not-the-app" };
  }
  return isSigned(body, headers["x-hub-signature-256"], secret)
    ? null
    : { status: 401, outcome: "intake/signature" };
}

function isSigned(body: Uint8Array, signature: string | undefined, secret: string): boolean {
  if (!/^sha256=[0-9a-f]{64}$/.test(signature ?? "")) return false;
  const expected = createHmac("sha256", secret).update(body).digest();
  return timingSafeEqual(expected, Buffer.from(signature?.slice(7) ?? "", "hex"));
}

async function receiveComment(payload: unknown, delivery: string, desk: Desk): Promise<Reply> {
  const event = CommentEvent.read(payload);
  if (event === null) return ignored("action");
  if (!(await desk.knows(event.installation.id, nameOf(event)))) {
    return { status: 404, outcome: "intake/unknown-repository" };
  }
  const reason = CommentEvent.whyIgnored(event, desk.self);
  if (reason !== null) return ignored(reason);
  if (!isAddressed(event.comment.body, desk.self)) return ignored("no-command");
  const command = readCommand(event.comment.body, desk.self);
  if (command.kind === "ignored") return ignored("no-command");
  const isUrgent =
    command.kind === "help" ||
    (command.kind === "command" && (command.command === "cancel" || command.command === "status"));
  return { status: 202, outcome: await desk.inbox.storeSoon(orderOf(event, { delivery, isUrgent })) };
}

function orderOf(
  event: CommentEvent,
  { delivery, isUrgent }: { delivery: string; isUrgent: boolean },
): Order {
  const { repository, comment } = event;
  return {
    key: keyOf([repository.id, comment.id, comment.body]),
    delivery,
    installation: event.installation.id,
    repository: nameOf(event),
    issue: { number: event.issue.number, isPullRequest: event.issue.pull_request !== undefined },
    comment: { id: comment.id, body: comment.body },
    author: event.sender.login,
    isUrgent,
  };
}

/** A pull request of ours that was merged, or one that may take such a merge back; everything else about pull requests is GitHub's. */
async function receiveMerge(payload: unknown, delivery: string, desk: Desk): Promise<Reply> {
  const event = MergeEvent.read(payload);
  if (event === null) return ignored("action");
  if (!(await desk.knows(event.installation.id, nameOf(event)))) {
    return { status: 404, outcome: "intake/unknown-repository" };
  }
  const reason = MergeEvent.whyIgnored(event);
  if (reason !== null) return ignored(reason);
  return { status: 202, outcome: await desk.inbox.storeSoon(noticeOf(event, delivery)) };
}

function noticeOf(event: MergeEvent, delivery: string): MergeNotice {
  const { repository, installation, number } = event;
  return {
    key: keyOf([repository.id, "merged", number]),
    delivery,
    installation: installation.id,
    repository: nameOf(event),
    issue: { number, isPullRequest: true },
    isUrgent: false,
    isMerged: true,
  };
}

function keyOf(meaning: readonly (string | number)[]): string {
  return createHash("sha256").update(JSON.stringify(meaning)).digest("hex");
}

function nameOf({ repository }: Origin): { id: number; name: string } {
  return { id: repository.id, name: repository.full_name };
}

function ignored(outcome: string): Reply {
  return { status: 200, outcome: `ignored/${outcome}` };
}
