import type { TaggedObjects } from "#shared/core/cloud.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Json } from "#shared/core/json.ts";
import { code, inline } from "#shared/report/escape.ts";
import { folderOf } from "#shared/settings/check-references.ts";
import { STACK_TAG } from "#shared/synth/prepare-for-host.ts";
import { recordedFor } from "./apply/order.ts";
import type { Context, Hands } from "./hands.ts";
import { type Ledgers, record } from "./ledgers.ts";
import { pushOnce, type Refusing } from "./refusal.ts";
import { inDoubt, type Settled, settle } from "./state/in-doubt.ts";
import type { PulledState } from "./state/pull-state.ts";

interface Doubt {
  readonly pulled: PulledState;
  readonly ledgers: Ledgers;
  readonly cloud: TaggedObjects;
}

/**
 * What a run that died may have left in the cloud is looked for before anything else is planned. What was found is brought back by a
 * recovery pull request (`apply/in-doubt`); the rest is named in the ledger. A run whose end is in the ledger left nothing.
 */
export async function settleDoubts(
  { pulled, ledgers, cloud }: Doubt,
  refusing: Refusing,
  [hands, context]: [Hands, Context],
): Promise<void> {
  const { stack, change } = refusing;
  const { journal, state } = pulled;
  if (journal === null || hasEnded(journal.run, stack, ledgers) || inDoubt(journal, state).length === 0)
    return;
  const tag = `${context.repository}/${stack}`;
  const { settled, strays } = await settle({ journal, state, tag: tag, cloud, probe: null });
  const found = settled.filter(({ outcome }) => outcome.kind === "import");
  const body = {
    stack,
    commit: change.commit,
    pullRequest: change.pullRequest?.number ?? null,
    run: context.run,
    died: journal.run,
    state: pulled.commit,
    tag: `${STACK_TAG}=${tag}`,
    settled: settled.map(({ address, outcome }) => ({ address, ...outcome })),
    strays: [...strays],
  };
  await record("apply/recovered", body, [hands, context]);
  if (found.length === 0) return;
  await openRecovery(found, refusing, [hands, context]);
  throw new PipelineError(
    "apply/in-doubt",
    `Run ${journal.run.id} died and left ${found.length} resources that the state does not know.`,
    {
      next: "Nothing was applied. Review and merge the recovery pull request, which imports them.",
      details: settled.map(({ address, outcome }) => `${address}: ${outcome.kind}, ${outcome.answer}`),
    },
  );
}

function hasEnded(run: Context["run"], stack: string, { deploy }: Ledgers): boolean {
  const isSame = (value: Json | undefined) =>
    JSON.stringify(value) === JSON.stringify({ id: run.id, attempt: run.attempt });
  const recovered = deploy.some(({ event }) => {
    const body = event.body as { stack?: Json; died?: Json };
    return event.kind === "apply/recovered" && body.stack === stack && isSame(body.died);
  });
  return recovered || recordedFor(stack, deploy).some((body) => isSame(body.run as Json | undefined));
}

/** The file that a recovery pull request writes beside the stack: the host turns it into import blocks, in that class only. */
const RECOVERY_FILE = "recovery.json";

async function openRecovery(
  found: readonly Settled[],
  { stack, change, requesters }: Refusing,
  [hands, context]: [Hands, Context],
): Promise<void> {
  const settings = change.settings.stacks[stack];
  if (settings === undefined) return;
  const imports = found.flatMap(({ address, outcome }) =>
    outcome.kind === "import" ? [{ to: address, id: outcome.id }] : [],
  );
  const branch = `code/recovery/${stack}/pull-${context.run.id}`;
  const text = `${JSON.stringify({ imports }, null, 2)}\n`;
  await pushOnce(branch, { [`${folderOf(stack, settings)}/${RECOVERY_FILE}`]: text }, [hands, context]);
  const lines = imports.map(({ to, id }) => `- ${code(to)} is ${inline(id)}`);
  const body = [
    "A run died while it applied. The cloud has these resources, and the state does not know them:",
    lines.join("\n"),
    "Merging this imports them, and applies what the check of this pull request shows.",
  ].join("\n\n");
  const title = `Recover ${stack}: import ${imports.length} resources`;
  const opened = await hands.changes.openPullRequest({ branch, base: context.defaultBranch, title, body });
  const of = change.pullRequest?.number ?? null;
  await record("apply/follow-up", { stack, pullRequest: opened.number, requesters: [...requesters], of }, [
    hands,
    context,
  ]);
  await hands.dispatches.dispatch({ mode: "plan", "pull-request": String(opened.number) });
}
