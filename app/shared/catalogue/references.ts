import type { Value } from "../core/value.ts";

/** Every reference inside a value, in reading order: `aws_s3_bucket.invoices.id`. */
export function referencesIn(value: Value): string[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  return Object.entries(value).flatMap(([key, member]) =>
    key === "$ref" && typeof member === "string" ? [member] : referencesIn(member),
  );
}

/** The resource that a reference names: `data.aws_region.here.name` → `data.aws_region.here`. */
export function addressOf(reference: string): string {
  const parts = reference.split(".");
  return parts.slice(0, parts[0] === "data" ? 3 : 2).join(".");
}
