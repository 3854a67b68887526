import type { ImportProbe, TaggedObjects } from "#shared/core/cloud.ts";
import { STACK_TAG } from "#shared/synth/provider-guard.ts";
import { idFromArn, importId, isSetting } from "./import-ids.ts";
import type { Journal, JournalEntry } from "./journal.ts";
import { type KnownResource, resourcesInState } from "./terraform-state.ts";

/** What became of one resource that a dead apply may have made: nothing is ever left out. */
export interface Settled {
  readonly address: string;
  readonly type: string;
  readonly outcome:
    | { readonly kind: "import"; readonly id: string; readonly answer: string }
    | { readonly kind: "absent" | "setting" | "named"; readonly answer: string };
}

/** After these the state holds a resource that it did not hold before. */
const BRINGS: readonly JournalEntry["action"][] = ["create", "replace", "import"];

/** What the journal says was to be made and the state does not hold: started, finished but not saved, or only planned (a start may have gone unseen). */
export function inDoubt(journal: Journal, state: Uint8Array | null): readonly JournalEntry[] {
  const known = new Set(resourcesInState(state).map(({ address }) => address));
  return journal.entries.filter(({ action, address }) => BRINGS.includes(action) && !known.has(address));
}

export interface Inquiry {
  readonly journal: Journal;
  readonly state: Uint8Array | null;
  /** The value of the constant tag `code:stack`. */
  readonly tag: string;
  readonly cloud: TaggedObjects;
  readonly probe: ImportProbe | null;
}

/** Asks the cloud about each resource in doubt; `strays` carry the stack's tag and belong to nothing we know. */
export async function settle(
  inquiry: Inquiry,
): Promise<{ settled: readonly Settled[]; strays: readonly string[] }> {
  const doubtful = inDoubt(inquiry.journal, inquiry.state);
  const known = resourcesInState(inquiry.state);
  const tagged = await inquiry.cloud.withTag(STACK_TAG, inquiry.tag);
  const unclaimed = tagged.filter((arn) => !known.some((resource) => isOf(resource, arn)));
  const settled: Settled[] = [];
  for (const entry of doubtful)
    settled.push(await settleOne(entry, { unclaimed, doubtful, probe: inquiry.probe }));
  const taken = settled.flatMap(({ type, outcome }) =>
    outcome.kind === "import" ? [{ type, id: outcome.id }] : [],
  );
  const strays = unclaimed.filter((arn) => !taken.some(({ type, id }) => idFromArn(type, arn) === id));
  return { settled, strays };
}

function isOf({ type, id, arn: own }: KnownResource, arn: string): boolean {
  return own === arn || (id !== null && idFromArn(type, arn) === id);
}

interface Evidence {
  readonly unclaimed: readonly string[];
  readonly doubtful: readonly JournalEntry[];
  readonly probe: ImportProbe | null;
}

async function settleOne(entry: JournalEntry, evidence: Evidence): Promise<Settled> {
  const { address, type } = entry;
  const outcome = isSetting(type)
    ? {
        kind: "setting" as const,
        answer: "a setting of its parent: the next apply writes it again, nothing can be left over",
      }
    : await find(entry, evidence);
  return { address, type, outcome };
}

async function find(entry: JournalEntry, evidence: Evidence): Promise<Settled["outcome"]> {
  const id = entry.id ?? importId(entry.type, entry.identity);
  return id === null ? findByType(entry, evidence) : await findById(entry, id, evidence);
}

async function findById(entry: JournalEntry, id: string, evidence: Evidence): Promise<Settled["outcome"]> {
  const isTagged = evidence.unclaimed.some((arn) => idFromArn(entry.type, arn) === id);
  if (isTagged) return { kind: "import", id, answer: "the cloud has it, with the stack's tag" };
  if (evidence.probe === null) {
    return { kind: "named", answer: `the tag index does not show ${id}; whether it exists was not asked` };
  }
  const { kind, answer } = await evidence.probe.lookUp({ address: entry.address, type: entry.type, id });
  if (kind === "found") return { kind: "import", id, answer };
  return { kind: kind === "absent" ? "absent" : "named", answer: `${id}: ${answer}` };
}

/** Without a name to go by, only an object that is the single candidate of the single claimant may be taken. */
function findByType(entry: JournalEntry, { unclaimed, doubtful }: Evidence): Settled["outcome"] {
  const candidates = unclaimed.filter((arn) => idFromArn(entry.type, arn) !== null);
  const [only] = candidates;
  if (only === undefined) {
    return {
      kind: "named",
      answer: `nothing of type ${entry.type} carries the stack's tag without being in the state`,
    };
  }
  const claimants = doubtful.filter(({ type }) => type === entry.type).length;
  const id = idFromArn(entry.type, only);
  if (candidates.length === 1 && claimants === 1 && id !== null) {
    return { kind: "import", id, answer: `the only one of its type with the stack's tag: ${only}` };
  }
  return { kind: "named", answer: `${claimants} in doubt, and the cloud has ${candidates.join(", ")}` };
}
