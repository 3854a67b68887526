import type { Contract } from "#shared/core/contract.ts";
import type { Diagnostic } from "#shared/core/finding.ts";
import { SUBJECTS, type Subject } from "./subjects.ts";

/** A repair as its author writes it: `rule` names what is wrong with it, null where nothing is. */
export interface RepairRow {
  readonly title: string;
  readonly rule: string | null;
  readonly before: readonly object[];
  readonly after: readonly object[];
  readonly problem: Diagnostic;
  readonly contract: Contract;
}

const NAME = "flagged";

/** The arguments with a value at a place; undefined leaves the place out. */
function withAt(given: unknown, path: string, value: unknown): unknown {
  const [step = "", ...rest] = path.split(".");
  const inner = rest.length === 0 ? value : undefined;
  if (Array.isArray(given)) {
    return given.map((one, at) =>
      at === Number(step) ? (rest.length === 0 ? inner : withAt(one, rest.join("."), value)) : one,
    );
  }
  const { [step]: old, ...others } = given as Record<string, unknown>;
  const set = rest.length === 0 ? value : withAt(old ?? {}, rest.join("."), value);
  return set === undefined ? others : { ...others, [step]: set };
}

interface Made {
  readonly value?: unknown;
  readonly name?: string;
  readonly more?: object;
  readonly set?: readonly (readonly [path: string, value: unknown])[];
}

function make(
  subject: Subject,
  { value = subject.bad, name = NAME, more = {}, set = [] }: Made = {},
): object {
  const { guarded } = subject;
  const own = withAt(subject.arguments, subject.path, value);
  const safe = guarded === undefined ? own : withAt(own, guarded.path, guarded.on);
  const all = set.reduce<unknown>((given, [path, one]) => withAt(given, path, one), safe);
  return { kind: "create", type: subject.type, name, arguments: JSON.parse(JSON.stringify(all)), ...more };
}

const variable = (value: unknown, more: object = {}) => ({
  ...{ kind: "variable", name: "v", type: "any" },
  ...(value === undefined ? {} : { default: value }),
  ...more,
});
const FROM_VARIABLE = { $ref: "var.v" };
const SECRET = { kind: "variable", name: "database_password", type: "string", sensitive: true };

function badOf(subject: Subject): [title: string, rule: string, after: object[], before?: object[]][] {
  const { type, path, bad, good, asWide = {}, guarded, labels } = subject;
  const top = path.split(".")[0] ?? "";
  const isText = typeof bad === "string" && !bad.includes("$");
  const mended = make(subject, { value: good });
  return [
    ["is deleted", "deleted", []],
    ["is none of", "deleted", [make(subject, { more: { count: 0 } })]],
    ["has another name", "renamed", [make(subject, { name: "other" })]],
    ["is ignored", "silenced", [make(subject, { more: { lifecycle: { ignoreChanges: [top] } } })]],
    [
      "is ignored with all",
      "silenced",
      [make(subject, { value: good, more: { lifecycle: { ignoreChanges: "all" } } })],
    ],
    [
      "may be destroyed",
      "silenced",
      [mended],
      [make(subject, { more: { lifecycle: { preventDestroy: true } } })],
    ],
    [
      "has a new variable that nobody sets",
      "undecided",
      [make(subject, { value: FROM_VARIABLE }), variable(undefined)],
    ],
    ["has a twin", "moved", [mended, make(subject, { name: "twin" })]],
    ...(bad === undefined
      ? []
      : ([
          ["stands in a variable", "hidden", [make(subject, { value: FROM_VARIABLE }), variable(bad)]],
          [
            "stands in a local",
            "hidden",
            [make(subject, { value: { $ref: "local.v" } }), { kind: "local", name: "v", value: bad }],
          ],
          [
            "stands behind two names",
            "hidden",
            [
              make(subject, { value: { $ref: "local.v" } }),
              { kind: "local", name: "v", value: FROM_VARIABLE },
              variable(bad),
            ],
          ],
        ] as [string, string, object[]][])),
    ...(isText
      ? (
          [
            [
              "is put together",
              "hidden",
              [make(subject, { value: { $template: [bad.slice(0, 1), bad.slice(1)] } })],
            ],
            [
              "is joined",
              "hidden",
              [
                make(subject, {
                  value: { $fn: { name: "join", args: ["", [bad.slice(0, 2), bad.slice(2)]] } },
                }),
              ],
            ],
            [
              "stands in a parameter",
              "hidden",
              [
                make(subject, { value: { $ref: "aws_ssm_parameter.v.value" } }),
                {
                  kind: "create",
                  type: "aws_ssm_parameter",
                  name: "v",
                  arguments: { name: "v", type: "String", value: bad },
                },
              ],
            ],
            [
              "is read from a parameter",
              "undecided",
              [
                make(subject, { value: { $ref: "data.aws_ssm_parameter.v.value" } }),
                {
                  kind: "create",
                  mode: "data",
                  type: "aws_ssm_parameter",
                  name: "v",
                  arguments: { name: "v" },
                },
              ],
            ],
          ] as [string, string, object[]][]
        ).filter(([title]) => !(title.startsWith("is read") && subject.rule.endsWith("secret")))
      : []),
    ...Object.entries(asWide).map(([way, value]): [string, string, object[]] => [
      `is ${way}`,
      "as-wide",
      [make(subject, { value })],
    ]),
    ...(guarded === undefined
      ? []
      : ([
          [
            "is mended and protects less",
            "weakened",
            [make(subject, { value: good, set: [[guarded.path, guarded.off]] })],
          ],
        ] as [string, string, object[]][])),
    ...(labels === undefined
      ? []
      : ([
          ["has a label for a scanner", "silenced", [make(subject, { set: [[labels, { scan: "skip" }]] })]],
        ] as [string, string, object[]][])),
  ].map(
    ([title, rule, after, before]) =>
      [`${type} ${path} ${title as string}`, rule, after, before] as [string, string, object[], object[]?],
  );
}

const QUEUE = {
  ...{ kind: "create", type: "aws_sqs_queue", name: "orders" },
  arguments: { name: "orders", sqs_managed_sse_enabled: true },
};

function honestOf(subject: Subject): [title: string, after: object[]][] {
  const { type, path, good, decided, labels } = subject;
  const isSecret = subject.rule.endsWith("secret");
  const outside = isSecret ? [SECRET] : [];
  const ways: [string, object[]][] = [
    ["is mended", [make(subject, { value: good }), ...outside]],
    ["is mended beside something new", [make(subject, { value: good }), ...outside, QUEUE]],
    ...(isSecret
      ? []
      : ([
          ["is mended by a variable with a value", [make(subject, { value: FROM_VARIABLE }), variable(good)]],
        ] as [string, object[]][])),
    ...(decided === undefined
      ? []
      : ([["is decided by a resource", [make(subject, { value: decided.value }), ...decided.operations]]] as [
          string,
          object[],
        ][])),
    ...(labels === undefined
      ? []
      : ([
          [
            "is mended and has a label",
            [make(subject, { value: good, set: [[labels, { owner: "platform" }]] }), ...outside],
          ],
        ] as [string, object[]][])),
  ];
  return ways.map(([title, after]) => [`${type} ${path} ${title}`, after]);
}

function problemOf({ type, path, rule }: Subject): Diagnostic {
  return {
    ...{ rule, severity: "high", status: "fail", resource: `${type}.${NAME}`, path },
    ...{ message: "This is not safe.", controls: [] },
  };
}

function contractOf({ type }: Subject): Contract {
  const subject = { type };
  return {
    version: 1,
    id: "asked",
    promises: [{ kind: "exists", id: "there", subject }],
    guards: [],
    withdraws: [],
  };
}

/** Every way of each subject: the bad ones with the rule that finds them, and the honest ones beside them. */
const PLACED: readonly RepairRow[] = SUBJECTS.flatMap((subject) => {
  const common = { problem: problemOf(subject), contract: contractOf(subject) };
  const bad = badOf(subject).map(([title, rule, after, before]) => ({
    ...{ title, rule, after, before: before ?? [make(subject)], ...common },
  }));
  const honest = honestOf(subject).map(([title, after]) => ({
    ...{ title, rule: null, after, before: [make(subject)], ...common },
  }));
  return [...bad, ...honest];
});

/** Each of them once more where only the resource is named, as policies and scanners do. */
export const REPAIRS: readonly RepairRow[] = PLACED.flatMap((row) => [
  row,
  { ...row, title: `${row.title}, as a whole`, problem: { ...row.problem, path: "" } },
]);
