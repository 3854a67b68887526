import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import type { FunctionDefinition } from "@actions/expressions/funcs/info";

/** `github`, `needs`, `matrix`, … as plain values. */
export type Contexts = Readonly<Record<string, unknown>>;
/** How what went before has ended: what `success()` and its kin answer from. */
export interface Standing {
  readonly failed: boolean;
  readonly cancelled: boolean;
}

export const CLEAN: Standing = { failed: false, cancelled: false };
const EXPRESSION = /\$\{\{(.*?)\}\}/gs;
const STATUS = /\b(success|failure|always|cancelled)\s*\(/;

/** GitHub's own expression language over these contexts. */
export function evaluate(text: string, contexts: Contexts, standing: Standing = CLEAN): unknown {
  const functions = statusFunctions(standing);
  const { tokens } = new Lexer(text).lex();
  const tree = new Parser(tokens, Object.keys(contexts), [...functions.values()]).parse();
  const dictionary = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
  const result = new Evaluator(tree, dictionary, functions).evaluate();
  return JSON.parse(JSON.stringify(result, data.replacer) ?? "null");
}

function statusFunctions(standing: Standing): Map<string, FunctionDefinition> {
  const { failed, cancelled } = standing;
  const answers = { success: !failed && !cancelled, failure: failed && !cancelled, always: true, cancelled };
  const entries = Object.entries(answers).map(([name, value]): [string, FunctionDefinition] => [
    name,
    { name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(value) },
  ]);
  return new Map(entries);
}

/** A value with its `${{ }}` parts evaluated; a text that is one expression keeps the type of its result. */
export function interpolate(value: unknown, contexts: Contexts): unknown {
  if (Array.isArray(value)) return value.map((item) => interpolate(item, contexts));
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => [key, interpolate(item, contexts)]);
    return Object.fromEntries(entries);
  }
  if (typeof value !== "string") return value;
  const whole = /^\$\{\{((?:(?!\}\}).)*)\}\}$/s.exec(value.trim());
  if (whole !== null) return evaluate(whole[1] ?? "", contexts);
  return value.replaceAll(EXPRESSION, (_, inner: string) => asText(evaluate(inner, contexts)));
}

/** What an environment variable or an input holds. */
export function asText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value as string | number | boolean);
}

/** An `if:`: without a status function it means `success() && …`. */
export function isTrue(condition: unknown, contexts: Contexts, standing: Standing): boolean {
  const text = condition === undefined ? "success()" : asText(condition).trim();
  const inner = /^\$\{\{(.*)\}\}$/s.exec(text)?.[1] ?? text;
  const rule = STATUS.test(inner) ? inner : `success() && (${inner})`;
  const value = evaluate(rule, contexts, standing);
  return value !== false && value !== null && value !== 0 && value !== "";
}
