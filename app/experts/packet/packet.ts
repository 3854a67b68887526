import type { ChangeDocument } from "#shared/core/change-document.ts";
import type { Finding } from "#shared/core/finding.ts";
import type { Json } from "#shared/core/json.ts";
import type { Packet } from "#shared/core/seat.ts";
import { cleanForeign } from "#shared/hygiene/foreign.ts";
import { redact, withoutRandom } from "./redact.ts";
import { redactedContract } from "./redacted-contract.ts";
import { redactedDocument } from "./redacted-document.ts";
import { settled } from "./settled.ts";
import { takenOut } from "./taken-out.ts";
import { eachText, takingOut } from "./taking-out.ts";

/** What a packet is made of, with whatever secrets are in it. */
interface Parts extends Pick<Packet, "request" | "contract"> {
  readonly stack: string;
  readonly stripped: readonly string[];
  readonly document: ChangeDocument;
  readonly findings: readonly Finding[];
  /** Files as they were, null where they are new, and as they will be, by path. */
  readonly files: Readonly<Record<string, { readonly before: string | null; readonly after: string }>>;
  readonly terraform: Json;
}

/** Never shown, whatever stands in them. */
const CLOSED = /(?:^|\/)(?:\.env[^/]*|\.npmrc|[^/]*\.tfstate[^/]*|[^/]*\.tfvars(?:\.json)?)$/;

/**
 * The one document that every seat reads and every quote is looked up in. Secrets are taken out before it exists, and nobody changes it
 * afterwards; its digest is its name.
 */
export function packetOf(parts: Parts): Packet {
  const { stack, document, findings } = parts;
  const known = takingOut(takenOut(document, parts.terraform));
  const clean = (text: string) => withoutRandom(cleanForeign(known(text)));
  const code = Object.entries(parts.files)
    .filter(([path]) => !CLOSED.test(path))
    .map(([path, { before, after }]) => ({ path, text: clean(differenceOf(before, after)) }));
  return settled({
    ...{ stack, request: clean(parts.request), stripped: [...parts.stripped] },
    contract: redactedContract(parts.contract, clean),
    document: redactedDocument(document, known),
    findings: findings.map((finding) => ({ ...finding, message: clean(finding.message) })),
    code,
    terraform: eachText(redact(parts.terraform), known),
  });
}

const AROUND = 3;

/** The lines that go and come, from the first to the last that differ, with some around them. */
function differenceOf(before: string | null, after: string): string {
  const [old, next] = [before === null ? [] : before.split("\n"), after.split("\n")];
  let [from, back] = [0, 0];
  while (from < old.length && from < next.length && old[from] === next[from]) from += 1;
  while (back < old.length - from && back < next.length - from && old.at(-1 - back) === next.at(-1 - back))
    back += 1;
  const lines = [
    ...next.slice(Math.max(0, from - AROUND), from).map((line) => ` ${line}`),
    ...old.slice(from, old.length - back).map((line) => `-${line}`),
    ...next.slice(from, next.length - back).map((line) => `+${line}`),
    ...next.slice(next.length - back, next.length - back + AROUND).map((line) => ` ${line}`),
  ];
  return lines.join("\n");
}
