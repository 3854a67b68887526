import { PipelineError } from "../core/error.ts";

interface Command {
  run(args: string[]): Promise<number>;
}

/** The commands of a program by name; one is loaded when it is called. */
export type Commands = Readonly<Record<string, () => Promise<Command>>>;

/** Runs the command that the arguments open with; the exit code is its own, or 2 with the usage where there is no such command. */
export async function runProgram(
  program: string,
  commands: Commands,
  [name = "", ...args]: readonly string[],
): Promise<number> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) return saying(`usage: ${program} ${Object.keys(commands).join(" | ")} …`, 2);
  try {
    return await (await load()).run(args);
  } catch (error) {
    return refused(error);
  }
}

/** A refusal is an answer: code, reason and next step, exit 1. Wrong arguments are 2; anything else could not decide: 3. */
function refused(error: unknown): number {
  if (error instanceof PipelineError) return saying(`${error.code}: ${error.message} ${error.next}`, 1);
  if (!(error instanceof Error)) throw error;
  return saying(error.message, error instanceof TypeError && "code" in error ? 2 : 3);
}

function saying(text: string, code: number): number {
  process.stderr.write(`${text}\n`);
  return code;
}
