import type { ChangeClass } from "../../core/change-class.ts";
import type { Finding } from "../../core/finding.ts";
import type { GateProfile } from "../../core/gate-profile.ts";
import { judgeAddresses } from "./address-rules.ts";
import { type Block, readBlocks } from "./blocks.ts";
import { judgeReads } from "./data-rules.ts";
import { deny } from "./denial.ts";
import { readExpressions } from "./expressions.ts";
import { judgeFiles } from "./file-rules.ts";
import { readJsonText } from "./json-text.ts";
import { judgeModules } from "./module-rules.ts";
import { judgeProtection } from "./protection-rules.ts";
import { judgeProviders } from "./provider-rules.ts";
import { judgeBodies } from "./resource-rules.ts";
import { judgeSettings } from "./setting-rules.ts";
import { judgeUses } from "./use-rules.ts";
import { judgeVariables } from "./variable-rules.ts";

interface GateRequest {
  /** The Terraform JSON as it is on disk. */
  readonly bytes: Uint8Array;
  readonly profile: GateProfile;
  /** The same of the base branch: protections are compared with it. */
  readonly base?: Uint8Array;
  readonly changeClass?: ChangeClass;
}

/** What the profile does not name is denied, by address and reason; without a finding the document may meet credentials. */
export function gateTerraformJson({
  bytes,
  profile,
  base,
  changeClass = "ordinary",
}: GateRequest): Finding[] {
  const head = read(bytes, profile);
  const before = base === undefined ? { blocks: [], denials: [] } : read(base, profile);
  if (head.blocks.length > profile.limits.blocks)
    return [deny("too-large", {}, `The document has more than ${profile.limits.blocks} blocks.`)];

  const { blocks } = head;
  const expressions = readExpressions(blocks, profile.limits.expressionDepth);
  return [
    ...head.denials,
    ...before.denials,
    ...expressions.denials,
    ...judgeUses(expressions.uses, profile),
    ...judgeProviders(blocks, expressions.uses, profile),
    ...judgeSettings(blocks, profile),
    ...judgeBodies(blocks),
    ...judgeReads(blocks, profile),
    ...judgeModules(blocks, profile),
    ...judgeAddresses(blocks, changeClass),
    ...judgeProtection(before.blocks, blocks),
    ...judgeVariables(blocks),
    ...judgeFiles(blocks, profile),
  ];
}

function read(bytes: Uint8Array, profile: GateProfile): { blocks: Block[]; denials: Finding[] } {
  const text = readJsonText(bytes, profile.limits);
  if (text.value === undefined) return { blocks: [], denials: text.denials };
  const { blocks, denials } = readBlocks(text.value);
  return { blocks, denials: [...text.denials, ...denials] };
}
