import { PipelineError } from "#shared/core/error.ts";

/** Words that TypeScript keeps, and names that every stack file already uses. */
const TAKEN = new Set(
  `break case catch class const continue debugger default delete do else enum export extends false finally for function if
   implements import in instanceof interface let new null package private protected public return static super switch this
   throw true try typeof var void while with yield await async of arguments eval undefined scope id construct Fn Token propertyAccess`.split(
    /\s+/,
  ),
);

/** `web-server_1` → `webServer1`; what is not an identifier, or taken, gets the type's word or a number behind it. */
export function identifierFor(name: string, type: string, used: ReadonlySet<string>): string {
  const plain = camel(name);
  const isFree = (candidate: string): boolean => !TAKEN.has(candidate) && !used.has(candidate);
  const start = /^[A-Za-z_]/.test(plain) ? plain : camel(`${lastWord(type)}_${name}`);
  if (isFree(start)) return start;
  const typed = `${start}${capital(camel(lastWord(type)))}`;
  if (isFree(typed)) return typed;
  const number = Array.from({ length: 1000 }, (_, index) => `${typed}${index + 2}`).find(isFree);
  if (number !== undefined) return number;
  throw new PipelineError("emit/no-identifier", `No variable name is left for ${type}.${name}.`, {
    next: "Give the resource another name.",
  });
}

/** `invoices` → `InvoicesStack`. */
export function stackClassName(stack: string): string {
  return `${capital(camel(/^[a-z]/i.test(stack) ? stack : `stack_${stack}`))}Stack`;
}

function camel(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  return words.map((word, index) => (index === 0 ? lowerFirst(word) : capital(word))).join("");
}

function lastWord(type: string): string {
  return type.split("_").at(-1) ?? type;
}

export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function lowerFirst(word: string): string {
  return word.charAt(0).toLowerCase() + word.slice(1);
}
