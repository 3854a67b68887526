import { PipelineError } from "#shared/core/error.ts";
import { stateBranch, succession } from "#shared/ledger/version.ts";
import type { Base, Content, StateReader } from "./place.ts";
import { readHeader, readVersion } from "./versions.ts";

export interface PulledState extends Base, Content {}

/**
 * The newest version, opened. `lastKnown` is the state commit that the ledger names last (null: none yet): the branch must
 * stand on it or come after it, and every version since then must follow the one before.
 */
export async function pullState(reader: StateReader, lastKnown: string | null): Promise<PulledState> {
  const branch = stateBranch(reader.stack);
  const tip = (await reader.git.fetch([branch]))[branch] ?? null;
  if (tip === null) {
    if (lastKnown !== null) throw replayed(`The branch is gone, and the ledger knows ${lastKnown}.`);
    return { commit: null, header: null, state: null, journal: null };
  }
  await checkSince(reader, lastKnown, tip);
  const { header, content } = await readVersion(reader, tip);
  return { commit: tip, header, ...content };
}

async function checkSince(reader: StateReader, lastKnown: string | null, tip: string): Promise<void> {
  const steps = await reader.git.firstParents(lastKnown, tip).catch((error: unknown) => {
    if (!(error instanceof PipelineError) || error.code !== "git/not-in-history") throw error;
    throw replayed(
      `The ledger knows ${lastKnown}, and the branch ends in ${tip}, which does not come after it.`,
    );
  });
  let previous = lastKnown === null ? null : (await readHeader(reader, lastKnown)).header;
  for (const { commit } of steps) {
    const { header } = await readHeader(reader, commit);
    const problem = succession(previous, header);
    if (problem !== null) throw replayed(`The version in ${commit} ${problem}.`);
    previous = header;
  }
}

function replayed(message: string): PipelineError {
  return new PipelineError("state/replayed", message, {
    next: "An older state was put back. Find out who did it, restore the branch, and run `code-engine verify`.",
  });
}
