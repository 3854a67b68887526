import { PipelineError } from "#shared/core/error.ts";
import { plainJson } from "#shared/core/json.ts";
import type { BillLine } from "#shared/core/purse.ts";
import { inDollars, totalOf } from "../../pull-request/paid.ts";
import type { Request } from "../hands.ts";

type Billed = Pick<Request, "order" | "hands" | "signal">;

/**
 * Does the work of a request and puts what its models cost into the ledger, however it ends; a refusal says it, too. A fault that may pass
 * is no end: the work is done again, and costs more.
 */
export async function billed<T>(
  request: Billed,
  bill: () => readonly BillLine[],
  work: () => Promise<T>,
): Promise<T> {
  const ended = await work().then(
    (result) => ({ result }),
    (error: unknown) => ({ error }),
  );
  const isOver = "result" in ended || request.signal.aborted || ended.error instanceof PipelineError;
  if (isOver) await charge(request, bill());
  if ("result" in ended) return ended.result;
  throw ended.error instanceof PipelineError ? withCost(ended.error, totalOf(bill())) : ended.error;
}

async function charge({ order, hands }: Billed, lines: readonly BillLine[]): Promise<void> {
  if (lines.length === 0) return;
  const paid = { comment: order.comment.id, dollars: totalOf(lines), lines: plainJson(lines) };
  await hands.ledger.record("intake/paid", paid);
}

function withCost(error: PipelineError, dollars: number): PipelineError {
  if (dollars === 0) return error;
  const { code, message, next, details } = error;
  const said = `${message} The models of this request cost ${inDollars(dollars)}.`;
  return new PipelineError(code, said, { next, details, cause: error });
}
