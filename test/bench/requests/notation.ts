/**
 * `aws_s3_bucket.invoices exists`, `aws_subnet exists x2`, `aws_sqs_queue.old absent`, `aws_sqs_queue fifo_queue = true`
 * (also `!=`, `>=`, `<=`), `aws_lambda_function -> aws_sqs_queue.orders`, `aws_vpc holds 10.0.0.0/16` (some promise about it
 * does); `a|b` are types of which either will do, and `||` stands between promises of which either will do.
 */
export type Line =
  | (About & { readonly is: "exists"; readonly times: number })
  | (About & { readonly is: "absent" })
  | (About & {
      readonly is: "compares";
      readonly path: string;
      readonly by: Comparison;
      readonly value: unknown;
    })
  | (About & { readonly is: "refers"; readonly to: Subject })
  | (About & { readonly is: "holds"; readonly text: string });

export interface Subject {
  readonly types: readonly string[];
  readonly name: string | undefined;
}
interface About {
  readonly subject: Subject;
}
type Comparison = "=" | "!=" | ">=" | "<=";

/** Each alternative of an expectation. */
export function readLine(text: string): Line[] {
  return text.split(" || ").map(readOne);
}

function readOne(text: string): Line {
  const [, about = "", rest = ""] = /^(\S+) (.+)$/.exec(text) ?? [];
  const subject = readSubject(about);
  const exists = /^exists(?: x(\d+))?$/.exec(rest);
  if (exists !== null) return { is: "exists", subject, times: Number(exists[1] ?? 1) };
  if (rest === "absent") return { is: "absent", subject };
  if (rest.startsWith("-> ")) return { is: "refers", subject, to: readSubject(rest.slice(3)) };
  if (rest.startsWith("holds ")) return { is: "holds", subject, text: rest.slice(6) };
  const [, path, by, value] = /^(\S+) (=|!=|>=|<=) (.+)$/.exec(rest) ?? [];
  if (path === undefined || value === undefined) throw new Error(`Not a promise: ${text}`);
  return { is: "compares", subject, path, by: by as Comparison, value: JSON.parse(value) as unknown };
}

function readSubject(text: string): Subject {
  const [types = "", name] = text.split(".");
  return { types: types.split("|").map(typeKey), name: name === undefined ? undefined : nameKey(name) };
}

/** `kubernetes_deployment_v1` is the same thing as `kubernetes_deployment`. */
export function typeKey(type: string): string {
  return type.startsWith("kubernetes_") ? type.replace(/_v\d$/, "") : type;
}

export function nameKey(name: string): string {
  return name.toLowerCase().replaceAll("-", "_");
}
