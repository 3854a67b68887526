import { fork } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Row } from "./rows.ts";
import type { Played, Share } from "./session.ts";

/** Rows that are worth a process of their own. */
const FEW = 8;

/** Plays rows in as many processes as there are cores, each with an App and a GitHub of its own; the verdicts come in the order of the rows. */
export async function playShares(
  rows: readonly Row[],
  { plant, verbose = false }: { plant?: string | undefined; verbose?: boolean | undefined },
): Promise<Played> {
  const many = Math.max(1, Math.min(availableParallelism(), Math.ceil(rows.length / FEW)));
  const shares = Array.from({ length: many }, (_, at) => ({
    ...{ rows: rows.filter((__, index) => index % many === at), isProving: at === 0, plant, verbose },
  }));
  const played = await Promise.all(shares.map(playedBy));
  const verdicts = rows.flatMap((_, index) => played[index % many]?.verdicts[Math.floor(index / many)] ?? []);
  return { verdicts, problems: played.flatMap(({ problems }) => problems) };
}

async function playedBy(share: Share): Promise<Played> {
  const child = fork(join(import.meta.dirname, "share.ts"));
  child.send(share);
  const ended = once(child, "exit");
  const told = once(child, "message");
  const [played] = (await Promise.race([told, ended.then(([code]) => [failed(code)])])) as [Played];
  await ended;
  return played;
}

function failed(code: unknown): Played {
  return { verdicts: [], problems: [{ text: `a process ended with ${code} before it had played its rows` }] };
}
