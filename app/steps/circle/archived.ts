import type { Archive } from "#shared/core/archive.ts";
import { PipelineError } from "#shared/core/error.ts";
import { plainJson } from "#shared/core/json.ts";
import type { Review, Verdict } from "#shared/core/review.ts";
import type { Packet } from "#shared/core/seat.ts";
import { removeSecrets } from "#shared/hygiene/secrets.ts";
import { digestOf } from "../../experts/packet/shuffled.ts";
import { archiveDocument } from "../../experts/record/archive-document.ts";
import { cleanText } from "../../experts/record/clean-text.ts";
import type { Request } from "../hands.ts";

interface Consulted {
  readonly stack: string;
  readonly packet: Packet;
  readonly reviews: readonly Review[];
  readonly verdict: Verdict;
}

type Asked = Pick<Request, "order" | "thread" | "hands" | "signal">;

/** What a healthy archive needs; a slow one goes on behind the request, until the archive's own end. */
const LONGEST_WAIT_MS = 3000;

/** Puts the consultation into the archive, where there is one. What fails there is a line of the log: never the request. */
export async function archived(
  asked: Asked,
  consulted: Consulted,
  archive: Archive | undefined,
): Promise<void> {
  if (archive === undefined) return;
  const { promise: waited, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, LONGEST_WAIT_MS);
  await Promise.race([keptOrLogged(asked, consulted, archive), waited]);
  clearTimeout(timer);
}

async function keptOrLogged(
  { order, thread, hands, signal }: Asked,
  { packet, ...consulted }: Consulted,
  archive: Archive,
): Promise<void> {
  const digest = digestOf(plainJson(packet));
  try {
    const names = [order.author, ...thread.requesters];
    // Values were taken out before there was a packet.
    const clean = cleanText({ names, values: [] });
    const document = archiveDocument({ ...consulted, digest, document: packet.document }, (text) =>
      clean(removeSecrets(text)),
    );
    hands.log.info(`archive/${await archive.keep({ digest, document }, signal)}`, { digest });
  } catch (error) {
    const isKnown = error instanceof PipelineError;
    const details = isKnown ? error.details : null;
    hands.log.warn(isKnown ? error.code : "archive/failed", { digest, details });
  }
}
