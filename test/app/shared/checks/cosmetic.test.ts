import { describe, expect, it } from "vitest";
import { cosmeticRepairs } from "#shared/checks/cosmetic/cosmetic.ts";
import { REPAIRS, type RepairRow } from "../../../support/repairs/repairs.ts";
import { writtenOf } from "../../../support/written.ts";

function judged({ before, after, problem, contract }: RepairRow) {
  return cosmeticRepairs({
    before: writtenOf(before),
    after: writtenOf(after),
    problems: [problem],
    contracts: [contract],
  });
}

describe("cosmeticRepairs", () => {
  it.each(REPAIRS.filter(({ rule }) => rule !== null).map((row) => [row.title, row] as const))(
    "finds it where %s",
    (_, row) => {
      const found = judged(row);
      expect(found.map(({ rule }) => rule)).toContain(`repair/${row.rule}`);
    },
  );

  it.each(REPAIRS.filter(({ rule }) => rule === null).map((row) => [row.title, row] as const))(
    "holds nothing against it where %s",
    (_, row) => {
      expect(judged(row)).toEqual([]);
    },
  );
});
