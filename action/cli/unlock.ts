import { PipelineError } from "#shared/core/error.ts";
import { lockBranch } from "#shared/ledger/version.ts";
import { readLock } from "../state/lock.ts";
import { needed, readOptions, withWriter } from "./place.ts";

/**
 * Frees the lock of the run that is named, and of no other. A person vouches that it has ended; what it left behind in the
 * cloud is the next run's to find. A quarantined lock needs `--abandon`: its recovery branch stays.
 */
export async function run(args: string[]): Promise<number> {
  const values = readOptions(args, { run: { type: "string" }, abandon: { type: "boolean", default: false } });
  const named = needed(values, "run");
  return await withWriter(values, async (writer) => {
    const lock = await readLock(writer);
    if (lock === null) throw refusal("state/not-locked", "Nobody holds the lock.", "There is nothing to do.");
    const { run: holder, status } = lock.body;
    const full = `${holder.id}/${holder.attempt}`;
    if (named !== full)
      throw refusal("state/locked", `The lock is held by run ${full}.`, `Name it: --run ${full}.`);
    if (status === "quarantined" && values.abandon !== true) {
      const next = "Run `code-state recover`, or --abandon what the run kept aside.";
      throw refusal("state/quarantined", `Run ${full} could not save what it did.`, next);
    }
    const update = { branch: lockBranch(writer.stack), expected: lock.commit, next: null };
    if ((await writer.git.push([update])).kind !== "pushed") {
      throw refusal("state/lock-lost", "The lock moved: its run is alive.", "Leave it alone.");
    }
    console.log(`freed the lock of run ${full}`);
    return 0;
  });
}

function refusal(code: `state/${string}`, message: string, next: string): PipelineError {
  return new PipelineError(code, message, { next });
}
