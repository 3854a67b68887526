import { play, type Step } from "../play.ts";
import { conversationStages } from "./stages.ts";
import { startTalk, type Talk } from "./world.ts";

/** Plays a conversation with the App, real synthesis and real checks, and prints it; 0 only when every stage held. `talk` is still up then. */
export async function playConversation(
  root: string,
  port: number,
): Promise<{ readonly talk: Talk; readonly code: number }> {
  const begun = performance.now();
  const talk = await startTalk(root, port);
  const first: Step = { title: "Everything is started", run: async () => talk.github.url };
  const steps = [first, ...conversationStages(talk)];
  const passed = await play(steps, performance.now() - begun);
  const seconds = (performance.now() - begun) / 1000;
  const { problems } = talk.github;
  for (const problem of problems) console.error(`stand-in: ${problem}`);
  const total = steps.length;
  console.log(`\n${passed} of ${total} stages in ${seconds.toFixed(1)} s`);
  const figures = { passed, total, share: passed / total, seconds, problems: problems.length };
  console.log(JSON.stringify({ name: "demo:conversation", ...figures }));
  return { talk, code: passed === total && problems.length === 0 ? 0 : 1 };
}
