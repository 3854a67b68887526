import { PipelineError } from "#shared/core/error.ts";
import type { Settings } from "#shared/core/settings.ts";
import { cloudsIn } from "./cloud-words.ts";
import { baseName, environmentsNamed } from "./environment-words.ts";

type Known = Pick<Settings, "stacks" | "environments">;

/**
 * Where the same can be done again: the stack of that name, else those of the environment or the cloud that the word means, those first that
 * are called as the first one but for the environment. Refuses (`intake/no-stack`) where there is none, or only the first one.
 */
export function counterparts(stack: string, place: string, { stacks, environments }: Known): string[] {
  const all = Object.keys(environments);
  const cloud = cloudsIn(`on ${place}`)?.cloud;
  const meant = environmentsNamed(place, all);
  const fits = (name: string) => {
    const environment = stacks[name]?.environment ?? "";
    return (
      meant.includes(environment) ||
      (meant.length === 0 && cloud !== undefined && environments[environment]?.cloud === cloud)
    );
  };
  const named = Object.hasOwn(stacks, place) ? [place] : Object.keys(stacks).filter(fits);
  const others = named.filter((name) => name !== stack).sort();
  if (others.length === 0) {
    const known = Object.entries(stacks).map(([name, one]) => `${name} in ${one.environment}`);
    const message = named.length > 0 ? `It was done in ${stack} already.` : `No stack lies in ${place}.`;
    throw new PipelineError("intake/no-stack", message, { next: `There is ${known.join(", ")}.` });
  }
  const alike = others.filter((name) => baseName(name, all) === baseName(stack, all));
  return alike.length > 0 ? alike : others;
}
