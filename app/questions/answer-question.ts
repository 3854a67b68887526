import { PipelineError } from "#shared/core/error.ts";
import type { PolicyRule } from "#shared/core/policy-manifest.ts";
import { code, inline } from "#shared/report/escape.ts";
import { describe, describeBriefly, linksOf } from "./describe.ts";
import { type Found, findThings } from "./find-things.ts";
import { promisesSaid } from "./promises-said.ts";
import type { Question } from "./read-question.ts";
import { reasonsSaid } from "./reasons-said.ts";
import { type Scene, type Thing, thingsOf } from "./scene.ts";

export interface Sources {
  readonly scenes: readonly Scene[];
  readonly rules: readonly PolicyRule[];
}

/** Longer answers are cut here, and say how to ask for less. */
const MOST_LINES = 40;

/** The answer as Markdown, from the stacks as they stand; refuses (`questions/not-found`) what is about nothing in them. */
export function answerQuestion({ kind, text }: Question, { scenes, rules }: Sources): string {
  if (kind === "cost") return COST;
  const search = findThings(text, scenes);
  if (search.kind === "unknown") throw notFound(search.names, scenes);
  if (search.kind === "none")
    return `There is no ${search.noun} in ${scenes.map(({ stack }) => code(stack)).join(", ")}.`;
  const parts = search.found.map((found) => bounded(saidOf(kind, { found, text, rules })));
  return parts.map((lines) => lines.join("\n")).join("\n\n");
}

const COST =
  "I do not know prices yet, so I cannot say what it costs. The plan of a pull request says what would be made, changed and destroyed.";

interface Asked {
  readonly found: Found;
  readonly text: string;
  readonly rules: readonly PolicyRule[];
}

function saidOf(kind: Question["kind"], asked: Asked): string[] {
  const { scene } = asked.found;
  if (kind === "promises") return [...heading(scene), ...promisesSaid(asked.found)];
  if (kind === "reasons") return [...heading(scene), ...reasonsSaid(asked.found, asked)];
  if (kind === "uses") return [...heading(scene), ...usesSaid(asked.found)];
  return [...heading(scene), ...thingsSaid(asked.found)];
}

function heading({ stack, environment, region, commit }: Scene): string[] {
  const place = [environment, region].filter((part) => part !== "").join(", ");
  return [`**${inline(stack)}** (${inline(place)}), as the code stands at ${code(commit.slice(0, 7))}:`, ""];
}

function thingsSaid({ scene, things, isAll }: Found): string[] {
  if (things.length === 0) return ["Nothing is in it yet."];
  return things.flatMap((thing) => (isAll ? [describeBriefly(thing, scene)] : describe(thing, scene)));
}

function usesSaid({ scene, things, isAll }: Found): string[] {
  const depends =
    scene.dependsOn.length === 0 ? [] : [`It needs the stacks ${scene.dependsOn.map(code).join(", ")}.`];
  if (things.length === 0) return ["Nothing is in it yet.", ...depends];
  const lines = things.flatMap((thing) => linesOf(thing, scene));
  return isAll ? [...lines, ...depends] : lines;
}

function linesOf(thing: Thing, scene: Scene): string[] {
  const { uses, usedBy } = linksOf(thing, scene);
  const named = (links: typeof uses) =>
    links.map(({ address, path }) => `${code(address)} (its ${code(path)})`);
  return [
    ...describe(thing, scene),
    `  - uses ${uses.length === 0 ? "nothing else of this stack" : named(uses).join(", ")}`,
    ...(usedBy.length === 0
      ? []
      : [`  - is used by ${usedBy.map(({ address }) => code(address)).join(", ")}`]),
  ];
}

function bounded(lines: readonly string[]): string[] {
  const flat = lines.flatMap((line) => line.split("\n"));
  if (flat.length <= MOST_LINES) return flat;
  return [
    ...flat.slice(0, MOST_LINES),
    "",
    `${flat.length - MOST_LINES} more lines: name one thing to see less.`,
  ];
}

function notFound(names: readonly string[], scenes: readonly Scene[]): PipelineError {
  const all = [...new Set(scenes.flatMap((scene) => thingsOf(scene).map(({ name }) => name)))].slice(0, 12);
  const there = all.length === 0 ? "Nothing is there yet." : `There is ${all.join(", ")}.`;
  const message = `I find nothing in ${scenes.map(({ stack }) => stack).join(", ")} that "${names.join(" ").slice(0, 100)}" means.`;
  return new PipelineError("questions/not-found", message, {
    next: `${there} Ask such as "which buckets do we have?" or "what is promised about ${all[0] ?? "invoices"}?".`,
  });
}
