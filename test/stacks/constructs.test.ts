import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { PROPS } from "#constructs/props.ts";
import { Cloud } from "#shared/core/clouds.ts";
import { RECIPES } from "../../app/author/recipes.ts";
import { constructsPage, propsOf } from "./constructs-page.ts";

const KINDS = [...new Set(Cloud.options.flatMap((cloud) => RECIPES[cloud].map(({ kind }) => kind)))].sort();

describe("the paved-road constructs", () => {
  it("are all on the page", () => {
    expect(Object.keys(PROPS).sort()).toEqual(KINDS);
    const page = readFileSync(new URL("../../stacks/constructs/README.md", import.meta.url), "utf8");
    expect(page).toBe(constructsPage());
  });

  it.each(KINDS)(
    "have each prop documented by unit, and document none that nobody answers to: %s",
    (kind) => {
      const recipes = Cloud.options.flatMap((cloud) => RECIPES[cloud].filter((one) => one.kind === kind));
      const props = new Set(recipes.flatMap((recipe) => [...propsOf(recipe)]));
      expect(Object.keys(PROPS[kind] ?? {}).sort()).toEqual([...props].sort());
    },
  );
});
