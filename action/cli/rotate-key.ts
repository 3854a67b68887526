import { writeOnce } from "../state/recover.ts";
import { byHand, readOptions, withWriter } from "./place.ts";

/** Seals the newest state with the first `--state-key`; the others open what was sealed before. History keeps its old keys. */
export async function run(args: string[]): Promise<number> {
  const values = readOptions(args, {});
  const commit = await withWriter(values, (writer) =>
    writeOnce(writer, byHand("rotate-key", values), ({ state }) => ({ state })),
  );
  console.log(`sealed with the new key as ${commit}; keep the old one as long as history is to be read`);
  return 0;
}
