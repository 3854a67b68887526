import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { acquireLock, type Lock, readLock, releaseLock, takeOverLock } from "../../action/state/lock.ts";
import type { StateWriter } from "../../action/state/place.ts";
import { pullState } from "../../action/state/pull-state.ts";
import { quarantine, type Stand, saveState } from "../../action/state/save-state.ts";
import { bareRepository } from "../support/bare-repository.ts";
import { content, RUN, stateWriter } from "../support/state.ts";

/** Fencing, zombies, replay and failed saves, on a real repository with real pushes. */
const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    writers: { type: "string", default: "40" },
    /** `no-lease`: pushes overwrite without asking. `trusting`: no last known commit is given. The check has to notice both. */
    plant: { type: "string" },
  },
});
const ROUNDS = Number(values.rounds);
const WRITERS = Number(values.writers);
const job = "apply";

const bare = bareRepository();
const rows = [await fencing(), await claims(), await zombies(), await replays(), await failedSaves()];
bare.remove();
console.table(rows);
const passed = rows.reduce((sum, row) => sum + row.held, 0);
const total = rows.reduce((sum, row) => sum + row.tried, 0);
console.log(
  JSON.stringify({ name: "state", passed, total, share: passed / total, rounds: ROUNDS, writers: WRITERS }),
);
process.exitCode = passed === total && total > 0 ? 0 : 1;

interface Row {
  readonly property: string;
  readonly tried: number;
  readonly held: number;
}

/** Writers that share one clone; the planted fault turns every lease into "whatever is there". */
function open(stack = "invoices"): StateWriter {
  const git = bare.clone("shared");
  if (values.plant !== "no-lease") return stateWriter(git, { stack });
  const push: typeof git.push = async (updates) => {
    const now = await git.fetch(updates.map(({ branch }) => branch));
    return await git.push(updates.map((update) => ({ ...update, expected: now[update.branch] ?? null })));
  };
  return stateWriter({ ...git, push }, { stack });
}

async function start(stack: string): Promise<{ writer: StateWriter; stand: Stand }> {
  const writer = open(stack);
  const claim = await acquireLock(writer, { run: RUN, job });
  const stand = await saveState(
    writer,
    { lock: claim.lock, base: { commit: null, header: null } },
    content(1),
  );
  return { writer, stand };
}

async function round(
  property: string,
  times: number,
  holds: (stack: string) => Promise<boolean>,
): Promise<Row> {
  let held = 0;
  for (let index = 0; index < times; index++) {
    const stack = `${property.replaceAll(/[^a-z]+/g, "-").slice(0, 24)}-${index}`;
    const isHeld = await holds(stack).catch((error: unknown) => {
      console.log(`${stack}: ${error instanceof Error ? error.message : error}`);
      return false;
    });
    if (isHeld) held += 1;
    else console.log(`not held: ${property} (round ${index + 1})`);
  }
  return { property, tried: times, held };
}

function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "done",
    (error: { code?: string }) => error.code ?? "untyped",
  );
}

/** From one stand, forty versions at once: one lands, the others are fenced, and the history is one line. */
function fencing(): Promise<Row> {
  return round("of all writers one wins", ROUNDS, async (stack) => {
    const { writer, stand } = await start(stack);
    const codes = await Promise.all(
      Array.from({ length: WRITERS }, (_, index) =>
        codeOf(saveState(writer, stand, content(2, [`w${index}`]))),
      ),
    );
    const steps = await writer.git.firstParents(
      null,
      (await pullState(writer, stand.base.commit)).commit ?? "",
    );
    const wins = codes.filter((code) => code === "done").length;
    return (
      wins === 1 &&
      codes.filter((code) => code === "state/fenced").length === WRITERS - 1 &&
      steps.length === 2
    );
  });
}

function claims(): Promise<Row> {
  return round("of all claims one holds", ROUNDS, async (stack) => {
    const made = await Promise.all(
      Array.from({ length: WRITERS }, (_, index) =>
        acquireLock(open(stack), { run: { id: String(index), attempt: 1 }, job }),
      ),
    );
    const [winner] = made.filter(({ kind }) => kind === "held");
    const named = made.every(({ lock }) => lock.body.run.id === winner?.lock.body.run.id);
    return named && made.filter(({ kind }) => kind === "held").length === 1;
  });
}

/** A run whose lock was taken over writes, frees and takes nothing any more. */
function zombies(): Promise<Row> {
  return round("a zombie is refused", ROUNDS, async (stack) => {
    const { writer: zombie, stand } = await start(stack);
    const next = open(stack);
    const by = { run: { id: "200", attempt: 1 }, job, hasEnded: async () => true };
    const lock = await takeOverLock(next, (await readLock(next)) as Lock, by);
    const codes = [
      await codeOf(saveState(zombie, stand, content(2))),
      await codeOf(releaseLock(zombie, stand.lock)),
      await codeOf(takeOverLock(zombie, stand.lock, by)),
    ];
    const isKept = (await readLock(next))?.commit === lock.commit;
    return isKept && codes.join() === "state/fenced,state/lock-lost,state/lock-lost";
  });
}

/** Rewound, removed, and an older tree put on top: each is refused by name. */
function replays(): Promise<Row> {
  return round("an older state is refused", ROUNDS, async (stack) => {
    const { writer, stand } = await start(stack);
    const second = await saveState(writer, stand, content(2));
    const tip = second.base.commit ?? "";
    const first = stand.base.commit ?? "";
    const known = values.plant === "trusting" ? null : tip;
    const ref = `refs/heads/code/state/${stack}`;
    const tree = bare.git("rev-parse", `${first}^{tree}`).trim();
    const who = ["-c", "user.name=x", "-c", "user.email=x@example.org"];
    const again = bare.git(...who, "commit-tree", tree, "-p", tip, "-m", "put back").trim();
    const codes: string[] = [];
    for (const put of [
      ["update-ref", ref, first],
      ["update-ref", ref, again],
      ["update-ref", "-d", ref],
    ]) {
      bare.git(...put);
      codes.push(await codeOf(pullState(open(stack), known)));
    }
    return codes.every((code) => code === "state/replayed");
  });
}

/** A remote that refuses the state branch: the lock stays, the version is kept aside, and the next run may not go on. */
function failedSaves(): Promise<Row> {
  return round("a failed save keeps the lock", ROUNDS, async (stack) => {
    const { writer, stand } = await start(stack);
    const hook = join(bare.remote, "hooks", "update");
    writeFileSync(hook, '#!/bin/sh\ncase "$1" in refs/heads/code/state/*) exit 1;; esac\n');
    chmodSync(hook, 0o755);
    const real = content(2, ["made"]);
    const refused = await codeOf(saveState(writer, stand, real));
    const kept = await quarantine(writer, stand, { content: real, reason: refused });
    rmSync(hook);
    const lock = await readLock(open(stack));
    const by = { run: { id: "200", attempt: 1 }, job, hasEnded: async () => true };
    const taken = lock === null ? "free" : await codeOf(takeOverLock(open(stack), lock, by));
    return (
      refused === "git/push-refused" && kept.branch !== null && kept.isMarked && taken === "state/quarantined"
    );
  });
}
