import { z } from "zod";
import type { Json } from "./json.ts";

const Delivered = {
  /** What the delivery means: repository, and a comment with what it says or a merge. One meaning is worked on once. */
  key: z.string(),
  /** GitHub's id of the delivery that brought it. */
  delivery: z.string(),
  installation: z.int(),
  repository: z.strictObject({ id: z.int(), name: z.string() }),
  issue: z.strictObject({ number: z.int(), isPullRequest: z.boolean() }),
  /** Answered beside running work of the same issue, not after it. */
  isUrgent: z.boolean(),
};

/** A command as it was delivered: all that the work needs, so that nothing is lost when the process dies. */
export const Order = z.strictObject({
  ...Delivered,
  comment: z.strictObject({ id: z.int(), body: z.string() }),
  author: z.string(),
});
export type Order = z.infer<typeof Order>;

/** That a pull request was merged; what it is, is asked when somebody comes to it. */
const MergeNotice = z.strictObject({ ...Delivered, isMerged: z.literal(true) });
export type MergeNotice = z.infer<typeof MergeNotice>;

/** Whatever is kept to be worked on. */
export const Job = z.union([Order, MergeNotice]);
export type Job = z.infer<typeof Job>;

export interface Claim {
  readonly order: Job;
  /** 1 for the first time. */
  readonly attempt: number;
}

/** Work that was asked for, kept until it has reached a final state. Orders of one issue run one after the other. */
export interface Inbox {
  /** Durable when it returns. `duplicate`: this delivery, or this meaning under another delivery, was here before. */
  store(order: Job): "stored" | "duplicate";
  /** The same for a burst: what comes in together becomes durable together, before any of the promises resolves. */
  storeSoon(order: Job): Promise<"stored" | "duplicate">;
  /** The oldest order that may run now, null where there is none. `urgent`: only one that waits for nobody. */
  claim(only?: "urgent"): Claim | null;
  finish(key: string): void;
  /** Orders of an issue that wait; urgent ones and merges aside, which nobody stops. */
  waiting(repository: number, issue: number): readonly string[];
  /** Gives an order back, to be claimed again after `pauseMs`; after `attempts` of them it is parked and never claimed again. */
  giveBack(key: string, limits: { attempts: number; pauseMs: number }): "waiting" | "parked";
  /** Keeps the result of a step, so that a resumed run takes it and does not decide again. */
  remember(key: string, step: string, value: Json): void;
  recall(key: string, step: string): Json | undefined;
  /** What a conversation is waiting for, by repository id and issue number. */
  thread(repository: number, issue: number): Json | undefined;
  saveThread(repository: number, issue: number, value: Json): void;
  counts(): Readonly<Record<string, number>>;
  close(): void;
}
