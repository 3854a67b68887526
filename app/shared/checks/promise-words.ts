import { ANYTHING, type Guard, type Promised, type Subject } from "../core/contract.ts";
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
    case "many":
      return `At least ${promised.value} of ${subjectWords(promised.subject)} exist.`;
    case "holds":
      return `${someWords(promised)} is ${canonicalJson(promised.value)}.`;
    case "linked":
      return `Some ${ofKind(promised.subject)} is linked with ${ofKind(promised.to)}.`;
    case "none-is-made":
      return `No new ${ofKind(promised.subject)} is made.`;
    case "each-linked":
      return `Every new ${ofKind(promised.subject)} is linked with ${ofKind(promised.to)}.`;
    case "nothing-else-changes":
      return `Nothing changes except ${list(promised.allowed)}${beside(promised)}.`;
    case "nothing-is-destroyed":
      return promised.except.length === 0
        ? "Nothing is destroyed."
        : `Nothing is destroyed except ${list(promised.except)}.`;
  }
}

function someWords({
  paths = [],
  subject,
}: {
  paths?: readonly string[] | undefined;
  subject: Subject;
}): string {
  const place = paths.length === 0 ? "something" : paths.join(" or ");
  return `${place} of ${ofKind(subject)}`;
}

/** `a aws_s3_bucket called "invoices"`, where one of several is meant. */
function ofKind(subject: Subject): string {
  if (subject.type === ANYTHING) return "the stack";
  return subjectWords(subject).replace(/^every /, "");
}

function beside({ linked = [] }: { readonly linked?: readonly string[] | undefined }): string {
  if (linked.includes(ANYTHING)) return " and what hangs together with it";
  return linked.length === 0 ? "" : ` and what hangs together with it: ${linked.join(", ")}`;
}

function ofSubject({ path, subject }: { path: string; subject: Subject }): string {
  return `${path} of ${subjectWords(subject)}`;
}

/** `aws_s3_bucket.invoices`, or `every aws_s3_bucket_versioning of aws_s3_bucket.invoices`. */
function subjectWords({ type, name, refersTo, called }: Subject): string {
  const plain = name === undefined ? `every ${type}` : `${type}.${name}`;
  const own = called === undefined ? plain : `${type} called "${called}"`;
  return refersTo === undefined ? own : `${own} of ${refersTo}`;
}

function list(subjects: readonly Subject[]): string {
  return subjects.length === 0 ? "nothing" : subjects.map(subjectWords).join(", ");
}
