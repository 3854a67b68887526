import type { Finding } from "../core/finding.ts";
import { code, inline } from "./escape.ts";

const WORDS = { fail: "", unknown: " (decided at plan)" } as const;

/** The findings, worst first, a row each; messages quote foreign values and are escaped. */
export function findingsTable(findings: readonly Finding[]): string {
  if (findings.length === 0) return "No findings.";
  const ordered = [...findings].sort(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
  );
  const rows = ordered.map(
    ({ severity, status, rule, resource, path, message }) =>
      `| ${severity}${WORDS[status]} | ${code(rule)} | ${where(resource, path)} | ${inline(message)} |`,
  );
  return ["| Severity | Rule | Where | What |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

const SEVERITIES: readonly Finding["severity"][] = ["critical", "high", "medium", "low"];

function where(resource: string, path: string): string {
  if (resource === "") return "the whole change";
  return code(path === "" ? resource : `${resource}.${path}`);
}
