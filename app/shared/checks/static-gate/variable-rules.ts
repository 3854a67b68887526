import type { Finding } from "../../core/finding.ts";
import { isJsonObject, type Json } from "../../core/json.ts";
import type { Block } from "./blocks.ts";
import { deny } from "./denial.ts";
import { isTrue } from "./resource-rules.ts";

const SECRET_NAME =
  /(^|_)(passwords?|passwd|passphrases?|pwd|pw|secrets?|tokens?|credentials?|(private|api|access|secret|signing|auth|account)_?keys?|apikeys?)$/;
const SECRET_VALUE =
  /^(AKIA|ASIA)[A-Z0-9]{16}$|\bgh[pousr]_[A-Za-z0-9]{20,}|\bgithub_pat_\w{20,}|-----BEGIN [A-Z ]*PRIVATE KEY-----|\bxox[abprs]-[\w-]{10,}|\bsk-[\w-]{20,}/;

/** A secret has no default: what is written in the document is known to everybody who can read it. */
export function judgeVariables(blocks: readonly Block[]): Finding[] {
  return blocks
    .filter(({ kind, labels, body }) => {
      const value = body.default ?? null;
      if (kind !== "variable" || value === null) return false;
      return isTrue(body.sensitive) || isTrue(body.ephemeral) || holdsSecret(labels[0] ?? "", value);
    })
    .map(({ address }) =>
      deny("sensitive-default", { resource: address, path: "default" }, "A secret may not have a default."),
    );
}

/** By the name of the variable or of a member, or by the look of a text. */
function holdsSecret(name: string, value: Json): boolean {
  if (typeof value === "string")
    return (value !== "" && SECRET_NAME.test(snake(name))) || SECRET_VALUE.test(value);
  if (Array.isArray(value)) return value.some((element) => holdsSecret(name, element));
  return (
    isJsonObject(value) &&
    Object.entries(value).some(([key, below]) => holdsSecret(key, below) || holdsSecret(name, below))
  );
}

function snake(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll("-", "_")
    .toLowerCase();
}
