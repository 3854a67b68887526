import { execFileSync } from "node:child_process";
import { z } from "zod";
import { ChangeDocument } from "#shared/core/change-document.ts";
import { tool } from "../support/tools.ts";

/** The three documents that every rule's test defines: one that the rule allows, one it denies, one it cannot decide yet. */
const Examples = z.object({ passing: ChangeDocument, failing: ChangeDocument, undecided: ChangeDocument });
export type Examples = z.infer<typeof Examples>;

const Evaluated = z.object({
  result: z.tuple([
    z.object({
      expressions: z.tuple([
        z.object({ value: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))) }),
      ]),
    }),
  ]),
});

/** The example documents of each rule (`topic/rule`), read from its test; a rule whose test lacks one is refused. */
export function examplesOf(root: string, rules: readonly string[]): ReadonlyMap<string, Examples> {
  const args = ["eval", "--format", "json", "--data", root, "--ignore", "*.json", "data.rules"];
  const evaluated = execFileSync(tool("opa"), args, { encoding: "utf8", maxBuffer: 1 << 28 });
  const [{ expressions }] = Evaluated.parse(JSON.parse(evaluated)).result;
  const clouds = Object.values(expressions[0].value);
  return new Map(
    rules.map((id) => {
      const [topic = "", rule = ""] = id.split("/");
      const tests = clouds.map((topics) => topics[topic]?.[`${rule}_test`]);
      const parsed = Examples.safeParse(tests.find((test) => test !== undefined));
      if (parsed.success) return [id, parsed.data];
      throw new Error(
        `${id}: its test must define passing, failing, undecided: ${z.prettifyError(parsed.error)}`,
      );
    }),
  );
}
