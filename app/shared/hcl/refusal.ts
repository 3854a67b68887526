import { PipelineError } from "../core/error.ts";

/** A text that Terraform could read in another way than we do is refused, never guessed. */
export function unreadable(what: string, at?: number): PipelineError {
  const where = at === undefined ? "" : ` at character ${at + 1}`;
  return new PipelineError("hcl/unreadable", `${what}${where}`, {
    next: "Write the expression in plain HCL, or escape a literal `${` as `$${`.",
  });
}

export function tooDeep(): PipelineError {
  return new PipelineError("hcl/too-deep", "An expression is nested too deep", {
    next: "Split the expression into locals.",
  });
}
