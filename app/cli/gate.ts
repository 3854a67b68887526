import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { DEFAULT_PROFILE } from "#shared/checks/static-gate/default-profile.ts";
import { gateTerraformJson } from "#shared/checks/static-gate/gate.ts";
import { ChangeClass } from "#shared/core/change-class.ts";
import { type Finding, Severity } from "#shared/core/finding.ts";
import { GateProfile } from "#shared/core/gate-profile.ts";
import { parseJson, parseShape } from "#shared/core/parse.ts";
import { gateLines } from "./gate-batch.ts";
import { gatePlans } from "./gate-plan.ts";

const USAGE = `usage: code-engine gate --synth FILE… [--base FILE] [--profile FILE] [--class CLASS] [--json]
       code-engine gate --plan FILE… [--block SEVERITY] [--json]
       code-engine gate --batch [--profile FILE]    JSON lines {id, synth | synthBase64, base?, profile?} on standard input`;

/** Denies what the profile does not name, by address and reason; 0 nothing is denied, 1 something is. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      synth: { type: "string", multiple: true, default: [] },
      plan: { type: "string", multiple: true, default: [] },
      block: { type: "string", default: "high" },
      base: { type: "string" },
      profile: { type: "string" },
      class: { type: "string", default: "ordinary" },
      batch: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  const profile = readProfile(values.profile);
  if (values.batch) return await gateLines(process.stdin, profile);
  if (values.plan.length > 0) {
    const block = parseShape(Severity, values.block, "gate/unknown-severity");
    return await gatePlans([...values.plan, ...positionals], { block, json: values.json });
  }
  if (values.synth.length === 0) {
    console.error(USAGE);
    return 2;
  }

  const findings = gateFiles([...values.synth, ...positionals], {
    profile,
    base: values.base,
    changeClass: values.class,
  });
  for (const finding of findings) console.log(values.json ? JSON.stringify(finding) : sentence(finding));
  if (!values.json) console.log(findings.length === 0 ? "Nothing is denied." : `${findings.length} denied.`);
  return findings.length === 0 ? 0 : 1;
}

function gateFiles(
  files: readonly string[],
  options: { profile: GateProfile; base: string | undefined; changeClass: string },
): Finding[] {
  const changeClass = parseShape(ChangeClass, options.changeClass, "gate/unknown-class");
  const base = options.base === undefined ? {} : { base: readFileSync(options.base) };
  return files.flatMap((file) =>
    gateTerraformJson({ bytes: readFileSync(file), profile: options.profile, changeClass, ...base }),
  );
}

function readProfile(file: string | undefined): GateProfile {
  if (file === undefined) return DEFAULT_PROFILE;
  return parseJson(GateProfile, readFileSync(file, "utf8"), "gate/profile-unreadable");
}

function sentence({ rule, resource, path, message }: Finding): string {
  return [rule, resource, path, message].filter((part) => part !== "").join("  ");
}
