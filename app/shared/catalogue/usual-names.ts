import type { ResourceType } from "../core/catalogue.ts";

/** What bindings are called where nothing speaks against it. Many are called otherwise: whoever leaves a name out compares first. */
export function usualProperty(name: string): string {
  if (!name.includes("_")) return name;
  return name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

type Named = Pick<ResourceType, "mode" | "type">;

export function usualClass({ mode, type }: Named): string {
  const [provider = "", ...words] = type.split("_");
  return usualProperty(["", ...(mode === "data" ? ["data", provider] : []), ...words].join("_"));
}

export function usualModule({ mode, type }: Named): string {
  const [provider = "", ...words] = type.split("_");
  const folder = [...(mode === "data" ? ["data", provider] : []), ...words].join("-");
  return `@cdktf/provider-${provider}/lib/${folder}/index.js`;
}

/** The type whose module would usually be called so; null where none would. */
export function typeOfModule(module: string): Named | null {
  const [, provider = "", folder = ""] =
    /^@cdktf\/provider-(\w+)\/lib\/([^/]+)\/index\.js$/.exec(module) ?? [];
  if (folder === "") return null;
  const data = `data-${provider}-`;
  const mode = folder.startsWith(data) ? "data" : "managed";
  const words = mode === "data" ? folder.slice(data.length) : folder;
  return { mode, type: `${provider}_${words.replaceAll("-", "_")}` };
}
