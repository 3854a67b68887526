import type { Cloud } from "#shared/core/clouds.ts";
import type { ExistingResource } from "#shared/core/existing-resource.ts";
import { isA, type Mark, textOf } from "./meaning.ts";
import { type Frame, frameOf, type Reading } from "./reading.ts";
import { lemmaOf } from "./tokens.ts";
import type { Kind } from "./vocabulary/entry.ts";
import { KINDS } from "./vocabulary/kinds.ts";

/** What the stack has of a kind that can be asked for. */
export interface Known {
  readonly kind: Kind;
  readonly name: string;
}

export function knownResources(existing: readonly ExistingResource[], cloud: Cloud): Known[] {
  return existing.flatMap(({ address, type, name }) =>
    KINDS.filter((kind) => kind.types[cloud] === type && address === `${type}.${name}`).map((kind) => ({
      kind,
      name,
    })),
  );
}

/** A valid Terraform name: what was said in lower case, joined by underscores, never starting with a digit. */
export function terraformName(said: string): string {
  const name = said
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "");
  return /^[a-z]/.test(name) ? name : `r_${name}`;
}

/** Names are the same when they differ in spelling only: "Invoice-Archive" and `invoices_archive`. */
export function nameKey(name: string): string {
  return terraformName(name).split("_").map(lemmaOf).join("_");
}

/** Whether the stack has the thing, by its name or as one of its kind where it has none. */
export function isKnown(frame: Frame, known: readonly Known[]): boolean {
  const ofKind = known.filter(({ kind }) => kind.kind === frame.kind.kind);
  return frame.names.length === 0
    ? ofKind.length > 0
    : ofKind.some(({ name }) => frame.names.some((said) => nameKey(said) === nameKey(name)));
}

/** A request that has no noun may name what exists: "keep the invoices 180 days". Several of that name are all returned. */
export function findByName(reading: Reading, known: readonly Known[]): Known[] {
  for (const span of spans(reading)) {
    const found = known.filter((one) => nameKey(one.name) === keyAt(reading, span));
    if (found.length === 0) continue;
    const fitting = found.filter((one) => canTakeAll(reading, one.kind, span));
    const meant = fitting.length > 0 ? fitting : found;
    const [only] = meant;
    if (only !== undefined && meant.length === 1) reading.frames.push(frameNamed(reading, only, span));
    return meant;
  }
  return [];
}

/** Every run of up to four marks, the longest first. */
function spans(reading: Reading): Span[] {
  return [4, 3, 2, 1].flatMap((length) =>
    reading.marks
      .slice(0, Math.max(0, reading.marks.length - length + 1))
      .map((_, from) => ({ from, to: from + length })),
  );
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function keyAt(reading: Reading, { from, to }: Span): string | null {
  const marks = reading.marks.slice(from, to);
  const isPlain = marks.every(
    (mark, offset) => !reading.uses.has(from + offset) && mark.tokens[0]?.form !== "break",
  );
  return isPlain ? nameKey(marks.map(textOf).join("_")) : null;
}

function frameNamed(reading: Reading, known: Known, span: Span): Frame {
  for (let at = span.from; at < span.to; at += 1) reading.uses.set(at, "name");
  return frameOf({ kind: known.kind, head: span.to - 1, start: span.from, names: [known.name] });
}

/** Whether every word that says something can be said of this kind. */
function canTakeAll(reading: Reading, kind: Kind, name: Span): boolean {
  return reading.marks.every((mark, at) => {
    const isName = at >= name.from && at < name.to;
    return isName || isNeutral(mark) || mark.meanings.some((meaning) => isOf(meaning, kind));
  });
}

function isNeutral(mark: Mark): boolean {
  const says = isA(mark, "value") || isA(mark, "announcement") || isA(mark, "unit");
  return !says || isA(mark, "glue") || isA(mark, "filler") || isA(mark, "verb");
}

function isOf(meaning: Mark["meanings"][number], kind: Kind): boolean {
  if (meaning.is === "unit")
    return Object.values(kind.attributes).some(({ type }) => type === meaning.dimension);
  return (meaning.is === "value" || meaning.is === "announcement") && meaning.kind === kind.kind;
}
