import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PipelineError } from "#shared/core/error.ts";
import type { CheckOffline } from "#shared/core/offline-check.ts";
import type { RunProcess } from "#shared/core/process.ts";
import type { Sandbox } from "#shared/core/sandbox.ts";
import { findProgram } from "../find-program.ts";
import { offlineChecker, type Wrap } from "./check-offline.ts";
import { warmProviders } from "./warm-providers.ts";

export interface OfflineSettings {
  /** Folder that holds `registry.terraform.io`. */
  readonly plugins?: string | undefined;
  /** Absolute path; the first one on the search path where absent. */
  readonly terraform?: string | undefined;
  readonly searchPath: string;
}

export interface OfflineHands {
  readonly check: CheckOffline;
  stop(): void;
}

/** Terraform and its providers, both without network; the providers are started by the first check and stay. Without one of them nothing is checked, and why is said. */
export function offlineHands(
  settings: OfflineSettings,
  { sandbox, run }: { readonly sandbox: Sandbox; readonly run: RunProcess },
): OfflineHands {
  const { plugins } = settings;
  if (plugins === undefined) return unchecked("no folder with providers is set up (CODE_TERRAFORM_PLUGINS)");
  const terraform = terraformIn(settings);
  if (terraform instanceof PipelineError) return unchecked(terraform.message);
  const root = mkdtempSync(join(tmpdir(), "code-providers-"));
  const readable = [plugins, dirname(terraform), root];
  const wrap: Wrap = ({ writable, settings: given, command }) => [
    ...sandbox.prefix({ readable, writable, cwd: writable }),
    ...["env", "-i", ...Object.entries(given).map(([name, value]) => `${name}=${value}`)],
    ...command,
  ];
  const providers = warmProviders({ plugins, root, wrap });
  const sweep = () => rmSync(root, { recursive: true, force: true });
  process.once("exit", sweep);
  const stop = () => {
    providers.stop();
    process.off("exit", sweep);
    sweep();
  };
  return { check: offlineChecker({ terraform, run, wrap, provider: providers.entry }), stop };
}

function unchecked(reason: string): OfflineHands {
  return { check: async () => ({ kind: "skipped", reason }), stop: () => undefined };
}

function terraformIn({ terraform, searchPath }: OfflineSettings): string | PipelineError {
  try {
    return findProgram("terraform", { given: terraform, searchPath });
  } catch (error) {
    if (error instanceof PipelineError) return error;
    throw error;
  }
}
