import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { ProviderSource } from "./offline-json.ts";

/** A provider of a plugin folder, as Terraform lays it out: of the version that the stack pins, else the newest; null without one. */
export function binaryOf(plugins: string, { name, version }: ProviderSource): string | null {
  const folder = join(plugins, ...name.split("/"));
  const versions = names(folder);
  const chosen = version === null ? versions.at(-1) : versions.find((one) => one === version);
  if (chosen === undefined) return null;
  const platform = `${process.platform}_${ARCHITECTURES[process.arch] ?? process.arch}`;
  const place = join(folder, chosen, platform);
  const binary = names(place).find((one) => one.startsWith("terraform-provider-"));
  return binary === undefined ? null : join(place, binary);
}

/** As Terraform calls them. */
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: "amd64", ia32: "386" };

function names(folder: string): string[] {
  try {
    return readdirSync(folder).sort((one, other) => one.localeCompare(other, "en", { numeric: true }));
  } catch {
    return [];
  }
}
