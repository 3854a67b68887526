import { DEFAULT_PROFILE } from "#shared/checks/static-gate/default-profile.ts";
import { gateTerraformJson } from "#shared/checks/static-gate/gate.ts";
import { GateProfile } from "#shared/core/gate-profile.ts";
import type { JsonObject } from "#shared/core/json.ts";

export const AWS = { source: "hashicorp/aws", version: "5.100.0" };
export const COMMIT = "a".repeat(40);
export const GIT = "git::https://git.example.invalid/modules.git//";
export const BROAD = GateProfile.parse({
  ...DEFAULT_PROFILE,
  modules: { registryNamespaces: ["terraform-aws-modules"], gitPrefixes: [GIT], local: true },
});

/** A document with the AWS provider pinned and these blocks. */
export function stack(blocks: JsonObject): string {
  return JSON.stringify({ terraform: { required_providers: { aws: AWS } }, ...blocks });
}

export function rules(
  text: string | Uint8Array,
  more: { base?: string; profile?: GateProfile } = {},
): string[] {
  const { base, profile = BROAD } = more;
  const findings = gateTerraformJson({
    bytes: typeof text === "string" ? Buffer.from(text) : text,
    profile,
    ...(base === undefined ? {} : { base: Buffer.from(base) }),
  });
  return [...new Set(findings.map(({ rule }) => rule))];
}

export const resource = (body: JsonObject, type = "aws_sqs_queue"): string =>
  stack({ resource: { [type]: { q: body } } });
export const data = (type: string, body: JsonObject = {}): string => stack({ data: { [type]: { d: body } } });
export const terraform = (body: JsonObject): string => JSON.stringify({ terraform: body });
export const provider = (body: JsonObject): string => stack({ provider: { aws: [body] } });
export const mod = (source: unknown, version?: string): string =>
  JSON.stringify({ module: { m: { source, ...(version === undefined ? {} : { version }) } } });
export const output = (value: unknown): string => JSON.stringify({ output: { x: { value } } });
export const variable = (name: string, body: JsonObject): string =>
  JSON.stringify({ variable: { [name]: body } });
