import { type Json, plainText } from "../../core/json.ts";
import { isMembers, type PolicyDocument, type Value } from "../../core/value.ts";

type Members = { readonly [key: string]: Value };
/** A value as JSON; what is decided elsewhere stands as `${…}` and is nobody's wildcard. */
export type Readable = (value: Value) => Json;

const listed = (value: Value | undefined): readonly Value[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];

/** The arguments of a data source as the JSON text that IAM reads. */
export function textOfDocument({ statement }: Members, readable: Readable): string {
  const statements = listed(statement).flatMap((one) => (isMembers(one) ? [inIamWords(one, readable)] : []));
  return JSON.stringify({ Statement: statements });
}

function inIamWords(one: Members, readable: Readable): Json {
  const principals = listed(one.principals).flatMap((who) => (isMembers(who) ? listed(who.identifiers) : []));
  return {
    Effect: readable(one.effect ?? "Allow"),
    ...named({ Action: one.actions, NotAction: one.not_actions }, readable),
    ...named({ Resource: one.resources, NotResource: one.not_resources }, readable),
    ...(principals.length === 0 ? {} : { Principal: readable(principals) }),
    ...(listed(one.not_principals).length === 0 ? {} : { NotPrincipal: "*" }),
    ...(one.condition === undefined ? {} : { Condition: conditionsOf(listed(one.condition), readable) }),
  };
}

function conditionsOf(conditions: readonly Value[], readable: Readable): Json {
  const blocks = conditions.flatMap((one) => (isMembers(one) ? [one] : []));
  return Object.fromEntries(
    blocks.map(({ test, variable, values }, at) => [
      `${plainText(readable(test ?? ""))}#${at}`,
      { [plainText(readable(variable ?? ""))]: readable(values ?? []) },
    ]),
  );
}

/** A typed policy document as the JSON text that IAM reads. */
export function textOfPolicy({ $policy }: PolicyDocument, readable: Readable): string {
  const statements = $policy.statements.map((one) => ({
    Effect: one.effect,
    ...named({ Action: one.actions, NotAction: one.notActions }, readable),
    ...named({ Resource: one.resources, NotResource: one.notResources }, readable),
    ...named({ Principal: one.principals, NotPrincipal: one.notPrincipals }, readable),
    ...(one.conditions === undefined
      ? {}
      : {
          Condition: conditionsOf(
            one.conditions.map((condition) => ({ ...condition })),
            readable,
          ),
        }),
  }));
  return JSON.stringify({ Statement: statements });
}

function named(members: Readonly<Record<string, unknown>>, readable: Readable): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, readable(value as Value)] as const],
    ),
  );
}
