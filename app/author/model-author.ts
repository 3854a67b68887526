import { checkTypedChange } from "#shared/catalogue/check-typed-change.ts";
import type { Author, AuthorPacket } from "#shared/core/author.ts";
import { PipelineError } from "#shared/core/error.ts";
import { Json, type JsonObject } from "#shared/core/json.ts";
import type { Model } from "#shared/core/model.ts";
import { TypedChange, typedChangeSchema } from "#shared/core/typed-change.ts";
import { type Grounds, ungroundedIn, withoutUngrounded } from "./grounded.ts";
import { authorTask, SYSTEM } from "./prompt.ts";
import type { Known } from "./rulebook/sheet.ts";
import { translateBy } from "./translate.ts";
import { usualChanges } from "./usual-changes.ts";

/** After the third answer more rounds repair less than they break. */
const ROUNDS = 3;
const MAX_TOKENS = 8000;

const ANSWER = {
  name: "typed_change",
  schema: Json.parse(typedChangeSchema()) as JsonObject,
  shape: TypedChange,
};

/** A model as author: shown the types that the request may need and what is usual of the first, it answers typed data, the catalogue judges, and at most two repairs follow. */
export function modelAuthor(model: Model, known: Known): Author {
  return {
    readsRequests: true,
    translate: (text, signal) => translateBy({ model, catalogue: known.catalogue }, text, signal),
    write: (packet, signal) => written({ model, known, packet }, signal),
    mend: (rejected, signal) => {
      const findings = rejected.problems.map(
        ({ rule, resource, path, message, suggestion }) =>
          `${rule}: ${resource} ${path}: ${message}${suggestion === undefined ? "" : ` (try ${suggestion})`}`,
      );
      return written({ model, known, packet: { ...rejected, findings } }, signal);
    },
  };
}

interface Writing {
  readonly model: Model;
  readonly known: Known;
  readonly packet: AuthorPacket;
}

async function written({ model, known, packet }: Writing, signal: AbortSignal): Promise<TypedChange> {
  const usual = usualChanges(packet, known);
  let findings: readonly string[] = packet.findings ?? [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const task = authorTask(packet, { usual, findings });
    const question = { system: SYSTEM, task, answer: ANSWER, maxTokens: MAX_TOKENS };
    const { value } = await model.ask(question, signal);
    const judged = judge(value, { packet, catalogue: known.catalogue, usual });
    if (judged.kind === "valid") return judged.change;
    findings = judged.findings;
  }
  throw new PipelineError(
    "author/not-valid",
    `After ${ROUNDS} answers the change still fails: ${findings[0]}.`,
    { next: "Word the request more simply, or split it.", details: [...findings] },
  );
}

type Judged =
  | { readonly kind: "valid"; readonly change: TypedChange }
  | { readonly kind: "invalid"; readonly findings: readonly string[] };

function judge(value: unknown, grounds: Grounds): Judged {
  const { packet, catalogue } = grounds;
  const parsed = TypedChange.safeParse(value);
  if (!parsed.success) {
    const findings = parsed.error.issues.map(
      ({ code, path, message }) =>
        `${path.slice(0, 3).join(".")}: ${code === "unrecognized_keys" ? "unknown members" : message}`,
    );
    return { kind: "invalid", findings: findings.slice(0, 20) };
  }
  if (parsed.data.stack !== packet.stack)
    return { kind: "invalid", findings: [`stack must be ${packet.stack}`] };
  // First: nothing that is said of a name later may repeat one that nobody said.
  const ungrounded = ungroundedIn(parsed.data, grounds);
  if (ungrounded.length > 0) return { kind: "invalid", findings: ungrounded };
  const existing = packet.existing.map((resource) => resource.address);
  const { change, findings } = checkTypedChange(parsed.data, { catalogue, existing });
  if (findings.length === 0) return { kind: "valid", change: withoutUngrounded(change, grounds) };
  return { kind: "invalid", findings: findings.map((one) => `${one.resource} ${one.path}: ${one.message}`) };
}
