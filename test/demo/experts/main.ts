import { playTalk } from "../conversation/main.ts";
import { startTalk } from "../conversation/world.ts";
import { SEATS, say } from "./script.ts";
import { expertStages } from "./stages.ts";
import { startVendors } from "./vendors.ts";

/** Plays a request that four vendors write and review, by their real SDKs, and prints it. */
export async function playExperts(root: string, port: number) {
  const begun = performance.now();
  const vendors = await startVendors(say);
  const up = await startTalk(root, port, { settings: { seats: SEATS }, env: vendors.env });
  const stop = async () => {
    await up.stop();
    await vendors.stop();
  };
  const talk = { ...up, stop };
  return await playTalk("demo:experts", { talk, begun, stages: expertStages(talk, vendors) });
}
