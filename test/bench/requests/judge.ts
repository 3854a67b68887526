import type { Contract } from "#shared/core/contract.ts";
import type { Meant } from "../../../app/steps/request/meant.ts";
import { contradicts, keeps } from "./keeps.ts";
import { typeKey } from "./notation.ts";
import type { Expectation, Row } from "./rows.ts";

/**
 * `exact`, `asked` and `refused` are as expected. `partly` promised some and named what it left out, `timid` asked or refused though the
 * request is clear, `unquoted` refused without the words that caused it; `wrong` understood something else, or dropped words in silence.
 */
export type Outcome = "exact" | "asked" | "refused" | "partly" | "timid" | "unquoted" | "wrong";
export interface Judged {
  readonly outcome: Outcome;
  readonly why: string;
}

export const AS_EXPECTED: readonly Outcome[] = ["exact", "asked", "refused"];

/** The best that can be said of a reading by any of the row's expectations. */
export function judge(row: Row, meant: Meant): Judged {
  const all = row.expect.map((expected) => judgeBy(expected, meant));
  const order: readonly Outcome[] = [...AS_EXPECTED, "partly", "unquoted", "timid", "wrong"];
  const [best] = all.toSorted((one, other) => order.indexOf(one.outcome) - order.indexOf(other.outcome));
  return best ?? { outcome: "wrong", why: "nothing is expected" };
}

function judgeBy(expected: Expectation, meant: Meant): Judged {
  if ("promises" in expected) return byPromises(expected, meant);
  if (meant.kind === "understood")
    return { outcome: "wrong", why: `understood: ${saidBy(contractOf(meant))}` };
  const said = answerOf(meant);
  if ("asks" in expected) {
    const isAsked = meant.kind === "unclear" && expected.asks.some((word) => has(said, word));
    return { outcome: isAsked ? "asked" : "timid", why: said };
  }
  if (meant.kind === "unclear") return { outcome: "timid", why: said };
  const isCode = expected.code === undefined || expected.code === meant.code;
  const isQuoted = isCode && expected.refuses.every((word) => has(said, word));
  return { outcome: isQuoted ? "refused" : "unquoted", why: said };
}

function byPromises(expected: Extract<Expectation, { promises: unknown }>, meant: Meant): Judged {
  if (meant.kind !== "understood") return { outcome: "timid", why: answerOf(meant) };
  const contract = contractOf(meant);
  const said = saidBy(contract);
  const forbidden = expected.never.find((line) => keeps(contract, line));
  if (forbidden !== undefined) return { outcome: "wrong", why: `says ${forbidden}` };
  const opposed = expected.promises.find((line) => contradicts(contract, line));
  if (opposed !== undefined) return { outcome: "wrong", why: `wanted ${opposed}: ${said}` };
  const stray = strayIn(contract, expected.promises);
  if (stray !== undefined) return { outcome: "wrong", why: `nobody asked for ${stray}: ${said}` };
  const missing = expected.promises.filter((line) => !keeps(contract, line));
  if (missing.length === 0) return { outcome: "exact", why: "" };
  const isNamed = leftOut(contract, meant.assumptions).length >= missing.length;
  return { outcome: isNamed ? "partly" : "wrong", why: `without ${missing.join("; ")}: ${said}` };
}

function contractOf(meant: Extract<Meant, { kind: "understood" }>): Contract {
  return meant.promise("request", []);
}

/** What people ask for as such: none of these comes beside another thing without a word of it. */
const THINGS =
  /^(aws_(s3_bucket|sqs_queue|sns_topic|dynamodb_table|db_instance|lambda_function|instance|secretsmanager_secret|route53_record|ecs_service|kms_key|efs_file_system|ecr_repository)|azurerm_(servicebus_queue|postgresql_flexible_server|virtual_network|dns_a_record|container_app|key_vault|linux_virtual_machine)|google_(storage_bucket|pubsub_subscription|sql_database_instance|secret_manager_secret|dns_record_set|compute_network|compute_instance)|kubernetes_(deployment|secret|ingress))$/;

function strayIn(contract: Contract, expected: readonly string[]): string | undefined {
  return contract.promises
    .filter(({ kind }) => kind === "exists")
    .map(({ subject }) => typeKey(subject.type))
    .find((type) => THINGS.test(type) && !expected.some((line) => line.includes(type)));
}

/** The words that the contract, or what is said beside it, names as not covered. */
function leftOut(contract: Contract, assumptions: readonly string[]): readonly unknown[] {
  const said: unknown = "uncovered" in contract ? contract.uncovered : [];
  const told = assumptions.filter((line) => line.startsWith("Not covered"));
  return [...(Array.isArray(said) ? said : []), ...told];
}

function answerOf(meant: Exclude<Meant, { kind: "understood" }>): string {
  if (meant.kind === "refused") return `${meant.message} ${meant.next}`;
  return meant.questions.map(({ text, default: suggestion }) => `${text} (${suggestion})`).join(" ");
}

function saidBy({ promises }: Contract): string {
  return promises
    .map((one) => ("value" in one ? `${one.id}=${JSON.stringify(one.value)}` : one.id))
    .join(", ");
}

function has(text: string, word: string): boolean {
  return text.toLowerCase().includes(word.toLowerCase());
}
