import { PipelineError } from "#shared/core/error.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { Thread } from "./thread.ts";

type Open = Pick<Thread, "asks" | "stack" | "questions">;

/** The stack that a request is about: as answered, as named, or the only one; else the question that asks for it. */
export function chooseStack(thread: Thread, stacks: Settings["stacks"]): string | Open {
  const names = Object.keys(stacks).sort();
  const answered = thread.asks === "stack" ? thread.answers["1"]?.trim() : null;
  const chosen = thread.stack ?? answered ?? null;
  if (chosen !== null) return requireKnown(chosen, names);
  if (names.length === 1) return requireKnown(names[0] ?? "", names);
  const words = new Set(thread.text.toLowerCase().match(/[a-z0-9][a-z0-9-]*/g) ?? []);
  const named = names.filter((name) => words.has(name));
  if (named.length === 1) return requireKnown(named[0] ?? "", names);
  const text = `Which stack: ${names.join(", ")}?`;
  return {
    asks: "stack",
    stack: null,
    questions: [{ number: 1, text, default: requireKnown(named[0] ?? names[0] ?? "", names) }],
  };
}

function requireKnown(name: string, names: readonly string[]): string {
  if (names.includes(name)) return name;
  throw new PipelineError("intake/no-stack", `There is no stack ${name === "" ? "at all" : name}.`, {
    next: names.length === 0 ? "Add a stack to .github/code.yml." : `Name one of ${names.join(", ")}.`,
  });
}
