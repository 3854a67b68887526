import { PipelineError } from "#shared/core/error.ts";
import type { Thread } from "../thread.ts";

/** What has to be asked before the work goes on. */
export type Open = Pick<Thread, "asks" | "stack" | "questions">;

/** One question for all requests whose stack is open: those that fit all of them, the mentioned one as default. */
export function stackQuestion(
  open: readonly { readonly said: string; readonly stacks: readonly string[] }[],
  requests: number,
): Open {
  const [first] = open;
  const fitting = (first?.stacks ?? []).filter((stack) => open.every(({ stacks }) => stacks.includes(stack)));
  const [preset] = [...mentioned(open.map(({ said }) => said).join(" "), fitting), ...fitting];
  if (preset === undefined) {
    throw new PipelineError("intake/no-stack", "No one stack fits all that was asked for.", {
      next: "Name the stack of each request, such as “in the storage stack”.",
    });
  }
  const about = requests > 1 ? ` for ${open.map(({ said }) => `“${shortened(said)}”`).join(", ")}` : "";
  const text = `Which stack${about}: ${fitting.join(", ")}?`;
  return { asks: "stack", stack: null, questions: [{ number: 1, text, default: preset }] };
}

/** Stacks whose name is a word of the text. */
export function mentioned(text: string, stacks: readonly string[]): string[] {
  const words = new Set(text.toLowerCase().match(/[a-z0-9][a-z0-9-]*/g) ?? []);
  return stacks.filter((name) => words.has(name));
}

/** The first words of a request, to say which one is meant. */
export function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
