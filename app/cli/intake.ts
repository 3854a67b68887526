import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { z } from "zod";
import { parseJson } from "#shared/core/parse.ts";
import { type Command, readCommand } from "../intake/command.ts";
import { sanitiseRequest } from "../intake/text/sanitise.ts";
import { cleanRequests } from "../intake/text/taken-out.ts";

const Row = z.looseObject({ id: z.union([z.string(), z.number()]).optional(), body: z.string() });

/** `code-engine intake [--bot LOGIN] < comments.jsonl`: what each comment asks, one JSON line a comment. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { bot: { type: "string", default: "code-bot" }, json: { type: "boolean" } },
  });
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === "") continue;
    const { id, body } = parseJson(Row, line, "intake/row");
    console.log(
      JSON.stringify({ ...(id === undefined ? {} : { id }), ...shown(readCommand(body, values.bot)) }),
    );
  }
  return 0;
}

/** A request is shown as the author would get it, with what was taken out. */
function shown(command: Command): object {
  if (command.kind === "request") {
    const { texts, stripped } = cleanRequests(command.texts);
    const text = texts.join("\n");
    const requests = command.texts.map(sanitiseRequest);
    return { kind: command.kind, text, stripped, ...(requests.length > 1 ? { requests } : {}) };
  }
  if (command.kind === "answers") return { kind: "command", command: "answer", answers: command.answers };
  if (command.kind !== "word") return command;
  const { word, finding, reason } = command;
  return { kind: "command", command: word, finding, reason };
}
