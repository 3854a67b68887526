import type { Claim, Inbox, Job } from "#shared/core/inbox.ts";
import type { Log } from "#shared/core/log.ts";

const ATTEMPTS = 4;

interface Workplace {
  readonly inbox: Inbox;
  /** How many orders are worked on at once; urgent ones come on top. */
  readonly slots: number;
  run(order: Job, signal: AbortSignal): Promise<void>;
  /** Tells the people that the last attempt failed. */
  giveUp(order: Job, error: unknown): Promise<void>;
  readonly log: Log;
}

export interface Worker {
  /** Looks for work now; called when something was stored. */
  wake(): void;
  /** Stops what somebody asked for and is running on an issue; says whether there was any. */
  cancel(repository: number, issue: number): boolean;
  /** Takes nothing new and waits for what runs; what still runs after that is resumed by the next process. */
  drain(milliseconds: number): Promise<void>;
}

interface Running {
  readonly order: Job;
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

/** Works through the inbox: each order until it has ended, a failed one again after a while, at most four times. */
export function startWorker(workplace: Workplace): Worker {
  const { inbox, slots } = workplace;
  const running = new Map<string, Running>();
  let isOpen = true;

  const start = ({ order, attempt }: Claim) => {
    const stop = new AbortController();
    const ended = attend({ order, attempt }, workplace, stop.signal).then((pauseMs) => {
      running.delete(order.key);
      if (pauseMs > 0) setTimeout(wake, pauseMs).unref();
      wake();
    });
    running.set(order.key, { order, stop, ended });
  };
  const wake = () => {
    while (isOpen) {
      const claim = inbox.claim(running.size < slots ? undefined : "urgent");
      if (claim === null) return;
      start(claim);
    }
  };
  const stopWhere = (isMeant: (order: Job) => boolean) => {
    const meant = [...running.values()].filter(({ order }) => isMeant(order));
    for (const { stop } of meant) stop.abort(new DOMException("cancelled", "AbortError"));
    return meant.length > 0;
  };

  return {
    wake,
    cancel: (repository, issue) =>
      stopWhere(
        (order) => isStoppable(order) && order.repository.id === repository && order.issue.number === issue,
      ),
    async drain(milliseconds) {
      isOpen = false;
      const all = Promise.all([...running.values()].map(({ ended }) => ended));
      const late = new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
      await Promise.race([all, late]);
    },
  };
}

/** Somebody asked for it: a merge has happened, and is noted whatever is said. */
function isStoppable(order: Job): boolean {
  return !order.isUrgent && !("isMerged" in order);
}

/** Runs one order to its end; returns how long to wait before the next look at it, 0 where it is settled. */
async function attend(claim: Claim, workplace: Workplace, signal: AbortSignal): Promise<number> {
  const { inbox, log } = workplace;
  const { order, attempt } = claim;
  try {
    await workplace.run(order, signal);
    inbox.finish(order.key);
    return 0;
  } catch (error) {
    const pauseMs = 1000 * 4 ** attempt;
    log.error("intake/attempt-failed", { order: order.key, attempt, reason: String(error) });
    if (inbox.giveBack(order.key, { attempts: ATTEMPTS, pauseMs }) === "waiting") return pauseMs;
    await workplace.giveUp(order, error).catch((reason: unknown) => {
      log.error("intake/parked-silently", { order: order.key, reason: String(reason) });
    });
    return 0;
  }
}
