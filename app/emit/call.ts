import type { Shape } from "#shared/core/catalogue.ts";
import { PipelineError } from "#shared/core/error.ts";
import { FUNCTIONS } from "#shared/core/functions.ts";
import type { Call, Value } from "#shared/core/value.ts";
import { converted, type Scope } from "./reference.ts";

interface Around {
  readonly wanted: Shape;
  readonly scope: Scope;
  /** Writes one argument by the rules inside a call. */
  write(argument: Value, shape: Shape): string;
}

/** Arguments from this one on stand in one array, as the library wants those that may be repeated. */
const GATHERED: Readonly<Record<string, number>> = {
  format: 1,
  merge: 0,
  concat: 0,
  coalesce: 0,
  max: 0,
  min: 0,
  cidrsubnets: 1,
};
const METHODS: Readonly<Record<string, string>> = { length: "lengthOf" };

/** A function of the language as a call of the library's `Fn`, in the type that its place wants. */
export function callText({ name, args }: Call["$fn"], around: Around): string {
  const shape = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (shape === undefined) throw cannotCall(name, "it is none of the functions that typed data may call");
  const [least, most] = shape.takes;
  if (args.length < least || args.length > most)
    throw cannotCall(name, `it does not take ${args.length} arguments`);
  around.scope.uses("Fn");
  const texts = args.map((argument) => argumentText(name, argument, around));
  const gathered = GATHERED[name];
  const written =
    gathered === undefined ? texts : [...texts.slice(0, gathered), `[${texts.slice(gathered).join(", ")}]`];
  const method = methodFor(name, args);
  const call =
    method === "_lookup"
      ? `Fn._lookup(${texts.slice(0, 2).join(", ")}, [${texts[2]}])`
      : `Fn.${method}(${written.join(", ")})`;
  return converted(call, shapeOf(shape.answer), around);
}

/** The library leaves a null out of a list of arguments, which would change what the call means. */
function argumentText(name: string, argument: Value, around: Around): string {
  if (argument === null) throw cannotCall(name, "null cannot be passed on");
  return around.write(argument, { kind: "any" });
}

/** The library takes a default that is empty, zero or false for none. */
function methodFor(name: string, args: readonly Value[]): string {
  if (name === "lookup" && !args[2]) return "_lookup";
  return METHODS[name] ?? name;
}

function shapeOf(answer: (typeof FUNCTIONS)[string]["answer"]): Shape {
  return answer === "list" || answer === "map" ? { kind: answer, of: { kind: "any" } } : { kind: answer };
}

function cannotCall(name: string, reason: string): PipelineError {
  return new PipelineError("emit/cannot-call", `${name}() cannot be called here: ${reason}.`, {
    next: "Check the change against the catalogue first.",
  });
}
