import { PipelineError } from "./error.ts";

const DEEPEST = 64;

/**
 * Foreign text, or bytes in UTF-8, as a JSON value: at most 64 levels, no key twice. Linear, and decided before anything is built, so
 * that neither a deep nor a contradictory text costs more than its length. Throws `json/malformed`, `json/too-deep` or
 * `json/duplicate-key`.
 */
export function readStrictJson(given: Uint8Array | string): unknown {
  const text = typeof given === "string" ? given : decoded(given);
  checkShape(text);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refusal("malformed", cause);
  }
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw refusal("malformed", cause);
  }
}

type Level = Set<string> | null;

function checkShape(text: string): void {
  const open: Level[] = [];
  for (let at = 0; at < text.length; at += 1) at = step(text, at, open);
}

/** Takes one character, or one string, and returns where it ended. */
function step(text: string, at: number, open: Level[]): number {
  switch (text.charAt(at)) {
    case '"': {
      const end = endOfString(text, at);
      if (isKey(text, end + 1)) noteKey(open.at(-1), text.slice(at, end + 1));
      return end;
    }
    case "{":
    case "[":
      if (open.push(text[at] === "{" ? new Set() : null) > DEEPEST) throw refusal("too-deep");
      return at;
    case "}":
    case "]":
      open.pop();
      return at;
    default:
      return at;
  }
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at;
  }
  throw refusal("malformed");
}

const BLANK = new Set([" ", "\t", "\n", "\r"]);

/** A string is a key when a colon follows, however many blanks stand between. */
function isKey(text: string, after: number): boolean {
  let at = after;
  while (BLANK.has(text.charAt(at))) at += 1;
  return text[at] === ":";
}

function noteKey(keys: Level | undefined, token: string): void {
  if (keys === null || keys === undefined) return;
  // An escaped key is the same key: it is compared as it will be read.
  const key = token.includes("\\") ? unescaped(token) : token.slice(1, -1);
  if (keys.has(key)) throw refusal("duplicate-key");
  keys.add(key);
}

function unescaped(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch (cause) {
    throw refusal("malformed", cause);
  }
}

const SAID = {
  malformed: "This is not JSON in UTF-8.",
  "too-deep": "This JSON is nested too deeply.",
  "duplicate-key": "This JSON names a key twice.",
} as const;

function refusal(reason: keyof typeof SAID, cause?: unknown): PipelineError {
  return new PipelineError(`json/${reason}`, SAID[reason], { next: "Send one plain JSON value.", cause });
}
