import { NO_EQUALS } from "#constructs/no-equals.ts";
import { PROPS } from "#constructs/props.ts";
import type { Recipe } from "#constructs/recipe.ts";
import { CLOUDS, Cloud } from "#shared/core/clouds.ts";
import { RECIPES } from "../../app/author/recipes.ts";

const HEAD = `# Paved-road constructs

What a kind of thing is on each cloud: the resources that it becomes, with defaults that are safe. They are data, and are expanded to plain
resources in the stack that asks for them, so that a reviewer reads all that will be made. \`npm run constructs\` writes this page.
`;

/** The page of all constructs: a table of props for each kind, with units, and the defaults of each cloud. */
export function constructsPage(): string {
  return [HEAD, ...Object.keys(PROPS).map(kindSection)].join("\n");
}

function kindSection(kind: string): string {
  const clouds = Cloud.options.map((cloud) => CLOUDS[cloud].title);
  const rows = Object.entries(PROPS[kind] ?? {}).map(([name, { unit, means }]) => {
    const defaults = Cloud.options.map((cloud) => defaultOf(constructOf(kind, cloud), name));
    return `| \`${name}\` | ${unit} | ${means} | ${defaults.join(" | ")} |`;
  });
  const head = `| prop | unit | means | ${clouds.join(" | ")} |\n|${" --- |".repeat(3 + clouds.length)}`;
  const props = rows.length === 0 ? ["It has no props."] : [[head, ...rows].join("\n")];
  return [
    `## ${kind}`,
    "",
    ...props,
    "",
    Cloud.options.map((cloud) => cloudLine(kind, cloud)).join("\n"),
    "",
  ].join("\n");
}

function constructOf(kind: string, cloud: Cloud): Recipe | undefined {
  return RECIPES[cloud].find((recipe) => recipe.kind === kind);
}

/** Its default, \`no default\` where it must be said or is left out, and a dash where the cloud does not have it. */
function defaultOf(recipe: Recipe | undefined, name: string): string {
  if (recipe === undefined || !propsOf(recipe).has(name)) return "–";
  const value = recipe.defaults[name];
  return value === undefined ? "no default" : `\`${JSON.stringify(value)}\``;
}

function cloudLine(kind: string, cloud: Cloud): string {
  const { title } = CLOUDS[cloud];
  const recipe = constructOf(kind, cloud);
  if (recipe === undefined) return `- ${title}: no equal. ${NO_EQUALS[cloud][kind] ?? ""}`;
  const types = recipe.parts.map(({ type, mode }) => `\`${mode === undefined ? "" : "data."}${type}\``);
  return `- ${title}: ${[...new Set(types)].join(", ")}.`;
}

const DIRECTIVES = ["$wish", "$case", "$slice", "$times", "$domain", "$image"];

/** Every prop that a construct answers to. */
export function propsOf({ parts, defaults, inherent = {}, limits = {} }: Recipe): ReadonlySet<string> {
  const found = parts.flatMap(({ arguments: settings, when = {}, each, closedBy }) => [
    ...asked(settings),
    ...Object.keys(when),
    ...[each, closedBy].flatMap((name) => name ?? []),
  ]);
  return new Set([...found, ...Object.keys(defaults), ...Object.keys(inherent), ...Object.keys(limits)]);
}

function asked(draft: unknown): string[] {
  if (typeof draft !== "object" || draft === null) return [];
  const own = Object.entries(draft).flatMap(([key, value]) =>
    DIRECTIVES.includes(key) && typeof value === "string" ? [value] : [],
  );
  return [...own, ...Object.values(draft).flatMap(asked)];
}
