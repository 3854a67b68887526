import type { Promised, Subject } from "#shared/core/contract.ts";
import { type Json, plainText } from "#shared/core/json.ts";
import type { Wish } from "#shared/core/wish.ts";
import type { Pledge, Pledges } from "./pledge.ts";

/** What the attributes of a new or changed thing promise, by its kind's pledges. */
export function keptPromises(wish: Wish, { type, pledges }: Pledges): Promised[] {
  const main = { type, name: wish.name };
  const counted = Map.groupBy(
    pledges.filter(({ kind }) => kind === "many"),
    (pledge) => pledge.type,
  );
  return [
    ...pledges.flatMap((pledge) => kept(wish, pledge, main)),
    ...[...counted].flatMap(([companion, group]) => countPromise(wish, { companion, group, main })),
    ...placePromises(wish, main),
  ];
}

interface Main {
  readonly type: string;
  readonly name: string;
}

function kept(wish: Wish, pledge: Pledge, main: Main): Promised[] {
  const asked = wish.attributes[pledge.attribute];
  const value = asked === undefined ? undefined : called(asked, pledge);
  if (value === undefined) return [];
  const { path, kind = "equals" } = pledge;
  const address = `${main.type}.${main.name}`;
  const subject = shownBy(pledge, main);
  const about = { id: `${address}.${path}`, subject, path };
  switch (kind) {
    case "exists":
      return value === false
        ? []
        : [{ kind, id: `${address}.${pledge.type}${pledge.suffix ?? ""}.exists`, subject }];
    case "holds":
      return [value].flat().map((one) => holding({ id: about.id, subject, path }, plainText(one)));
    case "at-least":
    case "at-most":
      return typeof value === "number" ? [{ kind, ...about, value }] : [{ kind: "equals", ...about, value }];
    case "many":
      return [];
    case "equals":
      return [{ kind: "equals", ...about, value }];
  }
}

/** One of several has the value. */
export function holding(
  { id, subject, path }: { readonly id: string; readonly subject: Subject; readonly path: string },
  value: string | number,
): Promised {
  return { kind: "holds", id: `${id}.${value}`, subject, paths: [path], value };
}

interface Counted {
  readonly companion: string;
  readonly group: readonly Pledge[];
  readonly main: Main;
}

/** How many companions of a type there are: two private subnets and one public are three. */
function countPromise({ attributes }: Wish, { companion, group, main }: Counted): Promised[] {
  const value = group.reduce((sum, { attribute }) => sum + Number(attributes[attribute] ?? 0), 0);
  const address = `${main.type}.${main.name}`;
  const subject = { type: companion, refersTo: address };
  return value > 0 ? [{ kind: "many", id: `${address}.${companion}.many`, subject, value }] : [];
}

/** "In the core network": it refers to the network, or to a subnet of it. */
function placePromises({ attributes: { network } }: Wish, subject: Main): Promised[] {
  if (typeof network !== "string") return [];
  const to = { type: "aws_vpc", name: network };
  const id = `${subject.type}.${subject.name}.network`;
  return [{ kind: "linked", id, subject, to, through: ["aws_subnet"], paths: [], at: [] }];
}

function shownBy({ type, named = false, suffix }: Pledge, main: Main): Subject {
  if (suffix !== undefined) return { type, name: `${main.name}${suffix}` };
  if (type === main.type) return main;
  return named ? { type, name: main.name } : { type, refersTo: `${main.type}.${main.name}` };
}

/** No limit promises nothing: there is no value to find. */
function called(asked: Json, pledge: Pledge): Json | undefined {
  const { values, written } = pledge;
  if (values !== undefined) return values[plainText(asked)];
  if (asked === 0 || asked === null) return undefined;
  if (written === undefined) return asked;
  if (Array.isArray(asked)) return asked.flatMap((one) => called(one, pledge) ?? []);
  const { by = 1, before, after } = written;
  const amount = typeof asked === "number" ? asked * by : asked;
  return before === undefined && after === undefined
    ? amount
    : `${before ?? ""}${plainText(amount)}${after ?? ""}`;
}
