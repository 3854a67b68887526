import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PipelineError } from "#shared/core/error.ts";
import { isJsonObject } from "#shared/core/json.ts";
import type { CheckOffline, OfflineCheck } from "#shared/core/offline-check.ts";
import type { ProcessResult, RunProcess } from "#shared/core/process.ts";
import { judged } from "./judged.ts";
import { offlineJson, type ProviderSource, sourcesOf } from "./offline-json.ts";

/** How Terraform reaches a provider that runs already: one entry of TF_REATTACH_PROVIDERS. */
export type Reattach = Readonly<Record<string, object>>;

/** A command line that is run without network, writes in one folder, and sees these settings alone. */
export type Wrap = (job: {
  readonly writable: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly command: readonly string[];
}) => readonly string[];

/** Where the system's own programs lie. */
export const SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

export interface OfflineTools {
  /** Absolute path. */
  readonly terraform: string;
  readonly run: RunProcess;
  readonly wrap: Wrap;
  /** The entry of a provider, started where it does not run; null where this machine has none. */
  readonly provider: (source: ProviderSource) => Promise<Reattach | null>;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 60_000;
const PLAN = ["plan", "-json", "-input=false", "-refresh=false", "-lock=false"];

/** A plan with fake keys, an empty state and no refresh, by providers that stay warm: no `init`, no network. It validates before it plans. */
export function offlineChecker(tools: OfflineTools): CheckOffline {
  return async (json, signal) => {
    if (!isJsonObject(json)) return { kind: "skipped", reason: "the stack is empty" };
    const entries: Reattach[] = [];
    for (const source of sourcesOf(json)) {
      const entry = await tools.provider(source);
      if (entry === null) return { kind: "skipped", reason: `${source.name} is not on this machine` };
      entries.push(entry);
    }
    const directory = await mkdtemp(join(tmpdir(), "code-offline-"));
    try {
      await writeFile(join(directory, "main.tf.json"), JSON.stringify(offlineJson(json)));
      const reattach = JSON.stringify(Object.assign({}, ...entries));
      return await planIn({ ...tools, directory, reattach, signal });
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  };
}

interface Place extends OfflineTools {
  readonly directory: string;
  readonly reattach: string;
  readonly signal: AbortSignal;
}

/** What takes too long decides nothing. */
async function planIn(place: Place): Promise<OfflineCheck> {
  try {
    const planned = await terraform(place);
    place.signal.throwIfAborted();
    return judged(planned);
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    return { kind: "skipped", reason: error.message };
  }
}

function terraform({ directory, reattach, signal, ...tools }: Place): Promise<ProcessResult> {
  const settings = {
    HOME: directory,
    PATH: SYSTEM_PATH,
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    TF_REATTACH_PROVIDERS: reattach,
  };
  const command = [tools.terraform, ...PLAN];
  const [program = "", ...rest] = tools.wrap({ writable: directory, settings, command });
  const { timeoutMs = TIMEOUT_MS } = tools;
  return tools.run(program, rest, { cwd: directory, env: { PATH: SYSTEM_PATH }, timeoutMs, signal });
}
