import { distance } from "fastest-levenshtein";
import { listItems, splitAtCommands } from "./several.ts";
import { lookalikeIn } from "./text/lookalikes.ts";
import { readWord, SAYINGS, type Word } from "./word.ts";

interface Answer {
  readonly number: number;
  readonly text: string;
}

/** What a comment asks of CODE. */
export type Command =
  | { readonly kind: "ignored" }
  | { readonly kind: "help" }
  /** One text for each thing that is asked for, in the order of the comment. */
  | { readonly kind: "request"; readonly texts: readonly string[] }
  | { readonly kind: "command"; readonly command: Keyword; readonly pullRequest?: number }
  /** A numbered list below a bare command may be `texts` of requests as well: that depends on whether a question is open. */
  | { readonly kind: "answers"; readonly answers: readonly Answer[]; readonly texts?: readonly string[] }
  | Word
  | { readonly kind: "did-you-mean"; readonly suggestion: string }
  | { readonly kind: "error"; readonly message: string };

const KEYWORDS = ["plan", "status", "rollback", "go", "cancel", "retry", "apply", "unlock"] as const;
type Keyword = (typeof KEYWORDS)[number];
const WORDS: readonly string[] = [...KEYWORDS, "help"];

/** A request is a sentence, not a document. */
const LONGEST_REQUEST = 8000;

/** More than these are a project, not a comment. */
const MOST_REQUESTS = 8;

interface Line {
  /** Opens a command at the start of a line. */
  readonly opening: RegExp;
  readonly first: string;
  readonly rest: string;
  /** Nothing but white space before the command's line. */
  readonly isFirst: boolean;
}

/**
 * Reads a comment. The command opens its first line, outside quotes, fences and HTML; a request may go on in further lines, and
 * each further line that opens a command is one more request. A keyword stands alone. `bot` is the App's name, which may be addressed instead: `@code-bot plan`.
 */
export function readCommand(body: string, bot: string): Command {
  const line = addressed(body, bot);
  if (line === null) return { kind: "ignored" };
  const words = line.first.split(/[ \t]+/).filter((word) => word !== "");
  const word = keywordOf(words[0]);
  if (word === "help" || (word !== null && isHelpFlag(words[1]))) return { kind: "help" };
  if (words.length === 0 && line.rest.trim() === "") return { kind: "help" };
  if (word !== null) return readKeyword(word, words.slice(1), line.rest);
  const said = () => readWord(`${line.first}\n${line.rest}`, line.opening);
  return tooLong(line) ?? said() ?? readAnswers(line) ?? readRequest(line, words);
}

/** Whether this comment speaks to CODE at all; everything else is none of its business. */
export function isAddressed(body: string, bot: string): boolean {
  return addressed(body, bot) !== null;
}

function addressed(body: string, bot: string): Line | null {
  const text = body.replace(/^(?:\r?\n)+/, "");
  const [head = "", ...others] = text.split(/\r?\n/);
  const name = bot.replace(/\[bot\]$/, "");
  const opening = new RegExp(`^ {0,3}(?:/code|@${name.replaceAll(/[^A-Za-z0-9-]/g, "")})(?=\\s|$)`, "i");
  const found = opening.exec(head);
  if (found === null) return null;
  return { opening, first: head.slice(found[0].length), rest: others.join("\n"), isFirst: text === body };
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

function tooLong({ first, rest }: Line): Command | null {
  if (`${first}\n${rest}`.trim().length <= LONGEST_REQUEST) return null;
  return { kind: "error", message: `A request has at most ${LONGEST_REQUEST} characters.` };
}

function readAnswers({ first, rest }: Line): Command | null {
  const lines = [first, ...rest.split("\n")].map((line) => line.trim()).filter((line) => line !== "");
  const answers = lines.map((line) => /^([1-3])\s*[:.)]\s*(\S.*)$/.exec(line));
  if (answers[0] === undefined || answers[0] === null) return null;
  const texts = first.trim() === "" ? (listItems(`\n${rest}`) ?? []) : [];
  if (answers.some((answer) => answer === null)) {
    return texts.length > 1
      ? null
      : { kind: "error", message: "Give one answer a line, such as `1: eu-west-1`." };
  }
  return {
    kind: "answers",
    answers: answers.flatMap((answer) =>
      answer === null ? [] : [{ number: Number(answer[1]), text: answer[2] ?? "" }],
    ),
    ...(texts.length > 1 ? { texts } : {}),
  };
}

function readRequest({ first, rest, isFirst, opening }: Line, words: readonly string[]): Command {
  const suggestion = nearest(words);
  if (suggestion !== null) return { kind: "did-you-mean", suggestion };
  if (!isFirst) return { kind: "ignored" };
  const texts = splitAtCommands(`${first}\n${rest}`, opening)
    .flatMap((part) => listItems(part) ?? [part.trim()])
    .filter((part) => part !== "");
  return whyNotRequests(texts) ?? { kind: "request", texts };
}

/** What makes one of them no request; then none of them is worked on. */
function whyNotRequests(texts: readonly string[]): Command | null {
  if (texts.length > MOST_REQUESTS) {
    return {
      kind: "error",
      message: `A comment has at most ${MOST_REQUESTS} requests, and this one has ${texts.length}.`,
    };
  }
  const keyword = texts.find(
    (text) => keywordOf(text.split(/\s+/)[0]) !== null && text.split(/\s+/).length < 3,
  );
  if (keyword !== undefined && texts.length > 1) {
    return {
      kind: "error",
      message: `\`/code ${keywordOf(keyword.split(/\s+/)[0])}\` stands alone: write it as a comment of its own.`,
    };
  }
  const lookalike = lookalikeIn(texts.join("\n"));
  if (lookalike !== null) {
    return {
      kind: "error",
      message: `In \`${lookalike}\` each · is a letter of another alphabet than it looks like: write the word anew.`,
    };
  }
  if (texts.length === 0 || texts.some(isOneWord)) {
    return { kind: "error", message: "One word is not enough: say what should exist, or `/code help`." };
  }
  return null;
}

/** Some scripts write sentences without blanks. */
function isOneWord(text: string): boolean {
  if (/^(?:undo|revert)[.!]*$/i.test(text)) return false;
  return !/\s/.test(text) && (text.length < 10 || /^[!-~]+$/.test(text));
}

/** A word or two that begin almost like a keyword are a slip of the finger, not a request. */
function nearest(words: readonly string[]): string | null {
  const [word = "", second] = words;
  if (words.length > 2 || word.length < 3 || word.length > 12) return null;
  const slack = second === undefined || keywordOf(second) !== null ? 2 : 1;
  const close = [...WORDS, ...SAYINGS]
    .map((known) => ({ known, off: distance(word.toLowerCase(), known) }))
    .filter(({ known, off }) => off <= slack && off <= known.length / 2)
    .sort((left, right) => left.off - right.off);
  return close[0]?.known ?? null;
}
