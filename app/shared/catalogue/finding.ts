import type { Diagnostic } from "../core/finding.ts";
import type { Problem } from "./problem.ts";

export function suggesting(found: Diagnostic, suggestion: string): Diagnostic {
  return { ...found, message: `${found.message}; the nearest is ${suggestion}`, suggestion };
}

export function asFinding({ rule, path, message, suggestion }: Problem, address: string): Diagnostic {
  const found = { ...finding(rule, address, message), path };
  return suggestion === undefined ? found : { ...found, suggestion };
}

export function finding(rule: string, resource: string, message: string): Diagnostic {
  return {
    rule: `catalogue/${rule}`,
    severity: "high",
    status: "fail",
    resource,
    path: "",
    message,
    controls: [],
  };
}
