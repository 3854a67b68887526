import type { ChangeDocument } from "#shared/core/change-document.ts";
import type { Finding } from "#shared/core/finding.ts";
import type { Task } from "../../bench/iac-eval/tasks.ts";
import type { RequestText } from "./request-text.ts";

/**
 * Some references do not do what their request says. An alarm on one is no false alarm in two cases, both seen without the compiler:
 * the alarm is about a text that the request quotes and the reference has nowhere, or about a type that the benchmark's authors name in
 * their own account of the request (`intent`) and the reference has not.
 */
export function contradictionsOf(document: ChangeDocument, text: RequestText, { intent = "" }: Task) {
  const whole = JSON.stringify(document).toLowerCase();
  // A short text is part of many others: it counts where it stands alone.
  const isThere = (one: string) =>
    whole.includes(one.length < 4 ? `"${one.toLowerCase()}"` : one.toLowerCase());
  const texts = text.quoted.filter((one) => !isThere(one));
  const present = new Set([...document.resources, ...document.data].map(({ type }) => type));
  const types = [...intent.matchAll(/aws_[a-z0-9_]+/g)]
    .map(([type]) => type)
    .filter((type) => !present.has(type));
  return {
    what: [...texts, ...types],
    explains: ({ message }: Finding): boolean =>
      texts.some((one) => message.includes(one)) ||
      types.some((type) => message.includes(`/${type}.exists `) || message.includes(`/${type}.many `)),
  };
}
