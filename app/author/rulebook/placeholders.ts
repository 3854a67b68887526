import type { ExistingResource } from "#shared/core/existing-resource.ts";
import type { Value } from "#shared/core/value.ts";
import { addDraft, cloudName, type Draft, draftsOf, refTo, type Sheet } from "./sheet.ts";

/** Stands in the tables where a secret belongs, so that a change which wants one is known by it; no author hands it on. */
export const PLACEHOLDER = "Change-me-1234";

/** Values that depend on the thing's name or its place among others: the next range of a network, the next zone, the other of two. */
export function placeholder(sheet: Sheet, draft: Draft, text: string): Value | undefined {
  const [, type, attribute = "id"] = /^\{other (\w+)\.(\w+)\}$/.exec(text) ?? [];
  return type === undefined ? NAMED[text]?.(sheet, draft) : refTo(secondOf(sheet, type), attribute);
}

const NAMED: Readonly<Record<string, (sheet: Sheet, draft: Draft) => Value>> = {
  "{subnet}": subnetRange,
  "{zone}": zone,
  "{network}": (sheet, draft) => `10.${indexOf(sheet, draft)}.0.0/16`,
  "{short}": (sheet, draft) => lowered(cloudName(sheet, draft, 28)),
  "{plain}": (sheet, draft) => lowered(cloudName(sheet, draft, 24)).replaceAll("-", ""),
  "{slug}": (sheet, draft) => lowered(cloudName(sheet, draft)),
  "{database}": (_, { called }) => called?.replaceAll(/[^A-Za-z0-9]/g, "") ?? "appdb",
  "{domain}": (_, { called }) => (called?.includes(".") === true ? called : "example.com"),
};

/** `10.0.0.0/16` gives `10.0.1.0/24`, `10.0.2.0/24` and so on. */
function subnetRange(sheet: Sheet, draft: Draft): string {
  const [vpc] = draftsOf(sheet, "aws_vpc");
  const held = (type: string) => sheet.existing.filter((one) => one.type === type).map(rangeOf);
  const taken = new Set(held("aws_subnet"));
  const said = vpc?.said.get("cidr_block") ?? vpc?.arguments.cidr_block ?? held("aws_vpc")[0];
  const [first = "10", second = "0"] = (typeof said === "string" ? said : "10.0.0.0/16").split(".");
  const ranges = Array.from({ length: 254 }, (_, index) => `${first}.${second}.${index + 1}.0/24`);
  const free = ranges.filter((range) => !taken.has(range));
  return free[indexOf(sheet, draft)] ?? ranges[0] ?? "";
}

function rangeOf({ attributes }: ExistingResource): unknown {
  return typeof attributes === "object" && attributes !== null && "cidr_block" in attributes
    ? attributes.cidr_block
    : undefined;
}

function zone(sheet: Sheet, draft: Draft): Value {
  const [found] = draftsOf(sheet, "aws_availability_zones", "data");
  const zones = found ?? addDraft(sheet, { type: "aws_availability_zones", mode: "data", base: "available" });
  return refTo(zones, `names.${indexOf(sheet, draft) % 3}`);
}

function secondOf(sheet: Sheet, type: string): Draft {
  while (draftsOf(sheet, type).length < 2)
    addDraft(sheet, { type, base: draftsOf(sheet, type).length === 0 ? "main" : "other" });
  return draftsOf(sheet, type)[1] as Draft;
}

function indexOf(sheet: Sheet, draft: Draft): number {
  const written = draftsOf(sheet, draft.type, draft.mode).filter(({ isStanding }) => !isStanding);
  return Math.max(0, written.indexOf(draft));
}

function lowered(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
}
