import type { Finding } from "../../core/finding.ts";
import type { GateProfile } from "../../core/gate-profile.ts";
import { canonicalJson } from "../../core/json.ts";
import type { Block } from "./blocks.ts";
import { deny } from "./denial.ts";

/** Types whose answer is, or holds, something to log in with. */
const SECRET =
  /(^|_)(secrets?|passwords?|credentials?|tokens?|access_keys?|private_keys?|account_keys?|api_keys?|ssm_parameters?|kms_(secrets?|ciphertext)|key_vault|vault|cluster_auth|client_config|sas|kube_config|ssh_keys?|service_account_(key|jwt))(_|$)/;

/** Only data sources that the profile names may be read, and ephemeral ones never: both run while the plan is made. */
export function judgeReads(blocks: readonly Block[], profile: GateProfile): Finding[] {
  return blocks
    .filter(
      ({ kind, labels, body }) =>
        kind === "ephemeral" || (kind === "data" && !isAllowed(labels[0] ?? "", body, profile)),
    )
    .flatMap((block) => {
      const resource = block.address;
      const type = block.labels[0] ?? "";
      if (type === "terraform_remote_state")
        return [deny("remote-state", { resource }, "The state of another stack may not be read.")];
      return [
        deny("data-source", { resource }, `Reading ${type} is not allowed.`),
        ...(SECRET.test(type)
          ? [deny("secret-read", { resource }, `${type} brings a secret into plan and state.`)]
          : []),
      ];
    });
}

function isAllowed(type: string, body: Block["body"], profile: GateProfile): boolean {
  const required = Object.hasOwn(profile.dataSources, type) ? profile.dataSources[type] : undefined;
  if (required === undefined) return false;
  return Object.entries(required).every(([key, value]) => {
    const given = body[key];
    return given !== undefined && canonicalJson(given) === canonicalJson(value);
  });
}
