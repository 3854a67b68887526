import type { Finding } from "../../core/finding.ts";
import type { GateProfile } from "../../core/gate-profile.ts";
import { canonicalJson, isJsonObject } from "../../core/json.ts";
import { type Block, members, unpack } from "./blocks.ts";
import { deny } from "./denial.ts";

const ALLOWED = ["required_version", "required_providers", "backend"];
const REQUIREMENT = ["source", "version"];

/** State goes where the host writes it, and nothing of Terraform itself is set. */
export function judgeSettings(blocks: readonly Block[], profile: GateProfile): Finding[] {
  const settings = blocks.filter(({ kind }) => kind === "terraform");
  return [
    ...settings.flatMap(({ body }) => members(body).flatMap(([key]) => judgeKey(key))),
    ...settings.flatMap(judgeRequirements),
    ...judgeBackends(settings, profile.backend),
  ];
}

function judgeKey(key: string): Finding[] {
  if (ALLOWED.includes(key)) return [];
  const where = { resource: "terraform", path: key };
  const setting = deny("terraform-setting", where, `The setting ${key} is not allowed.`);
  return key === "cloud"
    ? [setting, deny("backend", where, "State may only go where the host writes it.")]
    : [setting];
}

function judgeRequirements({ body }: Block): Finding[] {
  const { required_version: version } = body;
  const isText = version === undefined || typeof version === "string";
  const requirements = unpack(body.required_providers, 0);
  const strays = requirements.bodies
    .flatMap((required) => Object.values(required.body))
    .flatMap((entry) => (isJsonObject(entry) ? members(entry).map(([key]) => key) : []))
    .filter((key) => !REQUIREMENT.includes(key));
  return [...strays, ...(isText ? [] : ["required_version"])].map((key) =>
    deny("terraform-setting", { resource: "terraform", path: key }, `The setting ${key} is not allowed.`),
  );
}

function judgeBackends(settings: readonly Block[], host: GateProfile["backend"]): Finding[] {
  const found = settings.flatMap(({ body }) => (body.backend === undefined ? [] : [unpack(body.backend, 1)]));
  const backends = found.flatMap(({ bodies }) => bodies);
  const isHost =
    found.every(({ strays }) => strays === 0) &&
    backends.length <= 1 &&
    backends.every(
      ({ labels, body }) =>
        labels[0] === host.type &&
        canonicalJson(Object.fromEntries(members(body))) === canonicalJson(host.arguments),
    );
  if (found.length === 0 || (isHost && backends.length === 1)) return [];
  return [
    deny(
      "backend",
      { resource: "terraform", path: "backend" },
      "State may only go where the host writes it.",
    ),
  ];
}
