import { PipelineError } from "./error.ts";
import { isAmbiguousText, isHiddenText } from "./name-text.ts";

export type NameKind = "branch" | "stack" | "workspace" | "file" | "label" | "resource" | "user" | "tag";

/** Prefixes of branches that only the product writes, in any letter case. */
const RESERVED_BRANCHES = /^(code|gitops)(\/|$)/i;
const WINDOWS_DEVICES = /^(con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\$|conout\$)(\.|$)/i;
/** What plain JavaScript objects answer to: a map asked for it would say yes. */
const PROTOTYPE_KEYS =
  /^(__\w+__|constructor|prototype|hasownproperty|isprototypeof|tostring|tolocalestring|valueof|propertyisenumerable)$/i;

/** A branch that somebody else named: what git allows, without signs of shells and without the product's own prefixes. */
export function branchName(value: string): string {
  refName(value);
  if (RESERVED_BRANCHES.test(value)) throw refusal("reserved", "branch", value);
  return value;
}

/** Any branch, our own included: what git allows for one, without signs that a shell or a refspec would read. */
export function refName(value: string): string {
  plain(value, "branch", 244);
  if (isAmbiguousText(value)) throw refusal("look-alike", "branch", value);
  const isRefused =
    /[\s~^:?*[\\$`;&|<>"{}\u007f]|\.\.|@\{|\/\/|^[-+/!]|\/$|\.$|^@$/.test(value) ||
    value.split("/").some((part) => part.startsWith(".") || part.toLowerCase().endsWith(".lock"));
  if (isRefused) throw refusal("not-allowed", "branch", value);
  const isReserved =
    /^refs\//i.test(value) || /^[A-Z_]*HEAD$/i.test(value) || /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(value);
  if (isReserved) throw refusal("reserved", "branch", value);
  return value;
}

/** A stack's name: part of branches, paths, check names and map keys. */
export function stackName(value: string): string {
  plain(value, "stack", 64);
  if (!/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(value)) throw refusal("not-allowed", "stack", value);
  if (value === "default" || isReservedWord(value)) throw refusal("reserved", "stack", value);
  return value;
}

/** A Terraform workspace; the built-in one cannot be told from none. */
export function workspaceName(value: string): string {
  plain(value, "workspace", 64);
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(value)) throw refusal("not-allowed", "workspace", value);
  if (value.toLowerCase() === "default" || isReservedWord(value))
    throw refusal("reserved", "workspace", value);
  return value;
}

/** The address of a resource, with fixed indexes; of data only what describes the four clouds. */
export function resourceAddress(value: string): string {
  plain(value, "resource", 512);
  const name = "[A-Za-z_][A-Za-z0-9_-]*";
  const index = '(?:\\[(?:[0-9]+|"[^"\\\\$%{}]*")\\])?';
  const type = "[a-z][a-z0-9]*_[a-z0-9_]+";
  const data = "data\\.(?:aws|azurerm|google|kubernetes)_[a-z0-9_]+";
  const address = new RegExp(`^(?:module\\.${name}${index}\\.)*(?:${type}|${data})\\.${name}${index}$`);
  if (!address.test(value)) throw refusal("not-allowed", "resource", value);
  if (value.split(/[.[\]"]/).some((step) => PROTOTYPE_KEYS.test(step)))
    throw refusal("reserved", "resource", value);
  return value;
}

/** A GitHub login; `[bot]` only at its end. */
export function userName(value: string): string {
  plain(value, "user", 50);
  if (!/^[A-Za-z0-9](?:[A-Za-z0-9_]|-(?=[A-Za-z0-9_])){0,38}(?:\[bot\])?$/.test(value))
    throw refusal("not-allowed", "user", value);
  return value;
}

/** A label is text for people: anything visible. */
export function labelText(value: string): string {
  return plain(value, "label", 50);
}

/** The value of a tag is any visible text, also none; Terraform JSON holds it escaped. */
export function tagValue(value: string): string {
  return value === "" ? value : plain(value, "tag", 256);
}

/** Words that file systems or maps take for something else. */
export function isReservedWord(part: string): boolean {
  return WINDOWS_DEVICES.test(part) || PROTOTYPE_KEYS.test(part);
}

/** Something is there, it is not too long, and all of it can be seen. */
export function plain(value: string, kind: NameKind, longest: number): string {
  if (value === "") throw refusal("empty", kind, value);
  if ([...value].length > longest) throw refusal("too-long", kind, value);
  if (isHiddenText(value, kind === "label" || kind === "tag")) throw refusal("hidden-character", kind, value);
  return value;
}

type Reason = "empty" | "too-long" | "hidden-character" | "look-alike" | "not-allowed" | "reserved";

const NEXT: Readonly<Record<Reason, string>> = {
  empty: "Give it a name.",
  "too-long": "Choose a shorter name.",
  "hidden-character": "Type the name again without invisible characters.",
  "look-alike": "Write the name in one script.",
  "not-allowed": "Use letters, digits and dashes.",
  reserved: "Choose another name.",
};

/** The name is shown as JSON text, so that nothing in it can act. */
export function refusal(reason: Reason, kind: NameKind, value: string): PipelineError {
  const shown = JSON.stringify(value.toWellFormed().slice(0, 80));
  return new PipelineError(`name/${reason}`, `${shown} cannot be the name of a ${kind}.`, {
    next: NEXT[reason],
  });
}
