import type { Consulted } from "#shared/core/consultation.ts";
import type { Git } from "#shared/core/git.ts";
import { canonicalJson, type Json, type JsonObject, plainJson } from "#shared/core/json.ts";
import type { Seat } from "#shared/core/seat.ts";
import { gitLedgerStore, type Ledger } from "#shared/ledger/append.ts";
import { signerFrom } from "#shared/ledger/keys.ts";
import { digestOf } from "../../app/experts/packet/shuffled.ts";
import { BUCKET, consulting, keeping, type Play } from "./consulting.ts";
import { APP, TRUST } from "./story.ts";

/** What a model may find in the bucket of a play. */
export const FOUND = {
  ...{ id: "S1", dimension: "security", severity: "critical", address: BUCKET, path: "force_destroy" },
  ...{ quoted: "true", rule: "S3-1", message: "All of it goes." },
};
/** The answer of a model with these findings. */
export const saying = (...findings: object[]) => JSON.stringify({ findings, unknowns: ["Who reads it?"] });
/** Security objects by the model that stands in for the first. */
export const PLAY: Play = {
  comment: 1,
  seats: { security: ["openai/a", "google/b"], cost: ["compatible/c"] },
  says: (model) => ({ "openai/a": "Sure!", "google/b": saying(FOUND) })[model] ?? saying(),
};

export interface Kept {
  readonly body: Consulted;
  /** As it is opened: parsed from canonical JSON. */
  readonly content: Json;
}

/** Plays a consultation and gives what was recorded of it. */
export async function keptFrom(play: Play, seats: readonly Seat[]): Promise<Kept> {
  const { kept, ledger } = keeping();
  await consulting(play, ledger, { seats });
  const [one] = kept;
  if (one === undefined) throw new Error("nothing was recorded");
  return { body: one.body, content: JSON.parse(canonicalJson(plainJson(one.content))) };
}

/** Changes what is sealed, and the digest of it in the entry with it, as only who holds both keys can. */
export function resealed({ body, content }: Kept, change: (content: JsonObject) => void): Kept {
  const changed = structuredClone(content) as JsonObject;
  change(changed);
  return {
    content: changed,
    body: { ...body, consultation: digestOf(changed), packet: digestOf(changed.packet ?? null) },
  };
}

/** The part of a value at a path, to be changed. */
export function at(value: Json, ...path: (string | number)[]): JsonObject {
  return path.reduce<unknown>(
    (inner, step) => (inner as Record<string | number, unknown>)[step],
    value,
  ) as JsonObject;
}

/** The App's ledger in a clone of a real repository. */
export function appLedger(git: Git): Ledger {
  const signer = signerFrom(APP.privatePem);
  const place = { writer: "app", repository: TRUST.repository } as const;
  return { store: gitLedgerStore(git), ...place, signer, now: () => new Date(0) };
}
