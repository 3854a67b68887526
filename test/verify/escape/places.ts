import { type JsonObject, plainText } from "#shared/core/json.ts";

/** One literal at one place: the operations that put it there, and where the plan shows what became of it. */
export interface Case {
  readonly place: string;
  readonly literal: string;
  readonly operations: readonly JsonObject[];
  /** The text that the plan must hold there. */
  readonly found: (plan: PlannedTexts) => unknown;
  readonly expected: string;
}

export interface PlannedTexts {
  output(name: string): unknown;
  /** Planned values of a resource. */
  after(address: string): JsonObject;
}

/** A variable with a known value: what refers to it is still evaluated by Terraform. */
export const KNOWN: JsonObject = { kind: "variable", name: "known", type: "string", default: "r" };
const REF = { $ref: "var.known" };

type Place = (literal: string, id: string) => Omit<Case, "place" | "literal">;

/** An object whose content is this value. */
function content(value: unknown, id: string, more: JsonObject = {}): JsonObject[] {
  return [
    {
      kind: "create",
      type: "aws_s3_object",
      name: id,
      arguments: { bucket: "b", key: id, content: value as string, ...more },
    },
  ];
}

function inContent(
  value: unknown,
  read: (text: string) => unknown,
  expected: (literal: string) => string,
): Place {
  return (literal, id) => ({
    operations: content(fill(value, literal), id),
    found: (plan) => read(plainText(plan.after(`aws_s3_object.${id}`).content)),
    expected: expected(literal),
  });
}

function inOutput(
  value: unknown,
  expected: (literal: string) => string,
  read = (found: unknown) => found,
): Place {
  return (literal, id) => ({
    operations: [{ kind: "output", name: id, value: fill(value, literal) as string }],
    found: (plan) => read(plan.output(id)),
    expected: expected(literal),
  });
}

/** `LITERAL` in values and keys stands for the literal. */
const LITERAL = "\u0001";
function fill(value: unknown, literal: string): unknown {
  if (typeof value === "string") return value.replaceAll(LITERAL, () => literal);
  if (Array.isArray(value)) return value.map((one) => fill(one, literal));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [fill(key, literal), fill(one, literal)]);
  return Object.fromEntries(entries);
}

const same = (literal: string) => literal;
const text = (found: string) => found;
const json = (path: (document: never) => unknown) => (found: string) => path(JSON.parse(found) as never);
const policy = (value: unknown) => ({
  $policy: {
    statements: [
      {
        effect: "Deny",
        principals: "*",
        actions: ["s3:*"],
        resources: value,
        conditions: [{ test: "StringLike", variable: "aws:username", values: [LITERAL] }],
      },
    ],
  },
});
interface Written {
  readonly Statement: readonly {
    readonly Resource: string;
    readonly Condition: { StringLike: Record<string, string> };
  }[];
}

export const PLACES: Readonly<Record<string, Place>> = {
  argument: inContent(LITERAL, text, same),
  "nested block": (literal, id) => ({
    operations: [
      {
        kind: "create",
        type: "aws_elastic_beanstalk_environment",
        name: id,
        arguments: {
          name: "abcd",
          application: "a",
          setting: [{ namespace: "n", name: "m", value: literal }],
        },
      },
    ],
    found: (plan) =>
      (plan.after(`aws_elastic_beanstalk_environment.${id}`).setting as { value: string }[] | undefined)?.[0]
        ?.value,
    expected: literal,
  }),
  tag: (literal, id) => ({
    operations: content("c", id, { tags: { t: literal } }),
    found: (plan) => (plan.after(`aws_s3_object.${id}`).tags as JsonObject | undefined)?.t,
    expected: literal,
  }),
  "map key": (literal, id) => ({
    operations: content("c", id, { tags: { [`k${literal}`]: "v" } }),
    found: (plan) => Object.keys((plan.after(`aws_s3_object.${id}`).tags as JsonObject | undefined) ?? {})[0],
    expected: `k${literal}`,
  }),
  "JSON text": inContent(
    { $json: { a: [LITERAL] } },
    json(({ a }: { a: string[] }) => a[0]),
    same,
  ),
  "JSON text with a reference": inContent(
    { $json: { a: [LITERAL, REF] } },
    json(({ a }: { a: string[] }) => a.join("|")),
    (literal) => `${literal}|r`,
  ),
  "JSON key": inContent(
    { $json: { [`k${LITERAL}`]: REF } },
    json((found: object) => Object.keys(found)[0]),
    (literal) => `k${literal}`,
  ),
  "function argument": inOutput({ $fn: { name: "format", args: ["%s", LITERAL] } }, same),
  "list in a function": inOutput(
    { $fn: { name: "join", args: ["|", [LITERAL, REF]] } },
    (literal) => `${literal}|r`,
  ),
  "map in a function": inOutput(
    { $fn: { name: "lookup", args: [{ [`k${LITERAL}`]: LITERAL }, `k${LITERAL}`, "none"] } },
    same,
  ),
  "template in a function": inOutput(
    { $fn: { name: "format", args: ["%s", { $template: [LITERAL, REF, LITERAL] }] } },
    (literal) => `${literal}r${literal}`,
  ),
  template: inOutput({ $template: [LITERAL, REF, LITERAL] }, (literal) => `${literal}r${literal}`),
  "template with a call": inOutput(
    { $template: [LITERAL, { $fn: { name: "upper", args: ["x"] } }, LITERAL] },
    (literal) => `${literal}X${literal}`,
  ),
  output: inOutput(LITERAL, same),
  "local value": (literal, id) => ({
    operations: [
      { kind: "local", name: id, value: { a: [literal] } },
      { kind: "output", name: id, value: { $ref: `local.${id}` } },
    ],
    found: (plan) => (plan.output(id) as { a?: string[] } | undefined)?.a?.[0],
    expected: literal,
  }),
  // A mark of the library is refused there, since it has no second spelling.
  "variable default": (given, id) => variableDefault(given.replaceAll("TfToken", "Token"), id),
  "policy statement": inContent(
    policy([LITERAL]),
    json(({ Statement: [first] }: Written) => first?.Resource),
    same,
  ),
  "policy condition with a reference": inContent(
    policy([REF]),
    json(({ Statement: [first] }: Written) => first?.Condition.StringLike["aws:username"]),
    same,
  ),
};

function variableDefault(literal: string, id: string): ReturnType<Place> {
  return {
    operations: [
      { kind: "variable", name: id, type: "string", default: literal },
      { kind: "output", name: id, value: { $ref: `var.${id}` } },
    ],
    found: (plan) => plan.output(id),
    expected: literal,
  };
}
