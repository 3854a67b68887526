import { PipelineError } from "#shared/core/error.ts";
import type { Settings } from "#shared/core/settings.ts";
import { requireAsker } from "../../intake/authorise.ts";
import { type Proposal, proposalsOf } from "../../intake/proposals.ts";
import { newThread, type Thread } from "../../intake/thread.ts";
import type { Errand } from "../hands.ts";

/**
 * The thread of "the same for staging": all that the last pull request of this conversation was asked for, with its answers, at
 * other places. What somebody asked for who may not ask any more, came later or was taken back does not count.
 */
export async function repeated(
  { order, hands }: Errand,
  { settings, places }: { readonly settings: Settings; readonly places: readonly string[] },
): Promise<Thread> {
  const earlier = proposalsOf(order, hands.inbox).filter(({ isUndone }) => !isUndone);
  const allowed: Proposal[] = [];
  for (const one of earlier) if (await mayAsk(one, { settings, people: hands.people })) allowed.push(one);
  const last = allowed.at(-1);
  if (last === undefined) {
    throw new PipelineError("intake/nothing-to-repeat", "Nothing was proposed in this conversation yet.", {
      next: "Say what should exist, and where: /code a private bucket in the staging stack.",
    });
  }
  const { pullRequest, stack } = last;
  const same = allowed.filter((one) => one.pullRequest === pullRequest);
  const thread = newThread(
    order,
    same.flatMap(({ texts }) => texts),
  );
  const answers = Object.assign({}, ...same.map((one) => one.answers)) as Record<string, string>;
  return { ...thread, repeats: { pullRequest, stack, places: [...places], answers } };
}

async function mayAsk(
  { requesters }: Proposal,
  { settings, people }: { settings: Settings; people: Errand["hands"]["people"] },
): Promise<boolean> {
  for (const login of requesters) {
    try {
      await requireAsker(login, settings.requesters, people);
    } catch (error) {
      if (error instanceof PipelineError) return false;
      throw error;
    }
  }
  return true;
}

/** What is not the same: where it lies. */
export function differenceInWords(
  { pullRequest, stack: from }: NonNullable<Thread["repeats"]>,
  to: string,
  { stacks, environments }: Settings,
): string {
  const [there, here] = [from, to].map((name) => environments[stacks[name]?.environment ?? ""]);
  const differing = (["cloud", "region", "account"] as const).flatMap((what) => {
    const [before, after] = [there?.[what] ?? "", here?.[what] ?? ""];
    return before === after ? [] : [`${what} ${after || "none"} instead of ${before || "none"}`];
  });
  const words = differing.length === 0 ? "in the same account and region" : differing.join(", ");
  return `The same as #${pullRequest}, in ${to} (${stacks[to]?.environment}) instead of ${from}: ${words}.`;
}
