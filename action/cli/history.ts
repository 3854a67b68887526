import { stateBranch } from "#shared/ledger/version.ts";
import { readLock } from "../state/lock.ts";
import type { StateReader } from "../state/place.ts";
import { readHeader } from "../state/versions.ts";
import { readOptions, withReader } from "./place.ts";

/** Lists every version with its serial and run, who holds the lock, and what waits on recovery branches. Opens nothing. */
export async function run(args: string[]): Promise<number> {
  const values = readOptions(args, { json: { type: "boolean", default: false } });
  const rows = await withReader(values, read);
  if (values.json === true) console.log(JSON.stringify(rows));
  else print(rows);
  return 0;
}

async function read(reader: StateReader) {
  const branch = stateBranch(reader.stack);
  const tip = (await reader.git.fetch([branch]))[branch];
  const steps = tip === undefined ? [] : await reader.git.firstParents(null, tip);
  const versions = [];
  for (const { commit } of steps) versions.push({ commit, ...(await readHeader(reader, commit)).header });
  const lock = await readLock(reader);
  const recovery = await reader.git.remoteBranches(`code/recovery/${reader.stack}/`);
  return { versions, lock: lock?.body ?? null, recovery };
}

function print({ versions, lock, recovery }: Awaited<ReturnType<typeof read>>): void {
  for (const { commit, sequence, serial, run, counter } of versions) {
    console.log(`${sequence}\tserial ${serial}\trun ${run.id}/${run.attempt} no. ${counter}\t${commit}`);
  }
  console.log(
    lock === null ? "not locked" : `${lock.status} by run ${lock.run.id}/${lock.run.attempt} (${lock.job})`,
  );
  if (lock?.reason != null) console.log(lock.reason);
  for (const [branch, tip] of Object.entries(recovery)) console.log(`to recover: ${branch} ${tip}`);
}
