import { CLOUDS, type Cloud } from "#shared/core/clouds.ts";
import type { Contract, Promised } from "#shared/core/contract.ts";
import { uncoveredIn } from "#shared/reading/uncovered.ts";
import { withdrawnBy } from "../withdrawals.ts";
import { amountPromises } from "./amounts.ts";
import { belongingGuards } from "./belongings.ts";
import { choicePromises } from "./choices.ts";
import { requireConsistent } from "./contradictions.ts";
import { existencePromises } from "./existence.ts";
import { flagPromises } from "./flags.ts";
import { literalPromises } from "./literals.ts";
import { denialGuards, negationPromises } from "./negations.ts";
import { relationPromises } from "./relations.ts";
import { type Known, type Request, readForPromises } from "./request.ts";

interface Asked {
  readonly request: string;
  readonly id: string;
  readonly cloud: Cloud;
  /** Contracts of the stack: what this request replaces of them is withdrawn. */
  readonly standing: readonly Contract[];
}

/** Compiles a request into promises and guards by its words alone, whatever change will be made of it; what they do not bind is listed. */
export function compileByWords({ request: text, id, cloud, standing }: Asked, known: Known): Contract {
  const { provider } = CLOUDS[cloud];
  const request = readForPromises(text, provider, known);
  const existence = existencePromises(request);
  const values = [...amountPromises(request), ...flagPromises(request), ...choicePromises(request)];
  const negations = negationPromises(request);
  const literals = literalPromises(request);
  const relations = relationPromises(request);
  const promises = distinct([...existence, ...negations, ...values, ...literals, ...relations.promises]);
  requireConsistent(request, promises);
  return {
    ...{ version: 1, id, promises, withdraws: withdrawnBy({ promises, removed: [] }, standing) },
    guards: [...belongingGuards(request, provider), ...relations.guards, ...denialGuards(request)],
    uncovered: uncovered(request),
  };
}

/** Each promise once, under an id of its own. */
function distinct(promises: readonly Promised[]): Promised[] {
  return [...new Map(promises.map((promise) => [promise.id, promise])).values()];
}

function uncovered({ words, mentions, things, used }: Request): string[] {
  const asked = things.flatMap(({ names }) => names.map(({ name }) => ({ called: name, qualifier: null })));
  return uncoveredIn(words, { mentions, used, asked });
}
