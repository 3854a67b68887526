import { play, type Step } from "../play.ts";
import { conversationStages } from "./stages.ts";
import { startTalk, type Talk } from "./world.ts";

interface Played {
  readonly talk: Talk;
  readonly code: number;
}

/** Plays a conversation with the App, real synthesis and real checks, and prints it; 0 only when every stage held. `talk` is still up then. */
export async function playConversation(root: string, port: number): Promise<Played> {
  const begun = performance.now();
  const talk = await startTalk(root, port);
  return await playTalk("demo:conversation", { talk, begun, stages: conversationStages(talk) });
}

/** Plays what is told on one stage that is up already. */
export async function playTalk(
  name: string,
  { talk, begun, stages }: { talk: Talk; begun: number; stages: readonly Step[] },
): Promise<Played> {
  const first: Step = { title: "Everything is started", run: async () => talk.github.url };
  const steps = [first, ...stages];
  const passed = await play(steps, performance.now() - begun);
  const seconds = (performance.now() - begun) / 1000;
  const { problems } = talk.github;
  for (const problem of problems) console.error(`stand-in: ${problem}`);
  const total = steps.length;
  console.log(`\n${passed} of ${total} stages in ${seconds.toFixed(1)} s`);
  console.log(
    JSON.stringify({ name, passed, total, share: passed / total, seconds, problems: problems.length }),
  );
  return { talk, code: passed === total && problems.length === 0 ? 0 : 1 };
}
