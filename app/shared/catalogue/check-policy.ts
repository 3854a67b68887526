import { closest } from "fastest-levenshtein";
import type { PolicyDocument, Statement } from "../core/value.ts";
import type { Problem } from "./problem.ts";

interface Place {
  readonly type: string;
  readonly path: string;
}

const COMPARED =
  `StringEquals StringNotEquals StringEqualsIgnoreCase StringNotEqualsIgnoreCase StringLike StringNotLike
  NumericEquals NumericNotEquals NumericLessThan NumericLessThanEquals NumericGreaterThan NumericGreaterThanEquals
  DateEquals DateNotEquals DateLessThan DateLessThanEquals DateGreaterThan DateGreaterThanEquals Bool BinaryEquals
  IpAddress NotIpAddress ArnEquals ArnLike ArnNotEquals ArnNotLike Null`.split(/\s+/);

/** Policies of identities, which name no principal: who it is for follows from where it is attached. */
const OF_IDENTITY = new Set([
  "aws_iam_policy",
  "aws_iam_role_policy",
  "aws_iam_user_policy",
  "aws_iam_group_policy",
]);

/** A statement says what it allows, to whom and on what, as the place where the document stands wants it. */
export function policyProblems({ $policy }: PolicyDocument, place: Place): Problem[] {
  return $policy.statements.flatMap((statement, index) =>
    statementProblems(statement, place).map((message) => ({
      rule: "wrong-policy" as const,
      path: `${place.path}.statements.${index}`,
      message,
    })),
  );
}

function statementProblems(statement: Statement, place: Place): string[] {
  return [
    ...one("actions", statement.actions, statement.notActions),
    ...(isTrust(place) ? trustProblems(statement) : resourceProblems(statement, place)),
    ...(statement.conditions ?? []).flatMap(({ test }) => testProblems(test)),
  ];
}

function isTrust({ path }: Place): boolean {
  return path === "assume_role_policy" || path.endsWith(".assume_role_policy");
}

function trustProblems({ resources, notResources, principals, notPrincipals }: Statement): string[] {
  const hasResources = resources !== undefined || notResources !== undefined;
  return [
    ...(hasResources ? ["a trust policy names no resources"] : []),
    ...one("principals", principals, notPrincipals),
  ];
}

function resourceProblems(statement: Statement, { type }: Place): string[] {
  const { resources, notResources, principals, notPrincipals } = statement;
  const isIdentity = OF_IDENTITY.has(type);
  const named = principals !== undefined || notPrincipals !== undefined;
  return [
    ...one("resources", resources, notResources),
    ...(isIdentity && named ? ["a policy of an identity names no principals"] : []),
    ...(!isIdentity && !named ? ["a policy of a resource names its principals"] : []),
  ];
}

function one(what: string, said: unknown, not: unknown): string[] {
  if (said === undefined && not === undefined) return [`a statement needs ${what}`];
  return said !== undefined && not !== undefined ? [`a statement has either ${what} or not${what}`] : [];
}

function testProblems(test: string): string[] {
  const plain = test.replace(/^For(All|Any)Values?s?:/, "").replace(/IfExists$/, "");
  if (COMPARED.includes(plain)) return [];
  return [`there is no condition ${test}; the nearest is ${closest(plain, COMPARED)}`];
}
