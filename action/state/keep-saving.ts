import { PipelineError } from "#shared/core/error.ts";
import { canonicalJson } from "#shared/core/json.ts";
import type { Content, StateWriter } from "./place.ts";
import { type Quarantine, quarantine, type Stand, saveState } from "./save-state.ts";
import { isWholeState } from "./terraform-state.ts";

type Kept =
  | { readonly kind: "saved"; readonly stand: Stand; readonly versions: number }
  | {
      readonly kind: "failed";
      readonly stand: Stand;
      readonly versions: number;
      readonly error: unknown;
      readonly quarantine: Quarantine;
    };

export interface Keeper {
  /** Something changed: a version follows; changes while one is on its way become one more. */
  changed(): void;
  /** Terraform has ended: the last version is saved, or quarantined. Never throws. */
  finish(): Promise<Kept>;
}

interface Hands {
  /** The state file as it is now, null where there is none. */
  readonly readState: () => Promise<Uint8Array | null>;
  readonly readJournal: () => Content["journal"];
}

/** Saves version after version while an apply runs. A failed save is tried again with the next change; only the last one decides. */
export function keepSaving(writer: StateWriter, start: Stand, hands: Hands): Keeper {
  const keeping: Keeping = { writer, hands, stand: start, versions: 0, saved: "", whole: null, fence: null };
  let isDirty = false;
  let busy: Promise<void> | null = null;

  async function saveWhileDirty(): Promise<void> {
    while (isDirty) {
      isDirty = false;
      await tryToSave(keeping);
    }
    busy = null;
  }

  return {
    changed() {
      isDirty = true;
      busy ??= saveWhileDirty();
    },
    async finish() {
      await busy;
      return await saveLast(keeping);
    },
  };
}

interface Keeping {
  readonly writer: StateWriter;
  readonly hands: Hands;
  stand: Stand;
  versions: number;
  /** What the newest version holds. */
  saved: string;
  /** The last state that was read whole. */
  whole: Uint8Array | null;
  fence: PipelineError | null;
}

async function tryToSave(keeping: Keeping): Promise<void> {
  if (keeping.fence !== null) return;
  try {
    await save(keeping, await read(keeping));
  } catch (error) {
    if (error instanceof PipelineError && error.code === "state/fenced") keeping.fence = error;
  }
}

async function saveLast(keeping: Keeping): Promise<Kept> {
  let content: Content = { state: keeping.whole, journal: keeping.hands.readJournal() };
  try {
    content = await read(keeping);
    if (keeping.fence !== null) throw keeping.fence;
    await save(keeping, content);
    return { kind: "saved", stand: keeping.stand, versions: keeping.versions };
  } catch (error) {
    const { writer, stand, versions } = keeping;
    const reason = error instanceof Error ? error.message : String(error);
    return {
      kind: "failed",
      stand,
      versions,
      error,
      quarantine: await quarantine(writer, stand, { content, reason }),
    };
  }
}

async function save(keeping: Keeping, content: Content): Promise<void> {
  const { state, journal } = content;
  const text = `${state === null ? "" : Buffer.from(state).toString("base64")} ${canonicalJson(journal)}`;
  if (text === keeping.saved) return;
  keeping.stand = await saveState(keeping.writer, keeping.stand, content);
  keeping.saved = text;
  keeping.versions += 1;
}

/** Terraform writes its file in place: one caught half written is passed over for the last whole one; the journal knows the rest. */
async function read(keeping: Keeping): Promise<Content> {
  const journal = keeping.hands.readJournal();
  const now = await keeping.hands.readState();
  if (now !== null && isWholeState(now)) keeping.whole = now;
  return { state: keeping.whole, journal };
}
