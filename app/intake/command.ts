import { distance } from "fastest-levenshtein";

interface Answer {
  readonly number: number;
  readonly text: string;
}

/** What a comment asks of CODE. */
export type Command =
  | { readonly kind: "ignored" }
  | { readonly kind: "help" }
  | { readonly kind: "request"; readonly text: string }
  | { readonly kind: "command"; readonly command: Keyword; readonly pullRequest?: number }
  | { readonly kind: "answers"; readonly answers: readonly Answer[] }
  | { readonly kind: "did-you-mean"; readonly suggestion: string }
  | { readonly kind: "error"; readonly message: string };

const KEYWORDS = ["plan", "status", "rollback", "go", "cancel", "retry", "apply", "unlock"] as const;
type Keyword = (typeof KEYWORDS)[number];
const WORDS: readonly string[] = [...KEYWORDS, "help"];

/** A request is a sentence, not a document. */
const LONGEST_REQUEST = 8000;

interface Line {
  readonly first: string;
  readonly rest: string;
  /** Nothing but white space before the command's line. */
  readonly isFirst: boolean;
}

/**
 * Reads a comment. The command opens its first line, outside quotes, fences and HTML; a request may go on in further lines, a
 * keyword stands alone. `bot` is the App's name, which may be addressed instead: `@code-bot plan`.
 */
export function readCommand(body: string, bot: string): Command {
  const line = addressed(body, bot);
  if (line === null) return { kind: "ignored" };
  const words = line.first.split(/[ \t]+/).filter((word) => word !== "");
  const word = keywordOf(words[0]);
  if (word === "help" || (word !== null && isHelpFlag(words[1]))) return { kind: "help" };
  if (words.length === 0 && line.rest.trim() === "") return { kind: "help" };
  if (word !== null) return readKeyword(word, words.slice(1), line.rest);
  return readAnswers(line) ?? readRequest(line, words);
}

/** Whether this comment speaks to CODE at all; everything else is none of its business. */
export function isAddressed(body: string, bot: string): boolean {
  return addressed(body, bot) !== null;
}

function addressed(body: string, bot: string): Line | null {
  const text = body.replace(/^(?:\r?\n)+/, "");
  const [head = "", ...others] = text.split(/\r?\n/);
  const name = bot.replace(/\[bot\]$/, "");
  const opening = /^ {0,3}(\/code|@[A-Za-z0-9-]+)(?=\s|$)/i.exec(head);
  const word = opening?.[1]?.toLowerCase();
  if (opening === null || (word !== "/code" && word !== `@${name.toLowerCase()}`)) return null;
  return { first: head.slice(opening[0].length), rest: others.join("\n"), isFirst: text === body };
}

function keywordOf(word: string | undefined): Keyword | "help" | null {
  const bare = word?.replace(/^"([^"]*)"$/, "$1").toLowerCase();
  return (WORDS.find((known) => known === bare) ?? null) as Keyword | "help" | null;
}

function isHelpFlag(word: string | undefined): boolean {
  return word === "-h" || word === "--help";
}

function readKeyword(command: Keyword, words: readonly string[], rest: string): Command {
  if (rest.trim() !== "") return surplus(command);
  if (command !== "rollback") {
    return words.length === 0 ? { kind: "command", command } : surplus(command);
  }
  const number = words.length === 1 ? /^#?([1-9][0-9]{0,8})$/.exec(words[0] ?? "") : null;
  if (number !== null) return { kind: "command", command, pullRequest: Number(number[1]) };
  return { kind: "error", message: "Name the pull request to undo: `/code rollback #12`." };
}

function surplus(command: Keyword): Command {
  const message = `\`/code ${command}\` stands alone: nothing may follow it. To ask for a change, start with what should happen, such as \`/code add …\`.`;
  return { kind: "error", message };
}

function readAnswers({ first, rest }: Line): Command | null {
  const lines = [first, ...rest.split("\n")].map((line) => line.trim()).filter((line) => line !== "");
  const answers = lines.map((line) => /^([1-3])\s*[:.)]\s*(\S.*)$/.exec(line));
  if (answers[0] === undefined || answers[0] === null) return null;
  if (answers.some((answer) => answer === null)) {
    return { kind: "error", message: "Give one answer a line, such as `1: eu-west-1`." };
  }
  return {
    kind: "answers",
    answers: answers.flatMap((answer) =>
      answer === null ? [] : [{ number: Number(answer[1]), text: answer[2] ?? "" }],
    ),
  };
}

function readRequest({ first, rest, isFirst }: Line, words: readonly string[]): Command {
  const text = `${first}\n${rest}`.trim();
  if (text.length > LONGEST_REQUEST) {
    return { kind: "error", message: `A request has at most ${LONGEST_REQUEST} characters.` };
  }
  if (/^ {0,3}\/code(?=\s|$)/im.test(rest)) {
    return { kind: "error", message: "Write one command a comment." };
  }
  const suggestion = nearest(words);
  if (suggestion !== null) return { kind: "did-you-mean", suggestion };
  if (!isFirst) return { kind: "ignored" };
  if (isOneWord(text)) {
    return { kind: "error", message: "One word is not enough: say what should exist, or `/code help`." };
  }
  return { kind: "request", text };
}

/** Some scripts write sentences without blanks. */
function isOneWord(text: string): boolean {
  return !/\s/.test(text) && (text.length < 10 || /^[!-~]+$/.test(text));
}

/** A word or two that begin almost like a keyword are a slip of the finger, not a request. */
function nearest(words: readonly string[]): string | null {
  const [word = "", second] = words;
  if (words.length > 2 || word.length < 3 || word.length > 12) return null;
  const slack = second === undefined || keywordOf(second) !== null ? 2 : 1;
  const close = WORDS.map((known) => ({ known, off: distance(word.toLowerCase(), known) }))
    .filter(({ known, off }) => off <= slack && off <= known.length / 2)
    .sort((left, right) => left.off - right.off);
  return close[0]?.known ?? null;
}
