import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { openClone } from "#shared/adapters/clone.ts";
import { shippedPolicies } from "#shared/adapters/policies.ts";
import { parseJson } from "#shared/core/parse.ts";
import { readConsultationKey } from "#shared/ledger/consultation-key.ts";
import { type TrustedEntry, trustedLedger } from "#shared/ledger/trusted-ledger.ts";
import { Trust } from "#shared/ledger/verify-repository.ts";
import { judgingCode } from "../adapters/judging-code.ts";
import { keylessSeats } from "../experts/analysers/seats.ts";
import { pullRequestsIn } from "../experts/record/history.ts";
import type { Means } from "../experts/record/replay.ts";
import { consultationsIn, type Keys, replayEntry } from "../experts/record/replay-entry.ts";
import { type Line, print } from "./replay-report.ts";

export const REPLAY_USAGE =
  "review --replay REPOSITORY --trust FILE --key-file FILE... [--packet DIGEST-PREFIX | --pull-request N] [--json]";

/**
 * Computes recorded consultations once more from a clone, offline and without a model; 0 all are the same, 1 one is not or could not be
 * opened, 2 wrong usage, 3 there is nothing to compute. The key is the one that opens, never the one that signs.
 */
export async function replayRecorded(args: string[]): Promise<number> {
  const asked = askedIn(args);
  if (asked === null) {
    console.error(`usage: code-engine ${REPLAY_USAGE}`);
    return 2;
  }
  const trust = parseJson(Trust, readFileSync(asked.trust, "utf8"), "ledger/bad-trust");
  const [first, ...others] = asked.keyFiles;
  const keys: Keys = [keyIn(first), ...others.map(keyIn)];
  const ledger = await trustedLedger(openClone(resolve(asked.repository)), trust);
  const lines = await replayed(ledger, asked, { keys, means: await shippedMeans() });
  print(lines, asked.isJson);
  const kinds = lines.map(({ outcome }) => outcome.kind);
  if (kinds.includes("different") || kinds.includes("failed")) return 1;
  return kinds.includes("same") ? 0 : 3;
}

function keyIn(file: string): Uint8Array {
  return readConsultationKey(readFileSync(file, "utf8"));
}

async function shippedMeans(): Promise<Means> {
  const { engines } = await shippedPolicies();
  const { signal } = new AbortController();
  return { analysers: keylessSeats(engines.contract), code: judgingCode(), signal };
}

/** One after the other: each may be as large as an attachment is. */
async function replayed(
  ledger: readonly TrustedEntry[],
  { packet = "", pullRequest: wanted }: Asked,
  { keys, means }: { readonly keys: Keys; readonly means: Means },
): Promise<Line[]> {
  const lines: Line[] = [];
  const pullOf = pullRequestsIn(ledger.map(({ entry }) => entry.event));
  for (const one of consultationsIn(ledger)) {
    const { sequence, told } = one;
    const pullRequest = told === null ? null : pullOf(told);
    const isAsked = wanted === undefined || pullRequest === wanted;
    if (!isAsked || !(told?.packet ?? "").startsWith(packet)) continue;
    lines.push({ sequence, told, pullRequest, outcome: await replayEntry(one, keys, means) });
  }
  return lines;
}

interface Asked {
  readonly repository: string;
  readonly trust: string;
  readonly keyFiles: readonly [string, ...string[]];
  readonly packet?: string | undefined;
  readonly pullRequest?: number | undefined;
  readonly isJson: boolean;
}

function askedIn(args: string[]): Asked | null {
  const { values } = parseArgs({
    args,
    options: {
      replay: { type: "string" },
      trust: { type: "string" },
      "key-file": { type: "string", multiple: true, default: [] },
      packet: { type: "string" },
      "pull-request": { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const { replay: repository, trust, "key-file": files, packet, "pull-request": number, json } = values;
  const [first, ...others] = files;
  if (repository === undefined || trust === undefined || first === undefined) return null;
  if (packet !== undefined && (number !== undefined || !/^[0-9a-f]{1,64}$/.test(packet))) return null;
  if (number !== undefined && !/^[1-9]\d{0,9}$/.test(number)) return null;
  const pullRequest = number === undefined ? undefined : Number(number);
  return { repository, trust, keyFiles: [first, ...others], packet, pullRequest, isJson: json };
}
