import type { Guard, Promised } from "#shared/core/contract.ts";
import { shapeAt } from "#shared/reading/leaves.ts";
import { subjectOf } from "./existence.ts";
import type { Known, Request } from "./request.ts";
import { type Tie, tiesIn } from "./ties.ts";

/** What is named together and usually joined belongs together: some of it lastingly, all that this change makes now. */
export function relationPromises(request: Request): { promises: Promised[]; guards: Guard[] } {
  const ties = tiesIn(request);
  const switches = ties.flatMap((tie) => switchedOn(tie, request.known));
  return { promises: [...ties.map(lasting), ...switches], guards: ties.flatMap(now) };
}

/** A block that takes what is asked for and can be switched off is on: "outputs to a log group". */
function switchedOn({ one, other, at }: Tie, { catalogue }: Known): Promised[] {
  const entry = catalogue.find(one.type);
  if (entry === null || one.asked === null || other.asked === null || at.length === 0) return [];
  const paths = at.map((path) => path.replace(/[^.]+$/, "enabled"));
  if (!paths.every((path) => path !== "enabled" && shapeAt(entry, path).kind === "bool")) return [];
  const id = `${one.type}.${paths[0]}.${other.type}`;
  return [{ kind: "holds", id, subject: { type: one.type }, paths, value: true }];
}

function lasting({ one, other, paths, through }: Tie): Promised {
  return {
    ...{ kind: "linked", id: `${one.type}.linked.${other.type}`, subject: subjectOf(one) },
    ...{ to: subjectOf(other), through: [...through], paths: [...paths], at: [] },
  };
}

/** Both ways where several of the other are asked for: each of them is meant. */
function now(tie: Tie): Guard[] {
  const { one, other } = tie;
  const each = linkOf(tie);
  return other.count > 1 ? [each, linkOf({ ...tie, one: other, other: one, paths: [], at: [] })] : [each];
}

function linkOf({ one, other, paths, through, at }: Tie): Guard {
  return {
    ...{ kind: "each-linked", id: `${one.type}.each.${other.type}`, subject: { type: one.type } },
    ...{ to: subjectOf(other), through: [...through], paths: [...paths], at: [...at] },
  };
}
