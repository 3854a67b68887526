import type { ModelName } from "#shared/core/model.ts";
import type { Duty } from "#shared/core/review.ts";
import { modelAuthor } from "../../../app/author/model-author.ts";
import { modelFor } from "../../../app/models/model-for.ts";
import { priceOf } from "../../../app/models/price-of.ts";
import type { Judges, Staff } from "../../../app/steps/judges.ts";
import { FREE } from "../../support/circle.ts";
import { KEY } from "../../support/models/wires.ts";
import { type Asked, type Reply, startModels } from "./model-server.ts";
import { trusting } from "./planted-fault.ts";
import { isOfForm } from "./reviewer.ts";

const AUTHOR: ModelName = { vendor: "compatible", model: "author" };

/** Who sits in which seat: every wire is spoken, and security is of another vendor than the author. */
export const ROSTER: Readonly<Record<Duty, ModelName>> = {
  security: { vendor: "openai", model: "security" },
  reliability: { vendor: "anthropic", model: "reliability" },
  cost: { vendor: "google", model: "cost" },
  fidelity: { vendor: "google-genai", model: "fidelity" },
};

/** What the models of one row do, and what was seen of them. */
export interface Cast {
  author: (asked: Asked) => Promise<Reply>;
  reviewer: (asked: Asked) => Reply;
}

/** An author and a full circle of models behind the real hands. */
export async function openCircle(judges: Judges, cast: Cast, plant?: string) {
  const prompts: string[] = [];
  /** Whether the last answer of a seat was one. */
  const heard = new Map<string, boolean>();
  const models = await startModels(async (asked) => {
    prompts.push(asked.read);
    if (asked.model === AUTHOR.model) return cast.author(asked);
    const reply = cast.reviewer(asked);
    heard.set(asked.model, isOfForm(reply));
    return reply;
  });
  const staff: Staff = {
    usual: AUTHOR,
    walletOf: () => FREE,
    writing: (model) => modelAuthor(model, judges),
    open(name, { purse, timeoutMs }) {
      const model = modelFor(
        { ...name, key: KEY, baseUrl: models.baseUrlOf(name.vendor) },
        { timeoutMs, pauseMs: 1, payment: { purse, price: priceOf(name) } },
      );
      return plant === "trusting" ? trusting(model) : model;
    },
  };
  return { judges: { ...judges, staff }, prompts, heard, stop: models.stop };
}
