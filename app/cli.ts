#!/usr/bin/env node
import { type Commands, runProgram } from "#shared/adapters/command-line.ts";

const COMMANDS: Commands = {
  catalogue: () => import("./cli/catalogue.ts"),
  emit: () => import("./cli/emit.ts"),
  author: () => import("./cli/author.ts"),
  gate: () => import("./cli/gate.ts"),
  contract: () => import("./cli/contract.ts"),
  review: () => import("./cli/review.ts"),
  experts: () => import("./cli/experts.ts"),
  fingerprint: () => import("./cli/fingerprint.ts"),
  report: () => import("./cli/report.ts"),
  verify: () => import("./cli/verify.ts"),
  init: () => import("./cli/init.ts"),
  intake: () => import("./cli/intake.ts"),
};

process.exitCode = await runProgram("code-engine", COMMANDS, process.argv.slice(2));
