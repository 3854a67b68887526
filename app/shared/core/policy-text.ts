import { isMembers, type PolicyDocument, type Principals, type Statement, type Value } from "./value.ts";

/** A typed policy in AWS's own words, as `jsonencode` takes it; one element stands alone, as AWS itself writes it. */
export function policyText({ $policy }: PolicyDocument): Value {
  return defined({
    Version: "2012-10-17",
    Id: $policy.id,
    Statement: $policy.statements.map(statementText),
  });
}

function statementText(statement: Statement): Value {
  return defined({
    Sid: statement.sid,
    Effect: statement.effect,
    Principal: principalText(statement.principals),
    NotPrincipal: principalText(statement.notPrincipals),
    Action: single(statement.actions),
    NotAction: single(statement.notActions),
    Resource: single(statement.resources),
    NotResource: single(statement.notResources),
    Condition: conditionText(statement),
  });
}

function principalText(principals: Principals | undefined): Value | undefined {
  if (principals === undefined || principals === "*") return principals;
  return Object.fromEntries(Object.entries(principals).map(([kind, who]) => [kind, single(who) ?? []]));
}

/** Conditions of one test stand together. */
function conditionText({ conditions = [] }: Statement): Value | undefined {
  if (conditions.length === 0) return undefined;
  const byTest = Map.groupBy(conditions, ({ test }) => test);
  const texts = [...byTest].map(([test, all]) => [
    test,
    Object.fromEntries(all.map(({ variable, values }) => [variable, single(values) ?? []])),
  ]);
  return Object.fromEntries(texts);
}

function single(values: readonly Value[] | undefined): Value | undefined {
  return values?.length === 1 ? values[0] : values;
}

function defined(members: Readonly<Record<string, Value | undefined>>): Value {
  const entries = Object.entries(members).filter((entry): entry is [string, Value] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}

export function isPolicy(value: Value): value is PolicyDocument {
  return isMembers(value) && Object.hasOwn(value, "$policy");
}
