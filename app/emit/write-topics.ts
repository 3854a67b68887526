import type { Catalogue } from "#shared/core/catalogue.ts";
import { capital } from "./identifier.ts";
import { Imports } from "./imports.ts";
import { addressOf, needs } from "./order.ts";
import { returned } from "./returned.ts";
import type { Part } from "./topics.ts";
import { type Present, writeConstructs } from "./write-constructs.ts";

interface Around {
  readonly catalogue: Catalogue;
  readonly stack: string;
  /** Ids that the stack's own file takes: all files make their constructs in one scope. */
  readonly ids: ReadonlySet<string>;
  /** Addresses that the stack's own file refers to. */
  readonly referredOutside: readonly string[];
}

/** What is taken by the files that are written. */
interface Before {
  /** Names of topics and of their functions. */
  readonly names: readonly string[];
  readonly ids: ReadonlySet<string>;
  /** How others refer to what they make, by address. */
  readonly variables: ReadonlyMap<string, string>;
}

interface Topics extends Before {
  readonly files: Readonly<Record<string, string>>;
  /** Statements of the constructor, and what they import. */
  readonly calls: readonly string[];
  readonly imports: readonly string[];
}

const HOME = { host: "scope", indent: "  " };

/** One function a topic, which is given the scope and what it refers to, and returns all that it makes. */
export function writeTopics(parts: readonly Part[], around: Around): Topics {
  const topicOf = new Map(
    parts.flatMap(({ topic, declarations }) => declarations.map((one) => [addressOf(one), topic])),
  );
  const given = (part: Part) => givenTo(part, topicOf);
  const used = new Set([
    ...parts.flatMap(given),
    ...around.referredOutside.map((address) => topicOf.get(address)),
  ]);
  const names = parts.flatMap(({ topic }) => [topic, adderOf(topic)]);
  const files: Record<string, string> = {};
  let before: Before = { ids: around.ids, variables: new Map(), names };
  for (const part of parts) {
    const { text, ids, variables } = topicFile(part, given(part), { ...around, before });
    files[fileOf(part.topic, around.stack)] = text;
    before = { ids, variables, names };
  }
  return {
    ...before,
    files,
    calls: parts.map((part) => {
      const call = `${adderOf(part.topic)}(${["this", ...given(part)].join(", ")});`;
      return used.has(part.topic) ? `    const ${part.topic} = ${call}` : `    ${call}`;
    }),
    imports: parts
      .map(({ topic }) => `import { ${adderOf(topic)} } from "./${fileOf(topic, around.stack)}";\n`)
      .sort((one, other) => (importedFrom(one) < importedFrom(other) ? -1 : 1)),
  };
}

function importedFrom(statement: string): string {
  return statement.slice(statement.indexOf(" from "));
}

/** The topics that a part refers to, in their order. */
function givenTo({ topic, declarations }: Part, topicOf: ReadonlyMap<string, string>): string[] {
  const needed = new Set(declarations.flatMap(needs).map((address) => topicOf.get(address)));
  return [...new Set(topicOf.values())].filter((other) => other !== topic && needed.has(other));
}

/** A stack may be called like one of its topics. */
function fileOf(topic: string, stack: string): string {
  return topic === stack || topic === "main" ? `${topic}-part.ts` : `${topic}.ts`;
}

function adderOf(topic: string): string {
  return `add${capital(topic)}`;
}

function topicFile(
  { topic, declarations }: Part,
  given: readonly string[],
  { catalogue, stack, before }: Around & { readonly before: Before },
): Omit<Before, "names"> & { readonly text: string } {
  const imports = new Imports();
  const own = declarations.map(addressOf);
  const names = new Set([...before.names, "Construct", capital(topic), ...given.map(capital)]);
  const present: Present = { variables: before.variables, ids: before.ids, names, referred: new Set(own) };
  const { statements, present: after } = writeConstructs(declarations, present, {
    catalogue,
    imports,
    home: HOME,
  });
  const made = own.map((address) => after.variables.get(address) ?? "");
  const parameters = ["scope: Construct", ...given.map((other) => `${other}: ${capital(other)}`)];
  const types = given.map((other) => `import type { ${capital(other)} } from "./${fileOf(other, stack)}";\n`);
  const text = `${imports.statements().join("\n")}
import type { Construct } from "constructs";
${types.join("")}
export type ${capital(topic)} = ReturnType<typeof ${adderOf(topic)}>;

export function ${adderOf(topic)}(${parameters.join(", ")}) {
${statements.join("\n\n")}

  return ${returned(made)};
}
`;
  const outside = own.map((address, index) => [address, `${topic}.${made[index]}`] as const);
  return { text, ids: after.ids, variables: new Map([...before.variables, ...outside]) };
}
