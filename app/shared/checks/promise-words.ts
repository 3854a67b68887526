import type { Guard, Promised, Subject } from "../core/contract.ts";
import { canonicalJson } from "../core/json.ts";

/** A promise or a guard as one plain sentence, for people who review it. */
export function promiseWords(promised: Promised | Guard): string {
  switch (promised.kind) {
    case "exists":
      return `${subjectWords(promised.subject)} exists.`;
    case "absent":
      return `${subjectWords(promised.subject)} does not exist.`;
    case "equals":
      return `${ofSubject(promised)} is ${canonicalJson(promised.value)}.`;
    case "differs":
      return `${ofSubject(promised)} is not ${canonicalJson(promised.value)}.`;
    case "at-least":
      return `${ofSubject(promised)} is at least ${promised.value}.`;
    case "at-most":
      return `${ofSubject(promised)} is at most ${promised.value}.`;
    case "refers-to":
      return `${subjectWords(promised.subject)} refers to ${subjectWords(promised.to)}.`;
    case "nothing-else-changes":
      return `Nothing changes except ${list(promised.allowed)}.`;
    case "nothing-is-destroyed":
      return promised.except.length === 0
        ? "Nothing is destroyed."
        : `Nothing is destroyed except ${list(promised.except)}.`;
  }
}

function ofSubject({ path, subject }: { path: string; subject: Subject }): string {
  return `${path} of ${subjectWords(subject)}`;
}

/** `aws_s3_bucket.invoices`, or `every aws_s3_bucket_versioning of aws_s3_bucket.invoices`. */
function subjectWords({ type, name, refersTo }: Subject): string {
  const own = name === undefined ? `every ${type}` : `${type}.${name}`;
  return refersTo === undefined ? own : `${own} of ${refersTo}`;
}

function list(subjects: readonly Subject[]): string {
  return subjects.length === 0 ? "nothing" : subjects.map(subjectWords).join(", ");
}
