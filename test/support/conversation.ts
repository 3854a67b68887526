import type { Order } from "#shared/core/inbox.ts";
import { answer } from "../../app/answer.ts";
import { explain } from "../../app/explain.ts";
import { propose } from "../../app/pipeline.ts";
import { reconsider } from "../../app/reconsider.ts";
import type { Judges } from "../../app/steps/judges.ts";
import { orderFor, type World } from "./recording-hands.ts";

/** What people say in a world in memory, answered by the real pipeline. */
export function conversation(judges: Judges) {
  const work = async (world: World, order: Order): Promise<void> => {
    const errand = { order, hands: world.hands, signal: new AbortController().signal };
    await answer(errand, {
      propose: (request) => propose(request, judges),
      reconsider: (request) => reconsider(request, judges),
      explain: (inquiry) => explain(inquiry, judges),
    });
  };
  return {
    work,
    /** Gives the comment that was written or updated last. */
    async say(world: World, body: string, members: Partial<Order> = {}): Promise<string> {
      await work(world, orderFor(world, body, members));
      return [...world.comments.values()].at(-1) ?? "";
    },
  };
}
export type Conversation = ReturnType<typeof conversation>;

/** The pull request is merged: the default branch has its files. */
export function merge(world: World, number: number): void {
  const pull = world.pulls.get(number);
  if (pull === undefined) throw new Error(`there is no #${number}`);
  const tip = world.branches.get("main") ?? "";
  const head = world.branches.get(pull.head.ref) ?? "";
  const mergeCommit = world.commit("main", world.commits.get(head)?.files ?? {}, [tip, head]);
  world.pulls.set(number, { ...pull, state: "closed", merged: true, mergeCommit });
}
