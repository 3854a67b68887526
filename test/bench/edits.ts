import { readdirSync, readFileSync } from "node:fs";
import { checkTypedChange } from "#shared/catalogue/check-typed-change.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Json, JsonObject } from "#shared/core/json.ts";
import { TypedChange } from "#shared/core/typed-change.ts";
import { bodiesOf } from "#shared/synth/bodies.ts";
import { checkEditProved } from "#shared/synth/edit-proved.ts";
import { emitChange } from "../../app/emit/emit-change.ts";
import { CATALOGUE } from "../support/catalogue.ts";
import { realSynthesiser } from "../support/synthesiser.ts";
import { bytesKept } from "./edits/bytes-kept.ts";
import { changedLeaves, expectedLeaves } from "./edits/changed-leaves.ts";

/** Share of the edits that must come out exactly as expected; a refusal where an edit was possible is only a miss. */
const GOAL = 0.95;
const FOLDER = new URL("./edits/", import.meta.url);

interface Edit {
  readonly name: string;
  readonly operations: readonly JsonObject[];
  /** Paths in the Terraform JSON with what stands there afterwards: null is gone, `*` anything. */
  readonly changed?: JsonObject;
  /** What the refusal says. */
  readonly refused?: string;
}
interface Suite {
  readonly ends?: string;
  readonly bom?: boolean;
  readonly main?: string;
  readonly edits: readonly Edit[];
}
interface Ground {
  readonly stack: string;
  readonly files: Readonly<Record<string, string>>;
  readonly before: JsonObject;
}
type Outcome = {
  readonly kind: "exact" | "missed" | "wrong";
  readonly reason: string;
  readonly lost: number;
};

const synthesiser = await realSynthesiser();
const rows: (Outcome & { readonly stack: string; readonly edit: string })[] = [];
for (const file of readdirSync(new URL("cases/", FOLDER)).sort()) {
  const stack = file.replace(".json", "");
  const suite: Suite = JSON.parse(readFileSync(new URL(`cases/${file}`, FOLDER), "utf8"));
  const ground = await groundOf(stack, suite);
  for (const edit of suite.edits) rows.push({ stack, edit: edit.name, ...(await outcomeOf(edit, ground)) });
}

for (const { stack, edit, kind, reason, lost } of rows) {
  if (kind !== "exact" || lost > 0) console.log(`${kind}: ${stack}: ${edit}: ${reason.slice(0, 300)}`);
}
console.table(
  [...Map.groupBy(rows, ({ stack }) => stack)].map(([stack, all]) => ({
    stack,
    edits: all.length,
    exact: all.filter(({ kind }) => kind === "exact").length,
    wrong: all.filter(({ kind }) => kind === "wrong").length,
  })),
);
const passed = rows.filter(({ kind }) => kind === "exact").length;
const wrong = rows.filter(({ kind }) => kind === "wrong").length;
const lost = rows.reduce((sum, row) => sum + row.lost, 0);
console.log(
  JSON.stringify({
    name: "bench:edits",
    passed,
    total: rows.length,
    share: passed / rows.length,
    wrong,
    commentsLost: lost,
  }),
);
process.exitCode = passed / rows.length >= GOAL && wrong === 0 && lost === 0 ? 0 : 1;

async function groundOf(stack: string, suite: Suite): Promise<Ground> {
  const folder = `stacks/${stack}`;
  const plain = readFileSync(new URL(`stacks/${stack}.ts.txt`, FOLDER), "utf8");
  const text = `${suite.bom === true ? "\uFEFF" : ""}${plain.replaceAll("\n", suite.ends ?? "\n")}`;
  const name = `${stack.charAt(0).toUpperCase()}${stack.slice(1)}Stack`;
  const main = `import { App } from "cdktf";\nimport { ${name} } from "./${stack}.ts";\n\nconst app = new App();\nnew ${name}(app, "${stack}");\napp.synth();\n`;
  const files = { [`${folder}/${stack}.ts`]: text, [`${folder}/main.ts`]: suite.main ?? main };
  if (suite.main !== undefined) return { stack, files, before: {} };
  const before = await synthesiser.synthesise({ files, stack, stackPath: folder });
  return { stack, files, before: before as JsonObject };
}

async function outcomeOf(edit: Edit, ground: Ground): Promise<Outcome> {
  try {
    const { after, text } = await edited(edit, ground);
    const found = changedLeaves(ground.before, after);
    const wanted = expectedLeaves(edit.changed ?? {}, found);
    const lost = bytesKept(ground.files[`stacks/${ground.stack}/${ground.stack}.ts`] ?? "", text);
    if (edit.refused !== undefined) return { kind: "wrong", reason: "was not refused", lost: lost.length };
    const strays = [...new Set([...found.keys(), ...wanted.keys()])].filter(
      (path) => found.get(path) !== wanted.get(path),
    );
    const reason = strays
      .map((path) => `${path}: ${found.get(path)} instead of ${wanted.get(path)}`)
      .join("; ");
    return {
      kind: strays.length === 0 ? "exact" : "wrong",
      reason: `${reason}${lost.join("; ")}`,
      lost: lost.length,
    };
  } catch (cause) {
    if (!(cause instanceof PipelineError)) throw cause;
    const isWanted = edit.refused !== undefined && new RegExp(edit.refused).test(cause.message);
    return { kind: isWanted ? "exact" : "missed", reason: `${cause.code}: ${cause.message}`, lost: 0 };
  }
}

/** Through every stage that a change of the App goes through. */
async function edited(
  { operations }: Edit,
  { stack, files, before }: Ground,
): Promise<{ after: Json; text: string }> {
  const asked = TypedChange.parse({ stack, title: "Change the stack", operations });
  const existing = stack === "twice" ? ["aws_sns_topic.news"] : [...bodiesOf(before).keys()];
  const { change, findings } = checkTypedChange(asked, { catalogue: CATALOGUE, existing });
  if (findings.length > 0) {
    const said = findings.map((one) => `${one.resource} ${one.path}: ${one.message}`).join("; ");
    throw new PipelineError("emit/not-checked", said, { next: "Correct the case." });
  }
  const folder = `stacks/${stack}`;
  const provider = { name: "aws", region: "eu-west-1" };
  const emitted = emitChange({
    change,
    catalogue: CATALOGUE,
    folder,
    provider,
    read: (path) => files[path] ?? null,
  });
  const after = await synthesiser.synthesise({ files: { ...files, ...emitted }, stack, stackPath: folder });
  checkEditProved(before, after, change);
  return { after, text: emitted[`${folder}/${stack}.ts`] ?? "" };
}
