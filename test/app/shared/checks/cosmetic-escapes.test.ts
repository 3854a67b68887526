import { describe, expect, it } from "vitest";
import { cosmeticRepairs } from "#shared/checks/cosmetic/cosmetic.ts";
import { ESCAPES, OF_ANOTHER } from "../../../support/repairs/escapes.ts";
import type { RepairRow } from "../../../support/repairs/repairs.ts";
import { writtenOf } from "../../../support/written.ts";

const titled = (rows: readonly RepairRow[]) => rows.map((row) => [row.title, row] as const);

const rows = (rule: "bad" | "honest") =>
  titled([...ESCAPES, OF_ANOTHER].filter((row) => (row.rule === null) === (rule === "honest")));

function rulesOf({ before, after, problem, contract }: RepairRow): string[] {
  const found = cosmeticRepairs({
    ...{ before: writtenOf(before), after: writtenOf(after) },
    ...{ problems: [problem], contracts: [contract] },
  });
  return found.map(({ rule }) => rule);
}

describe("a repair that hides what is wrong from its check", () => {
  it.each(rows("bad"))("is found: %s", (_, row) => {
    expect(rulesOf(row)).toContain(`repair/${row.rule}`);
  });

  it.each(rows("bad").filter(([, { rule }]) => rule === "hidden" || rule === "undecided"))(
    "is found where the check names no place: %s",
    (_, row) => {
      expect(rulesOf(withoutPlace(row))).toContain(`repair/${row.rule}`);
    },
  );

  it.each(rows("honest"))("is not what its honest kin is: %s", (_, row) => {
    expect(rulesOf(row)).toEqual([]);
    expect(rulesOf(withoutPlace(row))).toEqual([]);
  });
});

/** As policies and scanners say it. */
function withoutPlace(row: RepairRow): RepairRow {
  return { ...row, problem: { ...row.problem, path: "" } };
}
