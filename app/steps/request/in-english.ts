import { createHash } from "node:crypto";
import { isOtherLanguage } from "../../intent/language.ts";
import type { Request } from "../hands.ts";
import type { Judges } from "../judges.ts";

/** A request that is read, with what has to be said about how it was read. */
interface Read {
  readonly request: Request;
  readonly assumptions: readonly string[];
}

/**
 * A request in another language is put into English by the author's model, once in a conversation, and shown: contract and change both start
 * from the English. Without a model it stays as it is, and is refused when it is read.
 */
export async function inEnglish(request: Request, { author }: Pick<Judges, "author">): Promise<Read> {
  const { thread, order, hands, signal } = request;
  if (author.translate === undefined || !isOtherLanguage(thread.text)) return { request, assumptions: [] };
  const key = `${order.repository.id}#${order.issue.number}`;
  const step = `english ${createHash("sha256").update(thread.text).digest("hex")}`;
  const known = hands.inbox.recall(key, step);
  const english = typeof known === "string" ? known : await author.translate(thread.text, signal);
  if (known === undefined) hands.inbox.remember(key, step, english);
  return {
    request: { ...request, thread: { ...thread, text: english } },
    assumptions: [`The request was put into English by the model, and read as: "${english}".`],
  };
}
