import type { Finding } from "../../core/finding.ts";
import type { GateProfile } from "../../core/gate-profile.ts";
import { isJsonObject, type Json } from "../../core/json.ts";
import { type Block, members, unpack } from "./blocks.ts";
import { deny } from "./denial.ts";
import type { Use } from "./expressions.ts";
import { usedProviders } from "./provider-use.ts";

const EXACT_VERSION = /^(?:= ?)?((?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*))$/;
const SOURCE = /^(?:registry\.terraform\.io\/)?(?:([a-z0-9][a-z0-9-]*)\/)?([a-z0-9][a-z0-9-]*)$/;

/** Terraform's own provider comes with the binary and has no version; what it may do is up to the other rules. */
const BUILTIN = "terraform.io/builtin/terraform";

interface Requirement {
  readonly local: string;
  readonly source: Json;
  readonly version: Json;
}

/** Every provider that the document could start must be allowed by its source and pinned to one version. */
export function judgeProviders(
  blocks: readonly Block[],
  uses: readonly Use[],
  profile: GateProfile,
): Finding[] {
  const required = requirements(blocks);
  const known = new Set(required.map(({ local }) => local));
  const implied = [...usedProviders(blocks, uses)].filter(([local]) => !known.has(local));
  return [
    ...required.flatMap((requirement) =>
      judgeRequirement(requirement, `terraform.required_providers.${requirement.local}`, profile),
    ),
    ...implied.flatMap(([local, address]) =>
      judgeRequirement({ local, source: local, version: null }, address, profile),
    ),
    ...blocks
      .filter(({ kind }) => kind === "provider")
      .flatMap((block) => judgeArguments(block, sourceOf(block.labels[0] ?? "", required), profile)),
  ];
}

function judgeRequirement(requirement: Requirement, resource: string, profile: GateProfile): Finding[] {
  const { source, version } = requirement;
  if (source === BUILTIN) return [];
  const name = normalised(source);
  const allowed =
    name !== null && Object.hasOwn(profile.providers, name) ? profile.providers[name] : undefined;
  const exact = typeof version === "string" ? EXACT_VERSION.exec(version)?.[1] : undefined;
  const isPinned = exact !== undefined && (allowed?.versions?.includes(exact) ?? true);
  return [
    ...(allowed === undefined
      ? [deny("provider", { resource }, `The provider ${JSON.stringify(source)} is not allowed.`)]
      : []),
    ...(isPinned
      ? []
      : [
          deny(
            "provider-version",
            { resource },
            `The provider ${requirement.local} is not pinned to one allowed version.`,
          ),
        ]),
  ];
}

function judgeArguments(block: Block, source: Json, profile: GateProfile): Finding[] {
  const name = normalised(source);
  const allowed =
    name !== null && Object.hasOwn(profile.providers, name) ? profile.providers[name]?.arguments : [];
  return members(block.body)
    .filter(([key]) => allowed?.includes(key) !== true)
    .flatMap(([key]) => [
      deny(
        "provider-argument",
        { resource: block.address, path: key },
        `The provider argument ${key} is not allowed.`,
      ),
      ...(key === "version"
        ? [
            deny(
              "provider-version",
              { resource: block.address, path: key },
              "A provider's version belongs to required_providers.",
            ),
          ]
        : []),
    ]);
}

/** `namespace/name`; a source without a namespace means HashiCorp's, and any host but the default registry is foreign. */
function normalised(source: Json): string | null {
  const parts = typeof source === "string" ? SOURCE.exec(source) : null;
  return parts === null ? null : `${parts[1] ?? "hashicorp"}/${parts[2]}`;
}

function sourceOf(local: string, required: readonly Requirement[]): Json {
  return required.find((requirement) => requirement.local === local)?.source ?? local;
}

function requirements(blocks: readonly Block[]): Requirement[] {
  return blocks
    .filter(({ kind }) => kind === "terraform")
    .flatMap(({ body }) => unpack(body.required_providers, 0).bodies)
    .flatMap(({ body }) => members(body))
    .map(([local, entry]) => {
      if (typeof entry === "string") return { local, source: local, version: entry };
      if (!isJsonObject(entry)) return { local, source: null, version: null };
      return { local, source: entry.source ?? local, version: entry.version ?? null };
    });
}
