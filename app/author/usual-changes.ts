import type { Recipe } from "#constructs/recipe.ts";
import { tokensOf } from "#shared/catalogue/search/describe.ts";
import type { AuthorPacket } from "#shared/core/author.ts";
import { PipelineError } from "#shared/core/error.ts";
import { AUTHOR_ROOM } from "#shared/core/search.ts";
import type { Operation, TypedChange } from "#shared/core/typed-change.ts";
import type { Wish } from "#shared/core/wish.ts";
import { RECIPES } from "./recipes.ts";
import { refuseOpenSecrets } from "./rulebook/open-secrets.ts";
import type { Known } from "./rulebook/sheet.ts";
import { writeByRules } from "./rulebook/write.ts";
import { writeChange } from "./write-change.ts";

/** Of more types than these a request seldom speaks itself. */
const MOST = 5;

/**
 * One usual change for each of the first types of the packet, as JSON: with its companions and its closed, encrypted settings, and
 * with nothing of the request in it. With the descriptions it takes no more than the author's room: what does not fit is left out,
 * and so is what an earlier one shows already or what cannot be written without a secret.
 */
export function usualChanges(packet: AuthorPacket, known: Known): string[] {
  const types = packet.catalogue.filter(({ type }) => type.mode === "managed").slice(0, MOST);
  const shown = new Set<string>();
  let room = AUTHOR_ROOM.tokens - packet.catalogue.reduce((sum, { text }) => sum + tokensOf(text), 0);
  return types.flatMap(({ type: { type } }) => {
    const operations = shown.has(type) ? [] : usualOperations(type, packet, known);
    const text = JSON.stringify({ operations: operations.map(shortened) });
    if (operations.length === 0 || tokensOf(text) > room) return [];
    room -= tokensOf(text);
    for (const { type: other } of operations) shown.add(other);
    return [text];
  });
}

type Create = Extract<Operation, { kind: "create" }>;

/** By the paved road of the stack's cloud where the type is what it is about, else by the rules from the type's name alone. */
function usualOperations(type: string, packet: AuthorPacket, known: Known): readonly Create[] {
  const { stack, region, cloud = "aws", account = "" } = packet;
  const about = { stack, region, cloud, account, wishes: [], existing: [], catalogue: [] };
  const recipe = RECIPES[cloud].find(({ parts: [main] }) => main?.type === type);
  const written =
    recipe === undefined
      ? null
      : attempted(() => writeChange({ ...about, wishes: [wishFor(recipe)] }), known);
  const change = written ?? attempted(() => writeByRules({ ...about, request: `an ${type}` }, known), known);
  const creates = (change?.operations ?? []).filter((operation) => operation.kind === "create");
  const isWhole = creates.some((one) => one.type === type);
  return isWhole ? creates : [];
}

/** What a new one cannot be without, by kind. */
const NEEDED: Readonly<Record<string, Wish["attributes"]>> = {
  "container-service": { image: "registry.example.com/app:1", domain: "app.example.com" },
  deployment: { image: "registry.example.com/app:1" },
  "dns-record": { host: "www.example.com", target: "192.0.2.1" },
  function: { image: "registry.example.com/app:1" },
  role: { service: "lambda.amazonaws.com" },
  table: { key: "id" },
};

function wishFor({ kind }: Recipe): Wish {
  return { verb: "create", kind, name: "main", attributes: NEEDED[kind] ?? {} };
}

/** What is refused is not usual. */
function attempted(write: () => TypedChange, { catalogue }: Known): TypedChange | null {
  try {
    return refuseOpenSecrets(write(), catalogue);
  } catch (error) {
    if (error instanceof PipelineError) return null;
    throw error;
  }
}

/** Without what the form gives by itself. */
function shortened({ mode, dependsOn, ...operation }: Create): Partial<Create> {
  return {
    ...operation,
    ...(mode === "data" ? { mode } : {}),
    ...(dependsOn.length > 0 ? { dependsOn } : {}),
  };
}
