import { writeFileSync } from "node:fs";
import { PipelineError } from "#shared/core/error.ts";
import { pullState } from "../state/pull-state.ts";
import { optional, readOptions, withReader } from "./place.ts";

/** Writes the newest state in clear: to `--out` (readable by its owner alone), else to standard output. */
export async function run(args: string[]): Promise<number> {
  const values = readOptions(args, { out: { type: "string" } });
  const pulled = await withReader(values, (reader) => pullState(reader, optional(values, "last-known")));
  if (pulled.state === null) {
    throw new PipelineError("state/none", "The stack has no state yet.", {
      next: "Adopt one with `code-state migrate`, or merge a change.",
    });
  }
  const out = optional(values, "out");
  if (out === null) process.stdout.write(pulled.state);
  else writeFileSync(out, pulled.state, { mode: 0o600, flag: "wx" });
  return 0;
}
