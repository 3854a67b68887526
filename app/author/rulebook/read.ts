import { CLOUDS, type Cloud } from "#shared/core/clouds.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { ExistingResource } from "#shared/core/existing-resource.ts";
import { describedIn } from "#shared/reading/described.ts";
import { findMentions } from "#shared/reading/mentions.ts";
import { phraseIndex } from "#shared/reading/phrase-index.ts";
import { uncoveredIn } from "#shared/reading/uncovered.ts";
import { readWords } from "#shared/reading/words.ts";
import { addBeside } from "./beside.ts";
import { bindValues } from "./bind.ts";
import { draftMentioned } from "./draft-mentioned.ts";
import type { Draft, Known, Sheet } from "./sheet.ts";
import { requireNew } from "./unwritable.ts";

interface Asked {
  readonly stack: string;
  /** AWS where none is said. */
  readonly cloud?: Cloud;
  readonly region: string;
  readonly request: string;
  readonly existing: readonly ExistingResource[];
}

export interface Reading {
  readonly sheet: Sheet;
  /** What the request itself names, with what it says of each. */
  readonly asked: readonly Draft[];
  /** Words that nothing is done with, as they were written. */
  readonly uncovered: readonly string[];
}

/** Request ─▶ mentions ─▶ drafts ─▶ values ─▶ companions: what is asked for, before any of it is filled in. */
export function readByRules(
  { stack, cloud = "aws", region, request, existing }: Asked,
  known: Known,
): Reading {
  const words = readWords(request);
  const { provider } = CLOUDS[cloud];
  const named = findMentions(words, phraseIndex(known.catalogue, provider), known.catalogue);
  const mentions = named.length > 0 ? named : describedIn(request, words, { search: known.search, provider });
  if (mentions.length === 0) {
    throw new PipelineError(
      "author/nothing-known",
      `Nothing in "${request.slice(0, 200)}" is a thing that I know.`,
      {
        next: "Name the resource, such as a bucket or a queue.",
      },
    );
  }
  requireNew(words, mentions, region);
  const sheet: Sheet = { ...known, stack, region, existing, drafts: [] };
  const subjects = draftMentioned(sheet, words, mentions);
  const asked = sheet.drafts.filter(({ isStanding }) => !isStanding);
  const used = bindValues(sheet, { words, mentions, subjects });
  addBeside(sheet);
  return { sheet, asked, uncovered: uncoveredIn(words, { mentions, used, asked }) };
}
