#!/usr/bin/env node
import { type Commands, runProgram } from "#shared/adapters/command-line.ts";

const COMMANDS: Commands = {
  pull: () => import("./cli/pull.ts"),
  history: () => import("./cli/history.ts"),
  recover: () => import("./cli/recover.ts"),
  "rotate-key": () => import("./cli/rotate-key.ts"),
  unlock: () => import("./cli/unlock.ts"),
  migrate: () => import("./cli/migrate.ts"),
};

process.exitCode = await runProgram("code-state", COMMANDS, process.argv.slice(2));
