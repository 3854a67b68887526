import { ESCAPES } from "../../support/repairs/escapes.ts";
import { REPAIRS, type RepairRow } from "../../support/repairs/repairs.ts";

/** Rows of AWS, whose stacks are synthesised and scanned here: all that is written to escape, and one of each way to repair, each of another subject than the last. Of a secret no expert sees the value. */
export function realRows(): readonly RepairRow[] {
  const own = REPAIRS.filter(
    ({ before, problem }) =>
      typeOf(before).startsWith("aws_") && problem.path !== "" && !problem.rule.endsWith("secret"),
  );
  const ways = [...Map.groupBy(own, ({ title }) => title.split(" ").slice(2).join(" ")).values()];
  return [...ESCAPES, ...ways.flatMap((rows, at) => rows[at % rows.length] ?? [])];
}

function typeOf([first]: RepairRow["before"]): string {
  return first !== undefined && "type" in first ? String(first.type) : "";
}
