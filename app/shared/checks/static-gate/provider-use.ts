import type { Json } from "../../core/json.ts";
import { type Block, unpack } from "./blocks.ts";
import type { Use } from "./expressions.ts";

/** Local provider names in use, with an address that uses each: by type prefix, by `provider`, by a module's `providers`, by a function. */
export function usedProviders(blocks: readonly Block[], uses: readonly Use[]): Map<string, string> {
  const byBlocks = blocks.flatMap((block) => namesOf(block).map((name) => [name, block.address] as const));
  const byFunctions = uses.flatMap(({ read, address }) =>
    read.functions
      .filter((name) => name.startsWith("provider::"))
      .map((name) => [name.split("::")[1], address] as const),
  );
  const named = [...byBlocks, ...byFunctions].flatMap(([name, address]) =>
    typeof name === "string" ? [[localName(name), address] as const] : [],
  );
  return new Map(named);
}

function namesOf({ kind, labels, body }: Block): (Json | undefined)[] {
  if (kind === "provider") return [labels[0]];
  if (kind === "module")
    return unpack(body.providers, 0).bodies.flatMap((providers) => Object.values(providers.body));
  const isTyped = kind === "resource" || kind === "data" || kind === "ephemeral";
  return [body.provider ?? (isTyped ? prefix(kind, labels) : undefined)];
}

/** What belongs to Terraform itself starts no provider: `terraform_data`, and the state of others, which has its own rule. */
function prefix(kind: Block["kind"], labels: readonly string[]): string | undefined {
  const type = labels[0];
  const builtin = kind === "resource" ? "terraform_data" : "terraform_remote_state";
  return type === builtin ? undefined : type?.split("_")[0];
}

/** `aws.us` and `${aws.us}` mean the provider `aws`. */
function localName(text: string): string {
  return text.replace(/^\$\{\s*|\s*\}$/g, "").split(".")[0] ?? "";
}
