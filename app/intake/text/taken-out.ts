import type { Command } from "../command.ts";
import { sanitiseAll } from "./sanitise.ts";

/** The requests of one comment as everybody else gets to see them. */
export function cleanRequests(texts: readonly string[]): {
  readonly texts: readonly string[];
  readonly stripped: readonly string[];
} {
  return sanitiseAll(texts, (at) => `request ${at + 1}`);
}

/** What is taken out of a comment before anybody reads it, in words. */
export function takenOut(command: Command): readonly string[] {
  if (command.kind === "request") return cleanRequests(command.texts).stripped;
  if (command.kind !== "answers") return [];
  const { answers } = command;
  const given = answers.map(({ text }) => text);
  return sanitiseAll(given, (at) => `answer ${answers[at]?.number}`).stripped;
}
