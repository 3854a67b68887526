import type { z } from "zod";
import { PipelineError } from "#shared/core/error.ts";
import type { ExpertFinding } from "#shared/core/review.ts";
import type { Opinion } from "#shared/core/seat.ts";
import { readStrictJson } from "#shared/core/strict-json.ts";
import { Operation } from "#shared/core/typed-change.ts";
import { Answer, type Found } from "./answer-shape.ts";

/** Why the whole answer of a model cannot be used. */
type Unusable =
  | "nothing"
  | "too-large"
  | "malformed"
  | "too-deep"
  | "duplicate-key"
  | "not-an-object"
  | "unknown-key"
  | "wrong-type"
  | "wrong-value"
  | "duplicate-id"
  | "nul";

type ReadOpinion = { readonly value: Opinion } | { readonly problem: Unusable };

/** As received, in bytes of UTF-8. */
const LARGEST = 64 * 1024;

/**
 * What a model in a seat has said, from its text, or from the value that an SDK has read already: one JSON object of exactly the asked
 * form. What breaks one rule is unusable as a whole, so that the seat abstains; nothing of it is guessed or mended.
 */
export function readOpinion(raw: unknown): ReadOpinion {
  const received = textOf(raw);
  if (received === null) return { problem: "nothing" };
  if (Buffer.byteLength(received) > LARGEST) return { problem: "too-large" };
  try {
    const parsed = Answer.safeParse(readStrictJson(unwrapped(received)));
    if (!parsed.success) return { problem: problemOf(parsed.error.issues[0]) };
    return hasNul(parsed.data) ? { problem: "nul" } : { value: opinionOf(parsed.data) };
  } catch (error) {
    return { problem: refusalOf(error) };
  }
}

/** A value that was read already is held to the same rules, as its text; one that has no text says nothing. */
function textOf(raw: unknown): string | null {
  if (typeof raw === "string") return raw;
  try {
    return JSON.stringify(raw) ?? null;
  } catch {
    return null;
  }
}

const THOUGHTS = /^[ \t\r\n]*<(think|thinking)>[\s\S]*?<\/\1>/;
const FENCE = /^[ \t\r\n]*(`{3,}|~{3,})[A-Za-z0-9]*[ \t]*\r?\n([\s\S]*?)\r?\n[ \t]*\1[ \t\r\n]*$/;

/** One byte order mark, one closed block of thoughts and one fence around the whole are no part of an answer. */
function unwrapped(text: string): string {
  const spoken = text.replace(/^\ufeff/, "").replace(THOUGHTS, "");
  return FENCE.exec(spoken)?.[2] ?? spoken;
}

const PROBLEMS: Readonly<Partial<Record<z.core.$ZodIssue["code"], Unusable>>> = {
  unrecognized_keys: "unknown-key",
  invalid_type: "wrong-type",
};

function problemOf(issue: z.core.$ZodIssue | undefined): Unusable {
  if (issue?.path.length === 0 && issue.code === "invalid_type") return "not-an-object";
  if (issue?.code === "custom") return "duplicate-id";
  return PROBLEMS[issue?.code ?? "custom"] ?? "wrong-value";
}

function refusalOf(error: unknown): Unusable {
  const code = error instanceof PipelineError ? error.code : "";
  return code === "json/too-deep"
    ? "too-deep"
    : code === "json/duplicate-key"
      ? "duplicate-key"
      : "malformed";
}

function hasNul(answer: z.infer<typeof Answer>): boolean {
  const texts = [...answer.findings.flatMap((one) => Object.values(one)), ...answer.unknowns];
  return texts.some((text) => text?.includes("\0"));
}

function opinionOf({ findings, unknowns }: z.infer<typeof Answer>): Opinion {
  const edits = findings.filter(({ edit = "" }) => edit !== "" && operationIn(edit) === null);
  const dropped = edits.map(({ id }) => `The edit of ${id} is not one typed operation: it was left out.`);
  return { findings: findings.map(findingOf), notes: [...unknowns, ...dropped] };
}

function findingOf({
  id,
  dimension,
  severity,
  address,
  edit = "",
  monthly = "",
  ...said
}: Found): ExpertFinding {
  const operation = operationIn(edit);
  return {
    ...{ id, severity, by: "model", status: "fail", controls: [], resource: address },
    dimension: dimension === "intent" ? "fidelity" : dimension,
    ...{ path: said.path, quoted: said.quoted, rule: said.rule, message: said.message },
    ...(operation === null ? {} : { edit: JSON.stringify(operation) }),
    ...(monthly === "" ? {} : { monthly: Number(monthly) }),
  };
}

function operationIn(text: string): Operation | null {
  try {
    return Operation.safeParse(readStrictJson(text)).data ?? null;
  } catch {
    return null;
  }
}
