import { familyOf, type ModelName } from "./model.ts";

/** Whose a model is by how it is called, wherever it runs: routers and clouds have models of everybody. */
const MAKERS: readonly (readonly [maker: string, called: RegExp])[] = [
  ["anthropic", /(?:^|[^a-z])(?:anthropic|claude)/],
  ["openai", /(?:^|[^a-z])(?:openai|chatgpt|gpt|o[134](?![a-z\d]))/],
  ["google", /(?:^|[^a-z])(?:google|gemini|gemma)/],
];

/** Who has made a model: its vendor, and for a compatible server whoever its name speaks of. */
export function makerOf({ vendor, model }: ModelName): string {
  if (vendor !== "compatible") return familyOf(vendor);
  return MAKERS.find(([, called]) => called.test(model.toLowerCase()))?.[0] ?? vendor;
}

/** `-20250514`, `-2025-08-07`, `-latest`, `-001`, `@20240620`, `:latest`, `:free`, `-v1:0`: a release or a tariff, and the same model. */
const RELEASE = /(?:-v\d+:\d+|-\d{8}|-\d{4}-\d{2}-\d{2}|-latest|-0\d{2}|@.*|:latest|:free)$/;
/** `us.anthropic.` of Bedrock. */
const REGION = /^(?:[a-z]{2,6}\.)?(?:anthropic|openai|google)\./;

/** A model by its maker and its name, the same for every alias: letter case, path, release, dots or dashes make no other model. */
export function identityOf(name: ModelName): string {
  let bare = name.model.toLowerCase().split("/").at(-1) ?? "";
  bare = bare.replace(REGION, "");
  for (let next = bare.replace(RELEASE, ""); next !== bare; next = bare.replace(RELEASE, "")) bare = next;
  return `${makerOf(name)}/${bare.replaceAll(/[._]/g, "-")}`;
}
