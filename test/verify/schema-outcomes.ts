import { readFileSync } from "node:fs";

export interface OutcomeClass {
  readonly summary: string;
  readonly errors: number;
  /** The rule that refuses such a change here, or why it cannot be written at all; null where only the provider can say. */
  readonly answer: string | null;
}

/** What Terraform said of models' programs, by the rule that says it before Terraform. Typed data has no syntax to get wrong. */
const ANSWERS: readonly (readonly [summary: RegExp, answer: string])[] = [
  [/^Unsupported (argument|block type)/, "unknown-argument"],
  [/^Missing required argument|^Insufficient .* blocks/, "missing-argument"],
  [/^Invalid (resource type|data source)$/, "unknown-type"],
  [/^Reference to undeclared/, "unknown-reference"],
  [/^Duplicate (resource|variable|data|output|local|provider|module)/, "duplicate-name"],
  [/^Unsupported attribute/, "unknown-attribute"],
  [/^Incorrect attribute value type|^Inappropriate value/, "wrong-type"],
  [/^(Conflicting configuration arguments|Invalid combination of arguments)/, "exclusive-arguments"],
  [/^(Value for unconfigurable attribute|Invalid or unknown key)/, "computed-argument"],
  [/^(Self-referential block|Cycle)/, "cycle"],
  [/^Too many .* blocks|^Duplicate .* block/, "wrong-count"],
  [/^expected .* to be (one of|in the range|at least|at most)/, "wrong-value"],
  [
    /multi-line string|template string|^Invalid (character|expression|block definition|quoted|single|operator)|^Argument or block|^Attribute redefined|^Unclosed|^Missing (expression|name|newline|item)|^Variables not allowed|^Function calls not allowed|^Unterminated|^Invalid resource (type )?name|^Missing attribute|^Extra characters|^Unbalanced/,
    "has no syntax",
  ],
];

/** The error summaries of the outcomes by class, most frequent first. */
export function outcomeClasses(file: string): OutcomeClass[] {
  const counts = new Map<string, number>();
  for (const summary of summariesIn(readFileSync(file, "utf8"))) {
    const [, text = "", times] = /^(.*?)(?: x(\d+))?$/.exec(summary) ?? [];
    if (text !== "") counts.set(text, (counts.get(text) ?? 0) + Number(times ?? 1));
  }
  return [...counts]
    .map(([summary, errors]) => ({
      summary,
      errors,
      answer: ANSWERS.find(([pattern]) => pattern.test(summary))?.[1] ?? null,
    }))
    .sort((one, other) => other.errors - one.errors);
}

/** The last column of a CSV file, split where several errors are listed. */
function summariesIn(text: string): string[] {
  return text
    .split("\n")
    .slice(1)
    .flatMap((line) => {
      const last = /^(?:[^,]*,){8}(.*)$/.exec(line.trimEnd())?.[1] ?? "";
      return last.replaceAll(/^"|"$/g, "").replaceAll('""', '"').split("; ");
    });
}
