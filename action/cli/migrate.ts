import { readFileSync } from "node:fs";
import { PipelineError } from "#shared/core/error.ts";
import { writeOnce } from "../state/recover.ts";
import { byHand, needed, readOptions, withWriter } from "./place.ts";

/** Adopts a terraform.tfstate as the first version of a stack; one that has a state already is left alone. */
export async function run(args: string[]): Promise<number> {
  const values = readOptions(args, { state: { type: "string" } });
  const state = readFileSync(needed(values, "state"));
  const commit = await withWriter(values, (writer) =>
    writeOnce(writer, byHand("migrate", values), (current) => {
      if (current.commit === null) return { state };
      throw new PipelineError("state/already-there", `${writer.stack} has a state already.`, {
        next: "Bring resources in by import; a state is never overwritten.",
      });
    }),
  );
  console.log(`adopted as ${commit}; remove the file, it is in clear`);
  return 0;
}
