import type { Finding } from "../../core/finding.ts";
import type { GateProfile } from "../../core/gate-profile.ts";
import { deny } from "./denial.ts";
import type { Use } from "./expressions.ts";

/** Of the runner and of Terraform itself an expression may know only these. */
const OWN_NAMES = new Set(["path.module", "path.root", "terraform.workspace", "terraform.applying"]);

/** Every function must be named in the profile; nothing may ask where on the machine it runs. */
export function judgeUses(uses: readonly Use[], profile: GateProfile): Finding[] {
  const allowed = new Set(profile.functions);
  return uses.flatMap(({ address, path, read }) => {
    const where = { resource: address, path };
    const calls = read.functions.filter((name) => !allowed.has(name));
    const strays = read.references.filter(
      (name) => /^(path|terraform)(\.|$)/.test(name) && !OWN_NAMES.has(name),
    );
    return [
      ...[...new Set(calls)].map((name) => deny("function", where, `The function ${name} is not allowed.`)),
      ...[...new Set(strays)].map((name) => deny("reference", where, `${name} is not allowed.`)),
    ];
  });
}
