import type { Contract, Guard, Promised, Subject } from "../core/contract.ts";
import { canonicalJson } from "../core/json.ts";
import { code, inline } from "./escape.ts";

/** What a contract promises, a line each, in words. */
export function promisesInWords(contract: Contract): string {
  const lines = [...contract.promises.map(promiseInWords), ...contract.guards.map(guardInWords)];
  const withdrawn = contract.withdraws.map((id) => `Withdrawn: the promise ${code(id)}.`);
  return [...lines, ...withdrawn].map((line) => `- ${line}`).join("\n");
}

/** One promise as a sentence. */
function promiseInWords(promise: Promised): string {
  const about = subjectInWords(promise.subject);
  switch (promise.kind) {
    case "exists":
      return `There is ${about}.`;
    case "absent":
      return `There is no ${about}.`;
    case "refers-to":
      return `${about} refers to ${subjectInWords(promise.to)}.`;
    case "equals":
    case "differs":
    case "at-least":
    case "at-most":
      return `${about}: ${code(promise.path)} ${RELATIONS[promise.kind]} ${code(canonicalJson(promise.value))}.`;
  }
}

const RELATIONS = {
  equals: "is",
  differs: "is not",
  "at-least": "is at least",
  "at-most": "is at most",
} as const;

function guardInWords(guard: Guard): string {
  if (guard.kind === "nothing-else-changes") {
    return `Nothing changes but ${guard.allowed.map(subjectInWords).join(", ") || "nothing"}.`;
  }
  const except = guard.except.map(subjectInWords).join(", ");
  return `Nothing is destroyed${except === "" ? "" : ` but ${except}`}.`;
}

function subjectInWords({ type, name, refersTo }: Subject): string {
  const named = name === undefined ? code(type) : code(`${type}.${name}`);
  return refersTo === undefined ? named : `${named} of ${inline(refersTo)}`;
}
