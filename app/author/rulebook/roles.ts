import type { Value } from "#shared/core/value.ts";
import ROLES from "./knowledge/roles.json" with { type: "json" };
import { addDraft, type Draft, draftsOf, refTo, type Sheet } from "./sheet.ts";

interface RoleFor {
  /** The service that assumes it. */
  readonly service: string;
  /** AWS managed policies by what stands behind `policy/`. */
  readonly managed?: readonly string[];
  /** The same where another type is part of the change. */
  readonly managedWith?: Readonly<Record<string, readonly string[]>>;
  /** Its own policy: actions, on everything that the type refers to. */
  readonly actions?: readonly string[];
}

const TABLE = ROLES as unknown as Readonly<Record<string, RoleFor>>;

/** The role that a resource assumes: one that was asked for and trusts nobody yet, one that trusts its service, or a new one. */
export function giveRole(sheet: Sheet, draft: Draft): Draft {
  const principal = principalOf(sheet, draft);
  const roles = draftsOf(sheet, "aws_iam_role");
  const own =
    roles.find((role) => role.principal === principal) ??
    roles.find((role) => role.principal === null && (role.isAsked || draft.type.startsWith("aws_iam_")));
  const role = own ?? addDraft(sheet, { type: "aws_iam_role", base: roleName(draft) });
  if (role.principal !== null || principal === null) return role;
  role.principal = principal;
  grant(sheet, role, TABLE[draft.type]);
  return role;
}

function roleName(draft: Draft): string {
  const words = draft.type.split("_").slice(1);
  return draft.type.startsWith("aws_iam_") ? "main" : words.join("_");
}

/** Types that only carry a role to what assumes it say nothing of who does. */
function principalOf(sheet: Sheet, draft: Draft): string | null {
  const known = TABLE[draft.type]?.service;
  if (known !== undefined) return `${known}.amazonaws.com`;
  if (draft.type.startsWith("aws_iam_")) return null;
  const service = draft.type.split("_")[1] ?? "";
  return sheet.facts.of(draft.type, draft.mode)?.principals[0] ?? `${service}.amazonaws.com`;
}

/** The policies that the service needs to do its work, and no more. */
function grant(sheet: Sheet, role: Draft, needs: RoleFor | undefined): void {
  const others = Object.entries(needs?.managedWith ?? {}).filter(
    ([type]) => draftsOf(sheet, type).length > 0,
  );
  for (const policy of [...(needs?.managed ?? []), ...others.flatMap(([, policies]) => policies)]) {
    const open = draftsOf(sheet, "aws_iam_role_policy_attachment").find((one) => one.said.size === 0);
    const attachment =
      open ?? addDraft(sheet, { type: "aws_iam_role_policy_attachment", base: baseOf(policy) });
    attachment.said.set("role", refTo(role, "name"));
    attachment.said.set("policy_arn", `arn:aws:iam::aws:policy/${policy}`);
  }
  if (needs?.actions === undefined) return;
  const inline = addDraft(sheet, { type: "aws_iam_role_policy", base: role.name });
  inline.said.set("role", refTo(role, "id"));
  inline.said.set("policy", policyOf(needs.actions));
}

function baseOf(policy: string): string {
  return (policy.split("/").at(-1) ?? policy).replaceAll(/([a-z])([A-Z])/g, "$1_$2");
}

function policyOf(actions: readonly string[]): Value {
  return {
    $json: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: [...actions], Resource: "*" }] },
  };
}

/** Who may assume a role. */
export function trustOf(role: Draft): Value {
  const service = role.principal ?? "ec2.amazonaws.com";
  return {
    $json: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } }],
    },
  };
}
