import type { Cloud } from "#shared/core/clouds.ts";
import type { ExistingResource } from "#shared/core/existing-resource.ts";
import { takeAsides } from "./asides.ts";
import { takeAskers } from "./askers.ts";
import { bindAttributes } from "./attributes.ts";
import { takeConditions } from "./conditions.ts";
import { takeCorrections } from "./corrections.ts";
import { findByName, type Known, knownResources } from "./existing.ts";
import { findFrames, findImplied } from "./frames.ts";
import { readMarks } from "./marks.ts";
import { findOtherCloud } from "./other-cloud.ts";
import { forgetOthers } from "./others.ts";
import type { Reading } from "./reading.ts";
import { takeReasons } from "./reasons.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { objectRelations } from "./relations.ts";
import { forgetMentions, takeRemarks } from "./remarks.ts";
import { resolveWishes } from "./resolve.ts";
import { takeStories } from "./stories.ts";
import { lemmaOf } from "./tokens.ts";
import type { Understanding } from "./understanding.ts";
import { refuseUnreadable } from "./unreadable.ts";
import { findUnused, nothingAsked } from "./unused.ts";

/** Understands a request whole or not at all: every word that says something is used, asked about, or the reason of a refusal. */
export function readRequest(
  text: string,
  { existing, cloud = "aws" }: { readonly existing: readonly ExistingResource[]; readonly cloud?: Cloud },
): Understanding {
  const unreadable = refuseUnreadable(text);
  if (unreadable !== null) return unreadable;
  const known = knownResources(existing, cloud);
  const reading = startReading(text, { known, cloud });
  takeReasons(reading);
  takeCorrections(reading);
  takeStories(reading);
  takeAskers(reading, known);
  takeAsides(reading);
  takeConditions(reading);
  findFrames(reading);
  const meant = reading.frames.length === 0 ? findByName(reading, known) : [];
  if (meant.length > 1) return ambiguous(meant);
  if (reading.frames.length === 0) findImplied(reading);
  if (reading.frames.length === 0) return nothingAsked(text, reading, known);

  forgetOthers(reading, known);
  bindAttributes(reading);
  objectRelations(reading);
  forgetMentions(reading, known);
  takeRemarks(reading);
  return (
    reading.objections[0] ?? findOtherCloud(reading) ?? findUnused(reading) ?? resolveWishes(reading, known)
  );
}

function startReading(
  text: string,
  { known, cloud }: { readonly known: readonly Known[]; readonly cloud: Cloud },
): Reading {
  const names = new Set(known.flatMap(({ name }) => name.split("_").map(lemmaOf)));
  return {
    cloud,
    marks: readMarks(text, names),
    uses: new Map(),
    negated: new Set(),
    frames: [],
    reasons: [],
    remarks: [],
    objections: [],
  };
}

function ambiguous(meant: readonly Known[]): Refusal {
  const names = meant.map(({ kind, name }) => `the ${name} ${kind.nouns[0]}`);
  return refuse(
    "intent/ambiguous",
    `This may mean ${names.join(" or ")}.`,
    `Say which: ${names.join(", ")}.`,
  );
}
