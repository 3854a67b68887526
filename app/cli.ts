#!/usr/bin/env node
import { PipelineError } from "#shared/core/error.ts";

interface Command {
  run(args: string[]): Promise<number>;
}

const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  catalogue: () => import("./cli/catalogue.ts"),
  emit: () => import("./cli/emit.ts"),
  author: () => import("./cli/author.ts"),
  gate: () => import("./cli/gate.ts"),
  contract: () => import("./cli/contract.ts"),
  review: () => import("./cli/review.ts"),
  fingerprint: () => import("./cli/fingerprint.ts"),
  report: () => import("./cli/report.ts"),
  verify: () => import("./cli/verify.ts"),
  init: () => import("./cli/init.ts"),
  intake: () => import("./cli/intake.ts"),
};

const [name = "", ...args] = process.argv.slice(2);
const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
process.exitCode = load === undefined ? usage() : await load().then((command) => refusing(command));

function usage(): number {
  console.error(`usage: code-engine ${Object.keys(COMMANDS).join(" | ")} …`);
  return 2;
}

/** A refusal is an answer: code, reason and next step on standard error, exit 1. Anything else could not decide: 3. */
async function refusing(command: Command): Promise<number> {
  try {
    return await command.run(args);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (!(error instanceof PipelineError)) {
      console.error(error.message);
      return error instanceof TypeError && "code" in error ? 2 : 3;
    }
    console.error(`${error.code}: ${error.message} ${error.next}`);
    return 1;
  }
}
