import type { Finding } from "../../core/finding.ts";

export type GateRule =
  | "json-invalid"
  | "duplicate-key"
  | "prototype-key"
  | "too-deep"
  | "too-large"
  | "block"
  | "provisioner"
  | "function"
  | "expression-unreadable"
  | "expression-too-deep"
  | "reference"
  | "data-source"
  | "secret-read"
  | "remote-state"
  | "provider"
  | "provider-version"
  | "provider-argument"
  | "module-source"
  | "module-path"
  | "module-version"
  | "backend"
  | "terraform-setting"
  | "address"
  | "ignore-all"
  | "protection-removed"
  | "sensitive-default"
  | "runner-file";

/** A denial of the static gate: always critical, since no threshold may let it through. */
export function deny(rule: GateRule, where: { resource?: string; path?: string }, message: string): Finding {
  const { resource = "", path = "" } = where;
  return {
    rule: `gate/${rule}`,
    severity: "critical",
    status: "fail",
    resource,
    path,
    message,
    controls: [],
  };
}
