import type { Contract, Guard, Promised, Subject } from "#shared/core/contract.ts";
import { PipelineError } from "#shared/core/error.ts";
import { type Json, plainText } from "#shared/core/json.ts";
import type { Wish } from "#shared/core/wish.ts";
import { firewallPromises } from "./promises/firewall.ts";
import type { Pledge, Pledges } from "./promises/pledge.ts";
import { PLEDGES } from "./promises/table.ts";
import { withdrawnBy } from "./withdrawals.ts";

/** Compiles what was asked into promises and guards, from the wishes alone: nobody has seen a change yet. */
export function compileContract(
  wishes: readonly Wish[],
  { id, existing }: { readonly id: string; readonly existing: readonly Contract[] },
): Contract {
  const promises = wishes.flatMap(promisesOf);
  return {
    version: 1,
    id,
    promises,
    guards: guardsOf(wishes),
    withdraws: withdrawnBy(
      { promises, removed: wishes.filter(({ verb }) => verb === "remove").map(mainOf) },
      existing,
    ),
  };
}

function pledgesOf(wish: Wish): Pledges {
  const found = PLEDGES.find(({ kind }) => kind === wish.kind);
  if (found !== undefined) return found;
  throw new PipelineError("intent/unknown-kind", `Nothing can be promised about a ${wish.kind}.`, {
    next: "Ask for one of the kinds that the help names.",
  });
}

function mainOf(wish: Wish): { type: string; name: string } {
  return { type: pledgesOf(wish).type, name: wish.name };
}

function promisesOf(wish: Wish): Promised[] {
  const { type, name } = mainOf(wish);
  const subject = { type, name };
  const id = `${type}.${name}`;
  if (wish.verb === "remove") return [{ kind: "absent", id: `${id}.absent`, subject }];
  return [
    { kind: "exists", id: `${id}.exists`, subject },
    ...pledgesOf(wish).pledges.flatMap((pledge) => kept(wish, pledge)),
    ...firewallPromises(wish),
  ];
}

function kept(wish: Wish, pledge: Pledge): Promised[] {
  const asked = wish.attributes[pledge.attribute];
  const value = asked === undefined ? undefined : called(asked, pledge);
  if (value === undefined) return [];
  const main = mainOf(wish);
  const address = `${main.type}.${main.name}`;
  const subject: Subject = pledge.type === main.type ? main : { type: pledge.type, refersTo: address };
  const about = { id: `${address}.${pledge.path}`, subject, path: pledge.path };
  const isBound = pledge.kind === "at-least" || pledge.kind === "at-most";
  if (isBound && typeof value === "number") return [{ kind: pledge.kind, ...about, value }];
  return [{ kind: "equals", ...about, value }];
}

/** No limit promises nothing: there is no value to find. */
function called(asked: Json, { values }: Pledge): Json | undefined {
  if (values !== undefined) return values[plainText(asked)];
  return asked === 0 || asked === null ? undefined : asked;
}

function guardsOf(wishes: readonly Wish[]): Guard[] {
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
function belongings(wish: Wish): Subject[] {
  const main = mainOf(wish);
  const { companions, farCompanions = [] } = pledgesOf(wish);
  const refersTo = `${main.type}.${main.name}`;
  return [
    main,
    ...companions.map((type) => ({ type, refersTo })),
    ...farCompanions.map((type) => ({ type })),
  ];
}

/** A setting that is switched off takes its companion with it, a port that is closed its rule; adding one destroys nothing. */
function closedRules(wish: Wish): Subject[] {
  const { close, ...others } = wish.attributes;
  const isClosing =
    close !== undefined || Object.values(others).some((value) => value === false || value === 0);
  return wish.verb === "change" && isClosing ? belongings(wish).slice(1) : [];
}
