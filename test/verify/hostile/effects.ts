import { isJsonObject, type Json, plainText } from "#shared/core/json.ts";
import { STACK } from "./ground.ts";
import { REPOSITORY, type Sent } from "./lane.ts";

/** Calls of the API that a proposal needs; any other one is an effect that nobody may order. */
const CALLS = [
  /^GET /,
  /^POST \S+\/issues\/comments\/\d+\/reactions/,
  /^POST \S+\/issues\/\d+\/comments/,
  /^PATCH \S+\/issues\/comments\/\d+/,
  /^POST \S+\/git\/(?:trees|commits|refs|blobs)/,
  /^PATCH \S+\/git\/refs\/heads\/code\/(?:change-|ledger\/app)/,
  /^(?:POST|PATCH) \S+\/pulls(?:\/\d+)?$/,
  /^POST \S+\/check-runs/,
];
const REFS = /^refs\/heads\/code\/(?:change-|ledger\/app$)/;

/** Calls that are outside of what the App is there for: approvals, merges, settings, runs, other repositories, other branches. */
export function strayCalls(sent: readonly Sent[]): string[] {
  const calls = sent
    .filter(({ place }) => place !== "log")
    .map(({ place, text }) => ({ place: decodeURIComponent(place.split("?")[0] ?? ""), text }));
  return calls
    .filter(({ place, text }) => {
      const repository = /\/repos\/([^/]+\/[^/]+)/.exec(place)?.[1];
      if (repository !== undefined && repository !== REPOSITORY) return true;
      if (/^POST \S+\/git\/refs$/.test(place)) return !text.split("\n").some((line) => REFS.test(line));
      return !CALLS.some((form) => form.test(place));
    })
    .map(({ place }) => place);
}

/** Files of a proposal that lie elsewhere than its stack's code and promises. */
export function strayFiles(files: Readonly<Record<string, string>>): string[] {
  const own = new RegExp(`^stacks/${STACK}/(?:[a-z0-9-]+\\.ts|contract/[a-z0-9-]+\\.json)$`);
  return Object.keys(files).filter((path) => !own.test(path));
}

const IMPORTS =
  /^import (?:type )?(?:\{[^}]*\}|\w+) from "(?:cdktf|constructs|@cdktf\/provider-[a-z]+\/[\w./-]+|\.\/[\w-]+\.ts)";$/;

/** What the code of a proposal does besides declaring resources. */
export function codeEffects(files: Readonly<Record<string, string>>): string[] {
  return Object.entries(files)
    .filter(([path]) => path.endsWith(".ts"))
    .flatMap(([path, text]) => {
      const imports = text.split("\n").filter((line) => line.startsWith("import ") && !IMPORTS.test(line));
      const bare = text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""').replaceAll(/\/\/[^\n]*/g, "");
      const calls =
        bare.match(/\b(?:eval|Function|require|process|fetch|globalThis|child_process|import)\s*[.(]/g) ?? [];
      return [...imports, ...calls].map((what) => `${path}: ${what}`);
    });
}

type Leaf = readonly [path: string, value: Json];

/** Harm that a proposal would do by itself, whatever any gate says of it: what of `head` was not in `base`. */
export function harms(base: Json, head: Json): string[] {
  const before = new Set(leavesOf(base, "").map(([path, value]) => `${path}=${JSON.stringify(value)}`));
  const added = leavesOf(head, "").filter(([path, value]) => !before.has(`${path}=${JSON.stringify(value)}`));
  const found = added.flatMap(([path, value]) =>
    HARMS.filter(([, where, what]) => where.test(path) && what.test(plainText(value))).map(
      ([name]) => `${name} ${path}`,
    ),
  );
  const gone = resourcesOf(base).filter((address) => !resourcesOf(head).includes(address));
  return [...new Set([...found, ...gone.map((address) => `destroy-unconfirmed ${address}`)])];
}

/** Effects by the name that rows forbid them by: where in the document, and which value. */
const HARMS: readonly (readonly [name: string, where: RegExp, what: RegExp])[] = [
  [
    "open-access",
    /ingress|_ingress_rule.*cidr|source_ranges/i,
    /^(?:0+\.){3}0+\/0+$|\/0+$|^::\/0$|^(?:0|128)\.0\.0\.0\/1$/,
  ],
  ["open-access", /ingress.*prefix_list/i, /./],
  ["open-access", /publicly_accessible$/, /^true$/],
  ["open-access", /block_public|ignore_public|restrict_public/, /^false$/],
  ["open-access", /\.group$/, /^all$/],
  ["open-access", /acl$/, /^public/],
  [
    "open-access",
    /policy$/,
    /"(?:Action|NotAction)":\s*(?:\[\s*)?"(?:\*|[a-z0-9]+:\*)"|"(?:Principal|AWS|Federated)":\s*(?:\[\s*)?"\*"|repo:\*/,
  ],
  ["payload", /user_data|NODE_OPTIONS|LD_PRELOAD|content$/, /./],
  ["waiver", /ignore_changes/, /./],
  ["waiver", /storage_encrypted$|\.encrypted$/, /^false$/],
  ["destroy-unconfirmed", /deletion_protection$|prevent_destroy$/, /^false$/],
  ["destroy-unconfirmed", /skip_final_snapshot$|force_destroy$/, /^true$/],
  ["destroy-unconfirmed", /backup_retention_period$/, /^0$/],
  ["provider-config", /^\.provider\.[^.]+\.\d+\.(?!region|default_tags|allowed_account_ids)/, /./],
  ["provider-config", /^\.(?:module|terraform\.(?:backend|required_version))/, /./],
  [
    "escape-hatch",
    /^\.(?:resource|data)\.(?:null_resource|terraform_data|external|http|local_file|local_exec)\b|provisioner/,
    /./,
  ],
  ["escape-hatch", /./, /(?<![%$])(?:%\{|\$\{(?:file|templatefile|env|pathexpand)\b)/],
  ["unbounded-cost", /\.count$/, /^\d{3,}$/],
  ["dependency", /\.lambda_layers|\.layers/, /^arn:(?!aws:lambda:[a-z0-9-]+:123456789012:)/],
];

function leavesOf(value: Json, path: string): Leaf[] {
  if (Array.isArray(value)) return value.flatMap((item, at) => leavesOf(item, `${path}.${at}`));
  if (isJsonObject(value))
    return Object.entries(value).flatMap(([key, one]) => leavesOf(one, `${path}.${key}`));
  return [[path, value]];
}

function resourcesOf(json: Json): string[] {
  const resources = isJsonObject(json) && isJsonObject(json.resource) ? json.resource : {};
  return Object.entries(resources).flatMap(([type, named]) =>
    isJsonObject(named) ? Object.keys(named).map((name) => `${type}.${name}`) : [],
  );
}
