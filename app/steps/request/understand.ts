import { Cloud } from "#shared/core/clouds.ts";
import type { Contract } from "#shared/core/contract.ts";
import { PipelineError } from "#shared/core/error.ts";
import { isJsonObject, plainText } from "#shared/core/json.ts";
import { checkOffered } from "../../author/check-offered.ts";
import { RECIPES, recipeFor } from "../../author/recipes.ts";
import { readByRules } from "../../author/rulebook/read.ts";
import type { Known } from "../../author/rulebook/sheet.ts";
import { safeguardsOf } from "../../author/safeguards.ts";
import { applyAnswers } from "../../intent/answers.ts";
import { compileByWords } from "../../intent/by-words/compile.ts";
import { compileContract } from "../../intent/compile-contract.ts";
import { readRequest } from "../../intent/read-request.ts";
import type { Binding, Understanding } from "../../intent/understanding.ts";
import { findVague } from "../../intent/vague.ts";
import { KINDS } from "../../intent/vocabulary/kinds.ts";
import type { Meant, Spoken } from "./meant.ts";
import { settleVague } from "./settle-vague.ts";
import { unheldIn, wordsAs } from "./unheld.ts";

/** The kinds that are understood whole come first; a thing that only the catalogue knows is read by the rules; anything else is refused. */
export function understandRequest(spoken: Spoken, known: Known): Meant {
  const { cloud = "aws" } = spoken;
  const read = readRequest(spoken.request, { existing: spoken.existing, cloud });
  const vague = isOpen(read) ? findVague(spoken.request, cloud) : null;
  if (vague !== null) return settleVague(vague, spoken, (meant) => understandRequest(meant, known));
  return understandNamed(read, spoken, known);
}

/** No kind was named that could be meant. */
function isOpen(read: Understanding): boolean {
  return read.kind === "refused" && OPEN.has(read.code) && (read.about ?? []).length === 0;
}

function understandNamed(read: Understanding, spoken: Spoken, known: Known): Meant {
  const { cloud = "aws" } = spoken;
  const intent =
    read.kind === "unclear" && spoken.answers !== null ? applyAnswers(read, spoken.answers) : read;
  const lacking = lackingOn(cloud, intent);
  if (lacking !== null) return lacking;
  if (intent.kind === "understood") {
    const { wishes, assumptions, bindings } = intent;
    return {
      ...intent,
      wishes,
      assumptions: [...assumptions, ...unheldIn(wishes, bindings, cloud)],
      promise: (id, existing) =>
        compileContract(wishes, {
          ...{ id, existing, cloud },
          safeguards: (wish) => safeguardsOf(wish, cloud),
        }),
    };
  }
  const isRuled = RULED.includes(cloud) && intent.kind === "refused" && OPEN.has(intent.code);
  return isRuled ? (byRules(spoken, known, intent.about ?? []) ?? intent) : intent;
}

/** What the cloud has no equal of, does not offer or cannot hold is said before anything is asked or written, with the words that want it. */
function lackingOn(cloud: Cloud, intent: Understanding): Refused | null {
  if (intent.kind === "refused") return null;
  const { wishes, bindings } = intent.kind === "unclear" ? intent.draft : intent;
  for (const wish of wishes) {
    try {
      checkOffered(wish, recipeFor(wish.kind, cloud));
    } catch (error) {
      const refusal = refused(error);
      const words = wordsFor(wish.kind, bindings, error);
      return words === "" ? refusal : { ...refusal, message: `"${words}": ${refusal.message}` };
    }
  }
  return null;
}

/** The words of the attribute that an error is about, else those of the thing. */
function wordsFor(kind: string, bindings: readonly Binding[], error: unknown): string {
  const details = error instanceof PipelineError ? error.details : null;
  const attribute = isJsonObject(details) ? plainText(details.attribute) : "";
  const place = attribute === "" ? kind : `${kind}.${attribute}`;
  return wordsAs(place, bindings);
}

type Refused = Extract<Understanding, { kind: "refused" }>;

function refused(error: unknown): Refused {
  if (!(error instanceof PipelineError)) throw error;
  return { kind: "refused", code: error.code, message: error.message, next: error.next };
}

/** Refusals that may only say that a thing is none of the kinds. */
const OPEN = new Set(["intent/unknown-kind", "intent/not-understood"]);

/** What the recipes write of kinds that are known in full: whoever asks for nothing else is answered by them alone. */
const WRITTEN = typesOf(KINDS.filter(({ isOutline }) => isOutline !== true));

/** What the recipes write of kinds that are known in outline: the rules may know more to say of them, but have to know all that was said. */
const OUTLINED = typesOf(KINDS);

/** Of every cloud that has an equal. */
function typesOf(kinds: readonly { readonly kind: string }[]): ReadonlySet<string> {
  const names = new Set(kinds.map(({ kind }) => kind));
  const recipes = Cloud.options.flatMap((cloud) => RECIPES[cloud].filter(({ kind }) => names.has(kind)));
  return new Set(recipes.flatMap(({ parts }) => parts.map(({ type }) => type)));
}

/** Clouds of which it is known what is usual. */
const RULED: readonly Cloud[] = ["aws", "azure", "google"];

/** Null where the rules know no more of it than the kinds do, or less: every kind that was named has to be among what they read. */
function byRules(spoken: Spoken, known: Known, about: readonly string[]): Meant | null {
  const { request, cloud = "aws" } = spoken;
  try {
    const { sheet, asked, uncovered } = readByRules(spoken, known);
    const standing = sheet.drafts.filter(({ isStanding }) => isStanding);
    const types = new Set([...asked, ...standing].map(({ type }) => type));
    const mains = RECIPES[cloud].flatMap(({ kind, parts }) => (about.includes(kind) ? [parts[0]?.type] : []));
    const isLess = mains.some((type) => type !== undefined && !types.has(type));
    if (isLess || asked.every(({ type }) => WRITTEN.has(type))) return null;
    if (uncovered.length > 0 && asked.every(({ type }) => OUTLINED.has(type))) return null;
    const promise = (id: string, standing: readonly Contract[]) =>
      compileByWords({ request, id, cloud, standing }, known);
    // A contradiction is said before anything is written, and what nothing can be promised of is not understood.
    if (promise("", []).promises.length === 0) return null;
    return { kind: "understood", wishes: [], assumptions: [], promise };
  } catch (error) {
    const refusal = refused(error);
    // The words that were not understood of a known kind say more than that the rules only write what is new.
    const isLess = refusal.code === "author/only-new" && about.length > 0;
    return isLess || refusal.code === "author/nothing-known" ? null : refusal;
  }
}
