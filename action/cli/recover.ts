import { recoverState } from "../state/recover.ts";
import { byHand, readOptions, withWriter } from "./place.ts";

/** Puts what a quarantined run kept aside in its place, and frees the lock. */
export async function run(args: string[]): Promise<number> {
  const values = readOptions(args, {});
  const { commit, serial } = await withWriter(values, (writer) =>
    recoverState(writer, byHand("recover", values)),
  );
  console.log(`recovered serial ${serial} as ${commit}`);
  return 0;
}
