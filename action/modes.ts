import { PipelineError } from "#shared/core/error.ts";
import { apply } from "./apply-pipeline.ts";
import { type Change, changeOfCommit, changeOfPullRequest } from "./change.ts";
import type { Config } from "./config.ts";
import type { Context, Hands } from "./hands.ts";
import { findAffected, plan, synthesise } from "./pipeline.ts";
import { stackOf } from "./prepare-stack.ts";
import { reconcile } from "./reconcile.ts";
import { unpackDocuments } from "./synth/documents.ts";

export interface Answer {
  readonly outputs: Readonly<Record<string, string>>;
  readonly passed: boolean;
}

/** One job of the shipped workflow. */
export async function runMode(config: Config, hands: Hands, context: Context): Promise<Answer> {
  switch (config.mode) {
    case "affected":
      return { outputs: await answerAffected(config, hands, context), passed: true };
    case "synth": {
      const change = await changeOf(config, hands, context);
      return { outputs: { documents: await synthesise(config.stacks, change, hands) }, passed: true };
    }
    case "plan": {
      const { stack, documents } = given(config);
      if (config.pullRequest === null) throw missing("pull-request");
      const verdict = await plan({ stack, documents, pullRequest: config.pullRequest }, hands, context);
      return { outputs: { verdict }, passed: verdict === "passed" };
    }
    case "apply": {
      const change = await changeOf(config, hands, context);
      const outcome = await apply({ ...given(config), change }, hands, context);
      return { outputs: { outcome }, passed: true };
    }
    case "reconcile":
      return { outputs: { dispatched: JSON.stringify(await reconcile(hands, context)) }, passed: true };
  }
}

async function answerAffected(config: Config, hands: Hands, context: Context) {
  const change = await changeOf(config, hands, context);
  const affected = await findAffected(change, hands);
  const asked = affected.filter(({ stack }) => config.stack === undefined || stack === config.stack);
  const names = asked.map(({ stack }) => stack);
  hands.log.info("affected/stacks", { stacks: names, because: affected.map(({ because }) => [...because]) });
  if (names.length === 0) await hands.summary("No stack is affected by this change.");
  const matrix = names.map((stack) => ({
    stack,
    environment: stackOf(stack, change).environment.apply_environment,
  }));
  return { stacks: JSON.stringify(names), matrix: JSON.stringify(matrix) };
}

async function changeOf(config: Config, hands: Hands, context: Context): Promise<Change> {
  const { pullRequest, commit, before } = config;
  if (pullRequest !== null) return await changeOfPullRequest({ number: pullRequest }, hands, context);
  if (commit === null) throw missing("commit");
  return await changeOfCommit({ commit, before }, hands, context);
}

function given({ stack, documents }: Config) {
  if (stack === undefined) throw missing("stack");
  if (documents === undefined) throw missing("documents");
  return { stack, documents: unpackDocuments(documents) };
}

function missing(input: string): PipelineError {
  return new PipelineError("action/bad-input", `The input ${input} is missing.`, {
    next: "Compare the workflow with the one that `code-engine init` writes.",
  });
}
