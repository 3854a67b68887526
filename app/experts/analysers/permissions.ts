import { z } from "zod";
import { textsIn } from "#shared/checks/places.ts";
import type { ResourceChange } from "#shared/core/change-document.ts";
import type { Severity } from "#shared/core/finding.ts";
import type { ExpertFinding } from "#shared/core/review.ts";
import { objection } from "./objection.ts";

const Listed = z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]);
const Principal = z
  .union([z.string().transform((one) => [one]), z.record(z.string(), Listed).transform(everyName)])
  .default([]);
const Statement = z.object({
  Effect: z.string(),
  Action: Listed,
  Resource: Listed,
  Principal,
  Condition: z.record(z.string(), z.unknown()).default({}),
});
type Statement = z.infer<typeof Statement>;
const Policy = z.object({
  Statement: z.union([Statement.transform((one) => [one]), z.array(Statement)]),
});

function everyName(principals: Record<string, string[]>): string[] {
  return Object.values(principals).flat();
}

const SMELLS: readonly { severity: Severity; message: string; isIn(statement: Statement): boolean }[] = [
  {
    severity: "critical",
    message: "This allows every action on every resource.",
    isIn: ({ Action, Resource }) => Action.includes("*") && Resource.includes("*"),
  },
  {
    severity: "high",
    message: "This allows everybody, without a condition.",
    isIn: ({ Principal: named, Condition }) => named.includes("*") && Object.keys(Condition).length === 0,
  },
  {
    severity: "medium",
    message: "This allows every action of a service on every resource.",
    isIn: ({ Action, Resource }) =>
      Resource.includes("*") && Action.some((action) => action.length > 1 && action.endsWith(":*")),
  },
];

/** Permission documents that allow too much; the document's text is the quote. */
export function reviewPermissions(resource: ResourceChange): ExpertFinding[] {
  return textsIn(resource.after)
    .filter(({ text }) => text.includes('"Statement"'))
    .flatMap(({ path, text }) =>
      smellsOf(text).map(({ severity, message }) =>
        objection(resource, { rule: "security/wide-permission", severity, path, quoted: text, message }),
      ),
    );
}

function smellsOf(text: string) {
  const parsed = Policy.safeParse(parsedOrNull(text));
  const allowed = (parsed.data?.Statement ?? []).filter(({ Effect }) => Effect === "Allow");
  return SMELLS.filter((smell) => allowed.some((statement) => smell.isIn(statement)));
}

/** Text that is no JSON is no permission document; whether it should have been one, the policies judge. */
function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
