import { refuseOtherLanguage } from "./language.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { NAMING } from "./vocabulary/grammar.ts";

/** Longer requests are essays: they are split by the one who asks, not guessed at. */
const LONGEST = 2000;

/** Asks, and wants nothing made: "can we have a bucket?" does want one. */
const QUESTION =
  /^\s*(?:(?:what|which|how|why|who|where|when|does|is|are)\b[^.!\n]*\?|(?:why|where|who|how (?:much|many))\b[^.!?\n]*)\s*$/i;

/** What is refused before it is read: too long, without a word, in another language, a question, or with a name that means something to a machine. */
export function refuseUnreadable(text: string): Refusal | null {
  return (
    refuseLong(text) ??
    refuseWordless(text) ??
    refuseOtherLanguage(text) ??
    refuseQuestion(text) ??
    refuseCode(text)
  );
}

function refuseLong(text: string): Refusal | null {
  if (text.length <= LONGEST) return null;
  const begin = `"${text.slice(0, 40)}…"`;
  return refuse(
    "intent/too-long",
    `The request is too long: ${begin} has ${text.length} characters, and at most ${LONGEST} are read.`,
    "Ask for one thing at a time.",
  );
}

function refuseWordless(text: string): Refusal | null {
  if (/[\p{L}\p{N}]/u.test(text)) return null;
  const said =
    text.trim() === "" ? "The request is empty." : `"${text.trim().slice(0, 60)}" has no word in it.`;
  return refuse("intent/no-words", said, "Say what should be made, changed or removed.");
}

function refuseQuestion(text: string): Refusal | null {
  if (!QUESTION.test(text)) return null;
  return refuse(
    "intent/a-question",
    `"${text.trim().slice(0, 200)}" asks about something.`,
    "Say what should be made, changed or removed.",
  );
}

/** What a shell, a path or Terraform would act on: an expression, a substitution, a way up or to a drive, an option, a chain of commands. */
const CODE = [
  /[$%]\{[^\n]*\}/,
  /[$%]\{\S*/,
  /\$\([^)\n]*\)?/,
  /`[^`\n]*[\s/$;|&][^`\n]*`/,
  /\S*\.\.[/\\]\S*/,
  /\b[A-Za-z]:\\\S*/,
  /(?<=\s|^)--?[A-Za-z][\w-]*(?=\s|$)/,
  /\S+(?:&&|\|\||;|\|)[A-Za-z/$]\S*(?:[ ][^\s,.]+)?/,
];
/** A path from the root is a name of a log group, and of nothing else. */
const PATH = new RegExp(String.raw`(?<!\blog groups? )\b(?:${NAMING.join("|")}) ["“]?(/[^\s"”]*)`, "i");

function refuseCode(text: string): Refusal | null {
  const found =
    CODE.map((form) => form.exec(text)?.[0]).find((one) => one !== undefined) ?? PATH.exec(text)?.[1];
  if (found === undefined) return null;
  return refuse(
    "intent/unsafe-name",
    `"${found.slice(0, 100)}" means something to a shell, a path or Terraform: it is taken for no name.`,
    "Give it a name of letters, digits and dashes.",
  );
}
