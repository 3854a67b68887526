import type { Consultation, Consulted } from "#shared/core/consultation.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Finding } from "#shared/core/finding.ts";
import type { Json } from "#shared/core/json.ts";
import type { Model } from "#shared/core/model.ts";
import type { Seat } from "#shared/core/seat.ts";
import { readSettings } from "#shared/settings/read-settings.ts";
import { newThread } from "../../app/intake/thread.ts";
import { modelBehind } from "../../app/models/exchange.ts";
import type { Vendor } from "../../app/models/vendor.ts";
import { consult, type Reviewed } from "../../app/steps/circle/consult.ts";
import type { Recorder } from "../../app/steps/ledger.ts";
import { created, documentOf } from "./change.ts";
import { FREE } from "./circle.ts";
import { orderFor, pullRequest, recordingHands, SETTINGS } from "./recording-hands.ts";

/** What a scripted model does: says a text, or a value that its SDK has read, stops early, or fails with a status. */
export type Says =
  | string
  | { readonly value: Json }
  | { readonly ended: "refused" | "truncated"; readonly said: string }
  | { readonly status: number };

/** One consultation: who sits where (as `vendor/model`), what they say, and what is judged. */
export interface Play {
  readonly comment: number;
  readonly seats: Readonly<Record<string, readonly string[]>>;
  readonly says: (model: string) => Says;
  readonly terms?: string;
  readonly request?: string;
  readonly pullRequest?: number;
  readonly bucket?: Readonly<Record<string, Json>>;
  readonly findings?: readonly Finding[];
}

/** Of no real release: whoever replays says the same. */
export const CODE = "d".repeat(64);
export const BUCKET = "aws_s3_bucket.logs";

/** A recorder that keeps consultations and writes nothing. */
export function keeping() {
  const kept: { readonly body: Consulted; readonly content: Consultation }[] = [];
  const ledger: Recorder = {
    record: async () => undefined,
    consulted: async (body, content) => void kept.push({ body: { ...body, sealed: "attached" }, content }),
    outcome: async () => undefined,
    events: async () => [],
    opened: async () => null,
    requestersOf: async () => [],
  };
  return { kept, ledger };
}

/** Asks the circle by the App's own step, through the reader that real vendors have, and leaves the consultation to the recorder. */
export async function consulting(
  play: Play,
  ledger: Recorder,
  { seats, code = CODE }: { readonly seats: readonly Seat[]; readonly code?: string },
): Promise<Reviewed> {
  const world = recordingHands();
  const order = orderFor(world, "/code a bucket", { key: `key-${play.comment}` });
  const { request = "a bucket" } = play;
  const thread = { ...newThread(order, ["a bucket"]), commentId: play.comment };
  const pull = play.pullRequest === undefined ? null : pullRequest(play.pullRequest, { ref: "", sha: "" });
  const document = documentOf([created(BUCKET, { bucket: "logs", force_destroy: true, ...play.bucket })]);
  return await consult(
    {
      ...{ order, thread, signal: new AbortController().signal, settings: readSettings(settingsOf(play)) },
      hands: { ...world.hands, ledger },
    },
    {
      ...{ ground: { stack: "storage", files: {}, pullRequest: pull }, files: {}, said: [request], document },
      contract: {
        ...{ version: 1, id: "issue-7-1", guards: [], withdraws: [] },
        promises: [{ kind: "exists", id: "P1", subject: { type: "aws_s3_bucket" } }],
      },
      ...{ findings: play.findings ?? [], terraform: { resource: { aws_s3_bucket: { logs: {} } } } },
    },
    {
      seats,
      code,
      staff: {
        usual: null,
        open: ({ vendor, model }) => scripted(play.says(`${vendor}/${model}`)),
        walletOf: () => FREE,
        writing: () => {
          throw new Error("nobody writes here");
        },
      },
    },
  );
}

function settingsOf({ seats, terms = "" }: Play): string {
  const chairs = Object.entries(seats).map(([duty, names]) => {
    const models = names.map((name) => {
      const [vendor = "", model = ""] = name.split("/");
      return `{ vendor: ${vendor}, model: ${model} }`;
    });
    return `  ${duty}: { models: [${models.join(", ")}] }\n`;
  });
  return `${SETTINGS}seats:\n${chairs.join("")}${terms}`;
}

/** A model that says so, whatever it is asked, and is read as real ones are. */
export function scripted(says: Says | ((task: string) => Says)): Model {
  return modelBehind(vendorOf(says), { pauseMs: 0 });
}

function vendorOf(script: Says | ((task: string) => Says)): Vendor {
  const usage = { inputTokens: 9, outputTokens: 3, cachedTokens: 0, reasoningTokens: 0 };
  const reply = { model: "scripted-1", requestId: "r1", usage };
  return {
    async send({ task }) {
      const says = typeof script === "function" ? script(task) : script;
      if (typeof says === "string") return { ...reply, ended: "answered", said: says };
      if ("value" in says) return { ...reply, ended: "answered", said: says.value };
      if ("ended" in says) return { ...reply, ...says };
      throw new PipelineError("model/unavailable", `It answers ${says.status}.`, { next: "" });
    },
    troubleOf: (cause) => ({ status: 503, retryAfterMs: null, requestId: null, cause }),
  };
}
