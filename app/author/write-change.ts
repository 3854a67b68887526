import type { Recipe } from "#constructs/recipe.ts";
import type { AuthorPacket } from "#shared/core/author.ts";
import type { Cloud } from "#shared/core/clouds.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { ExistingResource } from "#shared/core/existing-resource.ts";
import { isJsonObject, type Json, plainText } from "#shared/core/json.ts";
import type { Operation, TypedChange } from "#shared/core/typed-change.ts";
import type { Wish } from "#shared/core/wish.ts";
import { checkOffered } from "./check-offered.ts";
import { editOf } from "./edit.ts";
import { createOf, expandPart, type Subject } from "./expand.ts";
import { placesIn } from "./places.ts";
import { recipeFor } from "./recipes.ts";
import { removeOf } from "./remove.ts";

type Packet = Pick<AuthorPacket, "stack" | "region" | "wishes" | "existing" | "cloud" | "account">;

/** Writes what was wished by the recipes: secure companions for what is new, the one place for what changes. */
export function writeChange(packet: Packet): TypedChange {
  refuseOtherRegions(packet);
  const operations = packet.wishes.flatMap((wish) => operationsOf(wish, packet));
  if (operations.length === 0) {
    throw new PipelineError("author/nothing-to-do", "The stack is as it was asked to be already.", {
      next: "Ask for something that differs from what the stack declares.",
    });
  }
  return {
    stack: packet.stack,
    title: titleOf(packet.wishes),
    operations,
    assumptions: [...new Set(packet.wishes.flatMap((wish) => assumptionsOf(wish, packet.cloud)))],
    questions: [],
  };
}

function operationsOf(wish: Wish, packet: Packet): Operation[] {
  const recipe = recipeFor(wish.kind, packet.cloud);
  checkOffered(wish, recipe);
  if (wish.verb === "create") return createAll({ ...subjectOf(wish, recipe, packet), name: wish.name });
  const main = mainOf(wish, recipe, packet.existing);
  if (wish.verb === "remove")
    return removeOf(main, recipe, { existing: packet.existing, alsoRemoved: removedBy(packet) });
  const subject = subjectOf(wish, recipe, packet);
  const values = { ...subject.values, ...standingValues(recipe, main), ...wish.attributes };
  return editOf({ subject: { ...subject, values }, asked: wish.attributes, main, existing: packet.existing });
}

function createAll(subject: Subject): Operation[] {
  return subject.recipe.parts.flatMap((part) => expandPart(part, subject)).map(createOf);
}

function subjectOf(wish: Wish, recipe: Recipe, packet: Packet): Subject {
  return {
    recipe,
    name: wish.name,
    values: { ...recipe.defaults, ...wish.attributes },
    places: placesFor(wish.attributes.network, packet),
    place: { stack: packet.stack, region: packet.region, account: packet.account ?? "" },
  };
}

/** A network that a thing stands in: itself, and its first subnet, from this change or from the stack. */
function placesFor(network: Json | undefined, { existing, wishes }: Packet): Record<string, string> {
  if (typeof network !== "string") return {};
  const vpc = `aws_vpc.${network}`;
  const isNew = wishes.some(
    ({ verb, kind, name }) => verb === "create" && kind === "network" && name === network,
  );
  const subnets = existing.filter(
    ({ type, references }) => type === "aws_subnet" && references.some(({ to }) => to.startsWith(vpc)),
  );
  const subnet = isNew ? `aws_subnet.${network}_private_1` : subnets[0]?.address;
  return { aws_vpc: vpc, ...(subnet === undefined ? {} : { aws_subnet: subnet }) };
}

function mainOf(wish: Wish, recipe: Recipe, existing: readonly ExistingResource[]): ExistingResource {
  const address = `${recipe.parts[0]?.type}.${wish.name}`;
  const found = existing.find((one) => one.address === address);
  if (found !== undefined) return found;
  throw new PipelineError("author/not-found", `The stack has no ${address}.`, {
    next: "Name something that the stack has.",
  });
}

/** What the thing itself says already, where a recipe writes an attribute as it is. */
function standingValues(recipe: Recipe, main: ExistingResource): Record<string, Json> {
  const held = isJsonObject(main.attributes) ? main.attributes : {};
  return Object.fromEntries(
    placesIn(recipe.parts[0]?.arguments ?? {}).flatMap(({ path, draft }) => {
      const attribute = isJsonObject(draft) && draft.or === undefined ? draft.$wish : undefined;
      const value = held[path];
      return typeof attribute === "string" && value !== undefined && value !== null
        ? [[attribute, value]]
        : [];
    }),
  );
}

function removedBy({ wishes, cloud }: Packet): Set<string> {
  return new Set(
    wishes
      .filter(({ verb }) => verb === "remove")
      .map(({ kind, name }) => `${recipeFor(kind, cloud).parts[0]?.type}.${name}`),
  );
}

function refuseOtherRegions({ wishes, region }: Packet): void {
  const other = wishes
    .map(({ attributes }) => attributes.region)
    .find((asked) => asked !== undefined && asked !== region);
  if (other === undefined) return;
  throw new PipelineError("author/other-region", `The stack lies in ${region}, not in ${plainText(other)}.`, {
    next: `Ask for it in ${region}, or in a stack whose environment lies in ${plainText(other)}.`,
  });
}

function assumptionsOf(wish: Wish, cloud: Cloud | undefined): string[] {
  if (wish.verb !== "create") return [];
  const { assumptions, notes = [] } = recipeFor(wish.kind, cloud);
  const taken = Object.entries(assumptions).filter(([attribute]) => wish.attributes[attribute] === undefined);
  return [
    ...taken.map(([, said]) => `${wish.name}: ${said}`),
    ...notes.map((note) => `${wish.name}: ${note}`),
  ];
}

const VERBS = { create: "Add", change: "Change", remove: "Remove" } as const;

function titleOf(wishes: readonly Wish[]): string {
  const parts = wishes.map(({ verb, kind, name }) => `${VERBS[verb]} ${kind.replaceAll("-", " ")} ${name}`);
  const title = parts.join(", ");
  return title.length <= 70 ? title : `${title.slice(0, 69)}…`;
}
