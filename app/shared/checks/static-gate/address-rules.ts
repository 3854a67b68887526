import type { ChangeClass } from "../../core/change-class.ts";
import type { Finding } from "../../core/finding.ts";
import type { Json } from "../../core/json.ts";
import { readTraversal } from "../../hcl/template.ts";
import type { Block } from "./blocks.ts";
import { deny } from "./denial.ts";

const ADOPTING: readonly ChangeClass[] = ["recovery", "adoption"];

/** A move stays within one type and ends at something declared here; adopting and forgetting need a class of their own. */
export function judgeAddresses(blocks: readonly Block[], changeClass: ChangeClass): Finding[] {
  const declared = new Set(blocks.map(({ address }) => address));
  return blocks.flatMap((block) => {
    if (block.kind === "moved") return judgeMove(block, declared);
    if (block.kind === "import") return judgeAdoption(block, "to", { changeClass, declared });
    if (block.kind === "removed") return judgeAdoption(block, "from", { changeClass, declared });
    return [];
  });
}

/** The new address by the old one, of every move that is readable. */
export function movesOf(blocks: readonly Block[]): Map<string, string> {
  return new Map(
    blocks
      .filter(({ kind }) => kind === "moved")
      .map(({ body }) => [ownAddress(body.from) ?? "", ownAddress(body.to) ?? ""]),
  );
}

function judgeMove({ body, address }: Block, declared: ReadonlySet<string>): Finding[] {
  const from = ownAddress(body.from);
  const to = ownAddress(body.to);
  const isOfOneType = from !== null && to !== null && from.split(".")[0] === to.split(".")[0];
  if (isOfOneType && declared.has(to)) return [];
  return [
    deny(
      "address",
      { resource: address, path: "to" },
      "A move must stay within one type and end at a declared address.",
    ),
  ];
}

function judgeAdoption(
  { kind, body, address }: Block,
  key: "to" | "from",
  { changeClass, declared }: { changeClass: ChangeClass; declared: ReadonlySet<string> },
): Finding[] {
  const target = ownAddress(body[key]);
  const isMeant = target !== null && declared.has(target) === (kind === "import");
  if (isMeant && ADOPTING.includes(changeClass)) return [];
  return [
    deny(
      "address",
      { resource: address, path: key },
      `A block of type ${kind} needs a pull request of class recovery or adoption.`,
    ),
  ];
}

/** `type.name` or `module.name` of this document, without the index; null for anything inside a module or not readable. */
function ownAddress(value: Json | undefined): string | null {
  if (typeof value !== "string") return null;
  try {
    const path = readTraversal(value);
    const isIndexed = path.length === 3 && value.trim().endsWith("]");
    return path[0] !== "data" && (path.length === 2 || isIndexed) ? path.slice(0, 2).join(".") : null;
  } catch {
    return null;
  }
}
