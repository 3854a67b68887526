import type { Concurrency } from "./graph.ts";

interface Waiting {
  readonly start: (outcome: "go" | "dropped") => void;
}

interface Group {
  cancel: () => void;
  readonly waiting: Waiting[];
}

/** Concurrency groups: one holder each, the others wait in the order they came. */
export function newQueues() {
  const groups = new Map<string, Group>();
  const release = (name: string): void => {
    const group = groups.get(name);
    const next = group?.waiting.shift();
    if (next === undefined) groups.delete(name);
    else next.start("go");
  };
  const wait = (group: Group, wish: Concurrency): Promise<"go" | "dropped"> => {
    if (wish.cancelInProgress) group.cancel();
    const dropped = wish.keepsAll ? [] : group.waiting.splice(0);
    for (const one of dropped) one.start("dropped");
    return new Promise((start) => group.waiting.push({ start }));
  };
  /** Resolves to the release of the group, or to null when a later comer has taken the place in the queue. */
  const enter = async (wish: Concurrency | null, cancel: () => void): Promise<(() => void) | null> => {
    if (wish === null) return () => {};
    const group = groups.get(wish.group);
    if (group === undefined) groups.set(wish.group, { cancel, waiting: [] });
    else if ((await wait(group, wish)) === "dropped") return null;
    else group.cancel = cancel;
    return () => release(wish.group);
  };
  return { enter };
}

/** At most so many at a time. */
export function newSlots(count: number) {
  let free = count;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free === 0) await new Promise<void>((go) => waiting.push(go));
    else free -= 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
