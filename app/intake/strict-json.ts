import { PipelineError } from "#shared/core/error.ts";

const DEEPEST = 64;
/**
 * Foreign bytes as a JSON value: UTF-8 only, at most 64 levels, no key twice. Linear, and decided before anything is built, so
 * that neither a deep nor a contradictory text costs more than its length.
 */
export function readStrictJson(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw refusal("The body is not UTF-8.", cause);
  }
  checkShape(text);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refusal("The body is not JSON.", cause);
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
      noteKey(open.at(-1), text.slice(at, end + 1), text.slice(end + 1, end + 65));
      return end;
    }
    case "{":
    case "[":
      if (open.push(text[at] === "{" ? new Set() : null) > DEEPEST) {
        throw refusal("The body is nested too deeply.");
      }
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
  throw refusal("The body is not JSON.");
}

function noteKey(keys: Level | undefined, token: string, after: string): void {
  if (keys === null || keys === undefined || !/^\s*:/.test(after)) return;
  // An escaped key is the same key: it is compared as it will be read.
  const key = token.includes("\\") ? unescaped(token) : token.slice(1, -1);
  if (keys.has(key)) throw refusal("The body names a key twice.");
  keys.add(key);
}

function unescaped(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch (cause) {
    throw refusal("The body is not JSON.", cause);
  }
}

function refusal(message: string, cause?: unknown): PipelineError {
  return new PipelineError("intake/malformed", message, { next: "Send the delivery again.", cause });
}
