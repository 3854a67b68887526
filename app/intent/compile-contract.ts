import type { Cloud } from "#shared/core/clouds.ts";
import type { Contract, Guard, Promised, Subject } from "#shared/core/contract.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Wish } from "#shared/core/wish.ts";
import { firewallPromises } from "./promises/firewall.ts";
import { keptPromises } from "./promises/kept-promises.ts";
import type { Pledges } from "./promises/pledge.ts";
import { PLEDGES } from "./promises/pledges.ts";
import { withdrawnBy } from "./withdrawals.ts";

/** Compiles what was asked into promises and guards, from the wishes alone: nobody has seen a change yet. */
export function compileContract(wishes: readonly Wish[], around: Around): Contract {
  const { id, existing, cloud = "aws", safeguards = () => ({}) } = around;
  const meant = wishes.map((wish) => ({ ...wish, pledges: pledgesOf(wish, cloud) }));
  const promises = meant.flatMap((wish) => [...promisesOf(wish), ...ownPromises(wish, safeguards(wish))]);
  return {
    version: 1,
    id,
    promises,
    guards: guardsOf(meant),
    withdraws: withdrawnBy(
      { promises, removed: meant.filter(({ verb }) => verb === "remove").map(mainOf) },
      existing,
    ),
  };
}

interface Around {
  readonly id: string;
  readonly existing: readonly Contract[];
  /** Where the stack lies, AWS where none is said. */
  readonly cloud?: Cloud;
  /** What a thing is made besides, to be safe: promised too, and as ours. */
  readonly safeguards?: (wish: Wish) => Wish["attributes"];
}

interface Meant extends Wish {
  readonly pledges: Pledges;
}

function pledgesOf(wish: Wish, cloud: Cloud): Pledges {
  const found = PLEDGES[cloud].find(({ kind }) => kind === wish.kind);
  if (found !== undefined) return found;
  throw new PipelineError("intent/unknown-kind", `Nothing can be promised about a ${wish.kind}.`, {
    next: "Ask for one of the kinds that the help names.",
  });
}

/** The attributes of a wish of which nothing is promised, or not all: where a thing lies is found, and only the one rule of a new firewall is promised whole. */
export function unpromised(wish: Wish, cloud: Cloud): string[] {
  if (wish.verb === "remove") return [];
  const meant = { ...wish, pledges: pledgesOf(wish, cloud) };
  return Object.keys(wish.attributes).filter((attribute) => {
    if (attribute === "ingress") return !isWholeFirewall(wish);
    return attribute !== "region" && promisesAbout(meant, attribute).length === 0;
  });
}

/** Each rule of a new firewall is promised where it has one at most. */
function isWholeFirewall({ verb, attributes: { ingress } }: Wish): boolean {
  return verb === "create" && Array.isArray(ingress) && ingress.length < 2;
}

function promisesAbout(wish: Meant, attribute: string): Promised[] {
  const alone = { ...wish, attributes: { [attribute]: wish.attributes[attribute] ?? null } };
  return promisesOf(alone).slice(1);
}

function mainOf({ pledges, name }: Meant): { type: string; name: string } {
  return { type: pledges.type, name };
}

function promisesOf(wish: Meant): Promised[] {
  const { type, name } = mainOf(wish);
  const subject = { type, name };
  const id = `${type}.${name}`;
  if (wish.verb === "remove") return [{ kind: "absent", id: `${id}.absent`, subject }];
  return [
    { kind: "exists", id: `${id}.exists`, subject },
    ...keptPromises(wish, wish.pledges),
    ...firewallPromises(wish),
  ];
}

function ownPromises(wish: Meant, attributes: Wish["attributes"]): Promised[] {
  return keptPromises({ ...wish, attributes }, wish.pledges).map((promise) => ({ ...promise, ours: true }));
}

function guardsOf(wishes: readonly Meant[]): Guard[] {
  const removed = wishes.filter(({ verb }) => verb === "remove");
  return [
    { kind: "nothing-else-changes", id: "nothing-else-changes", allowed: wishes.flatMap(belongings) },
    {
      kind: "nothing-is-destroyed",
      id: "nothing-is-destroyed",
      except: [...removed.flatMap(belongings), ...wishes.flatMap(closedRules)],
    },
  ];
}

/** The thing and everything that is written with it. */
function belongings(wish: Meant): Subject[] {
  const main = mainOf(wish);
  const { companions, farCompanions = [] } = wish.pledges;
  const refersTo = `${main.type}.${main.name}`;
  return [
    main,
    ...companions.map((type) => ({ type, refersTo })),
    ...farCompanions.map((type) => ({ type })),
  ];
}

/** A setting that is switched off takes its companion with it, a port that is closed its rule; adding one destroys nothing. */
function closedRules(wish: Meant): Subject[] {
  const { close, ...others } = wish.attributes;
  const isClosing =
    close !== undefined || Object.values(others).some((value) => value === false || value === 0);
  return wish.verb === "change" && isClosing ? belongings(wish).slice(1) : [];
}
