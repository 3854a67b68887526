import { PipelineError } from "#shared/core/error.ts";
import type { Model } from "#shared/core/model.ts";
import type { Purse, Wallet } from "#shared/core/purse.ts";
import type { TypedChange } from "#shared/core/typed-change.ts";
import { openPurses } from "../../app/adapters/purses.ts";
import type { Judges } from "../../app/steps/judges.ts";
import { FREE } from "./circle.ts";
import { conversation } from "./conversation.ts";
import { modelAnswer } from "./model-answer.ts";
import { recordingHands, SETTINGS } from "./recording-hands.ts";

const ROSTER = `seats:
  security: { models: [{ vendor: openai, model: guard }] }
  reliability: { models: [{ vendor: google, model: steady }] }
`;
export const ASKED = "/code a private bucket for the invoices, kept 90 days, in the storage stack";

/** What a model in a seat says of a packet; a text is the failure that its hand reports. */
export type Says = (task: string) => object[] | string;

export const FINDING = {
  ...{ id: "S1", by: "model", dimension: "security", rule: "S3-1", severity: "critical", status: "fail" },
  ...{ controls: [], message: "The bucket goes with all that is in it." },
};
export const forced = (task: string) =>
  task.includes('"force_destroy":true')
    ? [{ ...FINDING, resource: "aws_s3_bucket.invoices", path: "force_destroy", quoted: true }]
    : [];

/** Each answer costs a quarter of a dollar. */
function seated(says: Says, purse: Purse): Model {
  return {
    ask: async ({ task }) => {
      const reservation = purse.reserve(0.5);
      reservation.settle({ dollars: 0.25, usage: modelAnswer(null) });
      const said = says(task);
      if (typeof said !== "string") return modelAnswer({ findings: said, notes: [] });
      throw new PipelineError(`model/${said}` as "model/timeout", "no", { next: "" });
    },
  };
}

/** An author that forgets what a bucket holds, and mends that when it is told, or only hides it. */
export function author(judges: Judges, mend: (change: TypedChange) => TypedChange | null): Judges["author"] {
  return {
    write: async (packet, signal) => withForce(await judges.author.write(packet, signal)),
    mend: async ({ draft }) => mend(draft),
  };
}

function withForce(change: TypedChange): TypedChange {
  return changed(change, (given) => ({ ...given, force_destroy: true }));
}
export const withoutForce = (change: TypedChange) =>
  changed(change, ({ force_destroy: _, ...rest }: Record<string, unknown>) => rest);

function changed(change: TypedChange, edit: (given: Record<string, unknown>) => object): TypedChange {
  const operations = change.operations.map((one) =>
    one.kind === "create" && one.type === "aws_s3_bucket" ? { ...one, arguments: edit(one.arguments) } : one,
  );
  return { ...change, operations } as TypedChange;
}

export function circle(
  judges: Judges,
  security: Says,
  {
    reliability = () => [],
    wallet = FREE,
    ...more
  }: { reliability?: Says; wallet?: Wallet } & Partial<Judges> = {},
) {
  const models = { guard: security, steady: reliability };
  const staff: Judges["staff"] = {
    usual: null,
    open: ({ model }, { purse }) => {
      const says = models[model as keyof typeof models];
      return says === undefined ? null : seated(says, purse);
    },
    walletOf: () => wallet,
    writing: () => judges.author,
  };
  return conversation({ ...judges, ...more, staff });
}
export const walletOf = () =>
  openPurses(":memory:", { dollarsADay: 5, now: () => new Date() })({
    ...{ repository: "octo/infra", request: "r", caps: { request: 5, day: 5 } },
  });
export const world = () => recordingHands({ ".github/code.yml": SETTINGS + ROSTER });
export const effectsOf = ({ effects }: ReturnType<typeof world>) =>
  effects.flatMap(
    (effect) => /^(draft |pull|check code|ledger experts).*/.exec(effect.replace(/-\w+:/, ":"))?.[0] ?? [],
  );
