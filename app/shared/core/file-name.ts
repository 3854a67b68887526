import { isReservedWord, plain, refusal } from "./name.ts";

/** Terraform reads these from its folder beside the document that was checked. */
const READ_BY_TERRAFORM =
  /\.(tf|tofu)$|(^|_)override\.(tf|tofu)\.json$|^terraform\.tfvars(\.json)?$|\.auto\.tfvars(\.json)?$|\.tfstate(\.backup)?$|^\.?terraform(\.d|\.rc|rc)?$/i;

/** A relative path of a file in a repository that neither git, a file system nor Terraform gives another meaning. */
export function filePath(value: string): string {
  plain(value, "file", 1024);
  const isRefused =
    /[\\:$`;&|<>"*?]|^[-~!]/.test(value) || value.split("/").some((part) => !isPlainPart(part));
  if (isRefused) throw refusal("not-allowed", "file", value);
  const isReserved = value.split("/").some((part) => isReservedWord(part) || READ_BY_TERRAFORM.test(part));
  if (isReserved) throw refusal("reserved", "file", value);
  return value;
}

/** No step elsewhere, nothing of git's own (also under its short name), nothing that a file system would trim or take for an option. */
function isPlainPart(part: string): boolean {
  const isStep = part === "" || part === "." || part === "..";
  const isGits = /^\.git/i.test(part) || /^[a-z0-9]{1,6}~[0-9]/i.test(part);
  return !isStep && !isGits && !/^[-\s]|[.\s]$/.test(part) && Buffer.byteLength(part) <= 255;
}
