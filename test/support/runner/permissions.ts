import type { Level, Permissions } from "../github/store.ts";

const ALL = [
  "actions",
  "checks",
  "contents",
  "deployments",
  "issues",
  "packages",
  "pull-requests",
  "statuses",
] as const;

/** What a job's token may do: the job's own `permissions`, else the workflow's, else reading contents. */
export function jobPermissions(job: unknown, workflow: unknown): Permissions {
  const stated = job ?? workflow ?? { contents: "read" };
  if (stated === "read-all" || stated === "write-all") {
    const level: Level = stated === "read-all" ? "read" : "write";
    return Object.fromEntries(ALL.map((name) => [asToken(name), level]));
  }
  const entries = Object.entries(stated as Record<string, string>).filter(([, level]) => level !== "none");
  return Object.fromEntries(entries.map(([name, level]) => [asToken(name), level as Level]));
}

/** `id-token` is no permission of the API and keeps its name. */
function asToken(name: string): string {
  return name === "id-token" ? name : name.replaceAll("-", "_");
}
