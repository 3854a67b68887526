import type { ImportProbe, TaggedObjects } from "#shared/core/cloud.ts";
import { PipelineError } from "#shared/core/error.ts";
import { canonicalJson, type Json } from "#shared/core/json.ts";
import type { RunName } from "#shared/core/state-version.ts";
import { escapeLiteral } from "#shared/hcl/escape.ts";
import { code, inline } from "#shared/report/escape.ts";
import { folderOf } from "#shared/settings/check-references.ts";
import { STACK_TAG } from "#shared/synth/provider-guard.ts";
import { recordedFor } from "./apply/order.ts";
import type { Context, Hands } from "./hands.ts";
import { type Ledgers, record } from "./ledgers.ts";
import { pushOnce, type Refusing } from "./refusal.ts";
import { inDoubt, type Settled, settle } from "./state/in-doubt.ts";
import type { Journal } from "./state/journal.ts";
import type { PulledState } from "./state/pull-state.ts";

interface Doubt {
  readonly pulled: PulledState;
  readonly ledgers: Ledgers;
  readonly cloud: TaggedObjects;
  readonly probe: ImportProbe;
}

/**
 * What a run that died may have left in the cloud is looked for before anything else is planned. What was found is brought back by a
 * recovery pull request (`apply/in-doubt`); the rest is named in the ledger. A run whose end is in the ledger left nothing.
 */
export async function settleDoubts(
  { pulled, ledgers, cloud, probe }: Doubt,
  refusing: Refusing,
  [hands, context]: [Hands, Context],
): Promise<void> {
  const { stack, change } = refusing;
  const { journal, state } = pulled;
  if (journal === null || hasEnded(journal, stack, ledgers) || inDoubt(journal, state).length === 0) return;
  const tag = stackTag(stack, context);
  const { settled, strays } = await settle({ journal, state, tag, cloud, probe });
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
  // The pull request first: were the ledger to say it is settled, a run that dies here would leave what was found unimported.
  if (found.length > 0) await openRecovery({ died: journal.run, settled }, refusing, [hands, context]);
  await record("apply/recovered", body, [hands, context]);
  if (found.length === 0) return;
  throw new PipelineError(
    "apply/in-doubt",
    `Run ${journal.run.id} died and left ${found.length} resources that the state does not know.`,
    {
      next: "Nothing was applied. Review and merge the recovery pull request, which imports them.",
      details: settled.map(({ address, outcome }) => `${address}: ${outcome.kind}, ${outcome.answer}`),
    },
  );
}

/** The value of the constant tag that everything of a stack carries. */
export function stackTag(stack: string, { repository }: Context): string {
  return `${repository}/${stack}`;
}

/** The ledger knows how that run ended; where Terraform itself was lost in the middle of a resource, its failure says nothing of that one. */
function hasEnded({ run, entries }: Journal, stack: string, { deploy }: Ledgers): boolean {
  const isSame = (value: Json | undefined) =>
    value !== undefined && canonicalJson(value) === canonicalJson(run);
  const isRecovered = deploy.some(({ event }) => {
    const body = event.body as { stack?: Json; died?: Json };
    return event.kind === "apply/recovered" && body.stack === stack && isSame(body.died);
  });
  const isCutOff = entries.some(({ progress }) => progress === "started");
  const ends = recordedFor(stack, deploy).filter(({ kind }) => kind !== "apply/failed" || !isCutOff);
  return isRecovered || ends.some((body) => isSame(body.run as Json | undefined));
}

/** The file that a recovery pull request writes beside the stack: the host turns it into import blocks, in that class only. */
const RECOVERY_FILE = "recovery.json";

async function openRecovery(
  { died, settled }: { readonly died: RunName; readonly settled: readonly Settled[] },
  { stack, change, requesters }: Refusing,
  [hands, context]: [Hands, Context],
): Promise<void> {
  const settings = change.settings.stacks[stack];
  if (settings === undefined) return;
  const imports = settled.flatMap(({ address, outcome }) =>
    outcome.kind === "import" ? [{ to: address, id: escapeLiteral(outcome.id) }] : [],
  );
  // Named by the run that died: whoever looks again opens no second one.
  const branch = `code/recovery/${stack}/pull-${died.id}-${died.attempt}`;
  const text = `${JSON.stringify({ imports }, null, 2)}\n`;
  await pushOnce(branch, { [`${folderOf(stack, settings)}/${RECOVERY_FILE}`]: text }, [hands, context]);
  const title = `Recover ${stack}: import ${imports.length} resources`;
  const body = bodyOf(settled);
  const opened = await hands.changes.openPullRequest({ branch, base: context.defaultBranch, title, body });
  const of = change.pullRequest?.number ?? null;
  await record("apply/follow-up", { stack, pullRequest: opened.number, requesters: [...requesters], of }, [
    hands,
    context,
  ]);
  await hands.dispatches.dispatch({ mode: "plan", "pull-request": String(opened.number) });
}

function bodyOf(settled: readonly Settled[]): string {
  const lines = (isImport: boolean) =>
    settled
      .filter(({ outcome }) => (outcome.kind === "import") === isImport)
      .map(({ address, outcome }) => {
        const what = outcome.kind === "import" ? ` is ${inline(outcome.id)}` : ` (${outcome.kind})`;
        return `- ${code(address)}${what}: ${inline(outcome.answer)}`;
      });
  const others = lines(false);
  return [
    "A run died while it applied. The cloud has these resources, and the state does not know them:",
    lines(true).join("\n"),
    ...(others.length === 0
      ? []
      : ["These are not imported, for what the cloud answered:", others.join("\n")]),
    "Merging this imports the former, and applies what the check of this pull request shows.",
  ].join("\n\n");
}
