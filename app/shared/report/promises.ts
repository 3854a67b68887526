import { ANYTHING, type Contract, type Guard, type Promised, type Subject } from "../core/contract.ts";
import { canonicalJson } from "../core/json.ts";
import { code, inline } from "./escape.ts";

/** What a contract promises, a line each, in words. */
export function promisesInWords(contract: Contract): string {
  const promises = contract.promises.map((promise) => `${promiseInWords(promise)}${originInWords(promise)}`);
  const guards = contract.guards.map(guardInWords);
  const withdrawn = contract.withdraws.map((id) => `Withdrawn: the promise ${code(id)}.`);
  const uncovered = (contract.uncovered ?? []).map(
    (words) => `Not promised, since nothing here says what it holds anybody to: ${code(words)}.`,
  );
  return [...promises, ...guards, ...withdrawn, ...uncovered].map((line) => `- ${line}`).join("\n");
}

/** The words that asked for it, or that nobody did. */
function originInWords({ from, ours }: Promised): string {
  if (ours === true) return " (ours: nobody asked for it, it is so to be safe)";
  return from === undefined ? "" : ` (${code(from)})`;
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
    case "many":
      return `There are at least ${promise.value} of ${about}.`;
    case "holds":
      return `${holderInWords(promise)} is ${code(canonicalJson(promise.value))}.`;
    case "linked":
      return `${about} is linked with ${subjectInWords(promise.to)}.`;
    case "equals":
    case "differs":
    case "at-least":
    case "at-most":
      return `${about}: ${code(promise.path)} ${RELATIONS[promise.kind]} ${code(canonicalJson(promise.value))}.`;
  }
}

function holderInWords({ subject, paths = [] }: Extract<Promised, { kind: "holds" }>): string {
  const place = paths.length === 0 ? "something" : paths.map(code).join(" or ");
  return subject.type === ANYTHING ? `Something` : `${subjectInWords(subject)}: ${place}`;
}

const RELATIONS = {
  equals: "is",
  differs: "is not",
  "at-least": "is at least",
  "at-most": "is at most",
} as const;

function guardInWords(guard: Guard): string {
  if (guard.kind === "none-is-made") return `No new ${subjectInWords(guard.subject)} is made.`;
  if (guard.kind === "each-linked")
    return `Every new ${subjectInWords(guard.subject)} is linked with ${subjectInWords(guard.to)}.`;
  if (guard.kind === "nothing-else-changes") {
    const beside =
      guard.linked === undefined ? "" : ", and what these need where it hangs together with them";
    return `Nothing changes but ${guard.allowed.map(subjectInWords).join(", ") || "nothing"}${beside}.`;
  }
  const except = guard.except.map(subjectInWords).join(", ");
  return `Nothing is destroyed${except === "" ? "" : ` but ${except}`}.`;
}

function subjectInWords({ type, name, refersTo, called }: Subject): string {
  const plain = name === undefined ? code(type) : code(`${type}.${name}`);
  const named = called === undefined ? plain : `${plain} called ${code(called)}`;
  return refersTo === undefined ? named : `${named} of ${inline(refersTo)}`;
}
