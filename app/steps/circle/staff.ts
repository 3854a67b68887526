import { PipelineError } from "#shared/core/error.ts";
import type { Model, ModelName } from "#shared/core/model.ts";
import type { BillLine, Wallet } from "#shared/core/purse.ts";
import type { Settings } from "#shared/core/settings.ts";
import { NO_MODELS, type SeatModels } from "../../experts/circle.ts";
import type { Request } from "../hands.ts";
import type { Judges, Staff } from "../judges.ts";

/** Milliseconds that an author may take for one answer: a change is longer than an opinion. */
const WRITING_MS = 120_000;

type About = Pick<Request, "order" | "settings">;

/** The judges of one request: written by the models that its repository names, or the server's own, and paid for by that repository. */
export function staffed(request: About, judges: Judges): Judges {
  const { staff } = judges;
  const names = authorsOf(request.settings, staff);
  if (staff === undefined || names.length === 0) return judges;
  const wallet = walletOf(request, staff);
  const models = names.flatMap((name) => {
    const purse = wallet.purseOf({ seat: "author", ...name });
    return staff.open(name, { purse, timeoutMs: WRITING_MS }) ?? [];
  });
  if (models.length === 0) {
    const named = names.map(({ vendor, model }) => `${vendor}/${model}`).join(", ");
    throw new PipelineError("author/not-configured", `The server has no key for ${named}.`, {
      next: "Name another model in seats.author of .github/code.yml, or give the server its key.",
    });
  }
  return { ...judges, author: staff.writing(firstOf(models)) };
}

/** How the seats of a request reach models; whoever may have written is kept out of security. */
export function seatModels(request: About, { staff }: Pick<Judges, "staff">): SeatModels {
  if (staff === undefined) return NO_MODELS;
  const { purseOf } = walletOf(request, staff);
  return { open: staff.open, purseOf, authors: authorsOf(request.settings, staff) };
}

/** What all models of a request have cost so far, whoever asked them. */
export function billOf(request: About, { staff }: Pick<Judges, "staff">): readonly BillLine[] {
  return staff === undefined ? [] : walletOf(request, staff).bill();
}

function authorsOf({ seats }: Settings, staff: Staff | undefined): readonly ModelName[] {
  if (seats.author.models.length > 0) return seats.author.models;
  return staff?.usual == null ? [] : [staff.usual];
}

function walletOf({ order, settings }: About, staff: Staff): Wallet {
  const { request, day } = settings.budgets;
  return staff.walletOf({ repository: order.repository.name, request: order.key, caps: { request, day } });
}

/** The first model that answers; the next one stands in where it fails, unless nobody wants an answer any more. For want of money too: another account may have some, and a cheaper model may fit. */
function firstOf(models: readonly Model[]): Model {
  return {
    async ask(question, signal) {
      for (const [at, model] of models.entries()) {
        try {
          return await model.ask(question, signal);
        } catch (error) {
          if (at === models.length - 1 || !isFallible(error)) throw error;
        }
      }
      throw new PipelineError("model/unavailable", "There is no model.", { next: "Comment /code retry." });
    },
  };
}

function isFallible(error: unknown): boolean {
  return (
    error instanceof PipelineError && error.code.startsWith("model/") && error.code !== "model/cancelled"
  );
}
