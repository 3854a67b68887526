import { PipelineError } from "#shared/core/error.ts";
import { canonicalJson } from "#shared/core/json.ts";
import type { Wish } from "#shared/core/wish.ts";

/** One wish a thing: what a later request says of it counts, and is said; made and removed at once is refused (`intent/contradiction`). */
export function mergeWishes(wishes: readonly Wish[]): { wishes: Wish[]; assumptions: string[] } {
  const merged = new Map<string, Wish>();
  const assumptions: string[] = [];
  for (const wish of wishes) {
    const key = `${wish.kind}.${wish.name}`;
    const earlier = merged.get(key);
    if (earlier !== undefined) assumptions.push(...replaced(earlier, wish));
    merged.set(key, earlier === undefined ? wish : both(earlier, wish));
  }
  return { wishes: [...merged.values()], assumptions };
}

function both(earlier: Wish, later: Wish): Wish {
  const isGone = earlier.verb === "remove" || later.verb === "remove";
  if (isGone && earlier.verb !== later.verb) {
    throw new PipelineError(
      "intent/contradiction",
      `The ${later.kind.replaceAll("-", " ")} ${later.name} cannot be removed and wanted in one comment.`,
      { next: "Ask for one or the other." },
    );
  }
  return { ...earlier, attributes: { ...earlier.attributes, ...later.attributes } };
}

function replaced(earlier: Wish, later: Wish): string[] {
  return Object.entries(later.attributes)
    .filter(([name, value]) => {
      const before = earlier.attributes[name];
      return before !== undefined && canonicalJson(before) !== canonicalJson(value);
    })
    .map(([name]) => `The ${name} of ${later.name} was said twice: the later one counts.`);
}
