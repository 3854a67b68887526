import type { Finding } from "../../core/finding.ts";
import type { Json } from "../../core/json.ts";
import { readTraversal } from "../../hcl/template.ts";
import { type Block, members, unpack } from "./blocks.ts";
import { deny } from "./denial.ts";

/** Run programs or hold a login for one: never a block of anything that we deploy. */
const PROVISIONING = ["provisioner", "connection"];
/** What blocks of our own knowledge may hold; arguments of resources, data and providers are judged elsewhere. */
const MEMBERS: Readonly<Partial<Record<Block["kind"] | "lifecycle", readonly string[]>>> = {
  variable: ["type", "default", "description", "sensitive", "nullable", "ephemeral", "validation"],
  output: ["value", "description", "sensitive", "ephemeral", "depends_on", "precondition"],
  check: ["data", "assert"],
  moved: ["from", "to"],
  import: ["to", "id", "identity", "provider", "for_each"],
  removed: ["from", "lifecycle"],
  lifecycle: [
    "create_before_destroy",
    "prevent_destroy",
    "ignore_changes",
    "replace_triggered_by",
    "precondition",
    "postcondition",
    "destroy",
  ],
};

/** No provisioner, no login, no member that is not named, and no blindness to all changes. */
export function judgeBodies(blocks: readonly Block[]): Finding[] {
  return blocks.flatMap((block) => [
    ...judgeProvisioning(block),
    ...judgeMembers(block),
    ...lifecyclesOf(block).flatMap((lifecycle) => judgeLifecycle(block, lifecycle)),
  ]);
}

export function lifecyclesOf(block: Block): Block["body"][] {
  return block.kind === "module" || block.kind === "locals"
    ? []
    : unpack(block.body.lifecycle, 0).bodies.map(({ body }) => body);
}

function judgeProvisioning(block: Block): Finding[] {
  if (!["resource", "data", "ephemeral", "removed"].includes(block.kind)) return [];
  const dynamic = unpack(block.body.dynamic, 1).bodies.map(({ labels }) => labels[0] ?? "");
  return [...Object.keys(block.body), ...dynamic]
    .filter((key) => PROVISIONING.includes(key))
    .map((key) =>
      deny("provisioner", { resource: block.address, path: key }, `A ${key} block is not allowed.`),
    );
}

function judgeMembers(block: Block): Finding[] {
  const allowed = MEMBERS[block.kind];
  if (allowed === undefined) return [];
  return strays(block, members(block.body), allowed);
}

function judgeLifecycle(block: Block, lifecycle: Block["body"]): Finding[] {
  const ignored = lifecycle.ignore_changes;
  return [
    ...strays(block, members(lifecycle), MEMBERS.lifecycle ?? []),
    ...(ignored !== undefined && ignoresAll(ignored)
      ? [
          deny(
            "ignore-all",
            { resource: block.address, path: "lifecycle.ignore_changes" },
            "All changes would be ignored.",
          ),
        ]
      : []),
  ];
}

function strays(block: Block, found: [string, Json][], allowed: readonly string[]): Finding[] {
  return found
    .filter(([key]) => !allowed.includes(key) && !PROVISIONING.includes(key))
    .map(([key]) => deny("block", { resource: block.address, path: key }, `${key} is not allowed here.`));
}

/** Only a list of attributes is not everything; the keyword may be dressed as a list, in blanks or in `${…}`. */
function ignoresAll(ignored: Json): boolean {
  if (!Array.isArray(ignored)) return true;
  return ignored.some((entry) => {
    if (typeof entry !== "string") return true;
    const [root, ...rest] = attributePath(entry.replace(/^\$\{|\}$/g, ""));
    return root === undefined || ((root === "all" || root === "*") && rest.length === 0);
  });
}

function attributePath(text: string): readonly string[] {
  try {
    return readTraversal(text);
  } catch {
    return [];
  }
}

export function isTrue(value: Json | undefined): boolean {
  return value === true || value === "true";
}
