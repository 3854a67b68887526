/**
 * Plays consultations with models that say all kinds of things, records them in the ledger of a real repository, and computes each once more:
 * from the entries, and by the command on a clone with every way to the network closed. Then each is altered in every way that the App's own
 * keys allow, and no altered one may come out the same. `--plant` records other verdicts than were weighed, which has to fail.
 *
 * npm run verify:replay [-- --consultations N] [--plant]
 */
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { openClone } from "#shared/adapters/clone.ts";
import { shippedPolicies } from "#shared/adapters/policies.ts";
import { CONSULTED, type Consultation } from "#shared/core/consultation.ts";
import { openConsultation } from "#shared/ledger/sealed-consultation.ts";
import { type TrustedEntry, trustedLedger } from "#shared/ledger/trusted-ledger.ts";
import { judgingCode } from "../../app/adapters/judging-code.ts";
import { keylessSeats } from "../../app/experts/analysers/seats.ts";
import { told } from "../../app/experts/record/consulted.ts";
import { consultationsIn, type Row, replayEntry } from "../../app/experts/record/replay-entry.ts";
import { type Recorder, recorderOf } from "../../app/steps/ledger.ts";
import { bareRepository } from "../support/bare-repository.ts";
import { consulting } from "../support/consulting.ts";
import { replayOffline } from "../support/replay-offline.ts";
import { appLedger, type Kept } from "../support/replaying.ts";
import { TRUST } from "../support/story.ts";
import { KINDS, kindsOf } from "./replay/kinds.ts";
import { loneWriter } from "./replay/lone-writer.ts";
import { plays } from "./replay/plays.ts";
import { sealed, signed, WAYS } from "./replay/ways.ts";

const { values } = parseArgs({
  options: { consultations: { type: "string", default: "60" }, plant: { type: "boolean", default: false } },
});
const KEY = new Uint8Array(randomBytes(32));
const { engines } = await shippedPolicies();
const code = judgingCode();
const seats = keylessSeats(engines.contract);
const means = { analysers: seats, code, signal: new AbortController().signal };

const bare = bareRepository();
const ledger = appLedger(bare.clone());
const honest = recorderOf({ ...ledger, store: loneWriter(ledger.store) }, KEY);
const writing = values.plant ? lying(honest) : honest;
for (const play of plays(Number(values.consultations))) await consulting(play, writing, { seats, code });
const recorded = consultationsIn(await trustedLedger(openClone(bare.remote), TRUST));
const kept = await Promise.all(recorded.map(opened));
const outcomes = await Promise.all(recorded.map((one) => replayEntry(one, [KEY], means)));
const byCommand = replayOffline({ folder: bare.folder, remote: bare.remote, trust: TRUST, key: KEY });
bare.remove();

const isSame = (at: number) => outcomes[at]?.kind === "same";
const played = KINDS.map((kind) => {
  const own = kept.flatMap((one, at) => (kindsOf(one).includes(kind) ? [at] : []));
  return { what: kind, consultations: own.length, "as they must be": own.filter(isSame).length };
});
const altered = await Promise.all(
  [...Object.entries(WAYS), ["the file of another lies beside it", null] as const].map(
    async ([what, way]) => {
      const pairs = kept.map((one, at) => (way === null ? swapped(one, at) : seal(way(one))));
      const told = await Promise.all(pairs.flatMap((one) => (one === null ? [] : [isTold(one)])));
      return { what, consultations: told.length, "as they must be": told.filter(Boolean).length };
    },
  ),
);
const command = {
  what: "by the command, offline",
  consultations: recorded.length,
  "as they must be": Number(byCommand.same),
};
console.table([...played, ...altered, command]);
for (const [at, outcome] of outcomes.entries())
  if (outcome.kind !== "same")
    console.log(`consultation ${at + 1}: ${JSON.stringify(outcome).slice(0, 400)}`);

const same = outcomes.filter(({ kind }) => kind === "same").length;
const rows = [...altered, command, { what: "", consultations: recorded.length, "as they must be": same }];
const total = rows.reduce((sum, { consultations }) => sum + consultations, 0);
const passed = rows.reduce((sum, row) => sum + row["as they must be"], 0);
const isWhole =
  recorded.length > 0 && [...played, ...altered].every(({ consultations }) => consultations > 0);
const figures = { consultations: recorded.length, same, "every kind": isWhole };
console.log(JSON.stringify({ name: "verify:replay", passed, total, share: passed / total, ...figures }));
process.exitCode = passed === total && isWhole ? 0 : 1;

/** What is planted: the ledger is told another verdict than was weighed. */
function lying(recorder: Recorder): Recorder {
  return {
    ...recorder,
    consulted(body, content) {
      const isApproved = content.verdict.kind === "approved";
      const verdict: Consultation["verdict"] = isApproved
        ? { kind: "undecided", missing: ["cost"], dissent: [] }
        : { kind: "approved", dissent: [] };
      const lie = { ...content, verdict };
      return recorder.consulted({ ...body, ...told(lie) }, lie);
    },
  };
}

async function opened({ entry, told: body, attached }: TrustedEntry & Row): Promise<Kept> {
  if (body === null) throw new Error(`entry ${entry.sequence} is no consultation`);
  const place = { repository: TRUST.repository, packet: body.packet, kind: CONSULTED };
  return { body, content: openConsultation((await attached()) ?? "", place, KEY) };
}

interface Altered extends Pick<Kept, "body"> {
  readonly file: string;
}

function seal(one: Kept | null): Altered | null {
  return one === null ? null : { body: one.body, file: sealed(one, KEY) };
}

function swapped({ body }: Kept, at: number): Altered | null {
  const other = kept[(at + 1) % kept.length];
  return other === undefined || other.body === body ? null : { body, file: sealed(other, KEY) };
}

async function isTold({ body, file }: Altered): Promise<boolean> {
  const [one] = consultationsIn([signed(body, file)]);
  return one !== undefined && (await replayEntry(one, [KEY], means)).kind !== "same";
}
