/** One stage of a demo: gives what it found out, and throws when it did not happen. */
export interface Step {
  readonly title: string;
  run(): Promise<string>;
}

/** Plays stages one after the other and prints each, up to the first that fails; gives how many held. */
export async function play(steps: readonly Step[], startedIn: number): Promise<number> {
  let spent = startedIn;
  for (const [at, step] of steps.entries()) {
    const from = performance.now();
    const seconds = (): string => ((performance.now() - from + spent) / 1000).toFixed(1).padStart(6);
    try {
      const found = await step.run();
      console.log(`✓ ${step.title.padEnd(46)} ${seconds()} s  ${found}`);
      spent = 0;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      console.log(`✕ ${step.title.padEnd(46)} ${seconds()} s\n${reason}`);
      return at;
    }
  }
  return steps.length;
}
