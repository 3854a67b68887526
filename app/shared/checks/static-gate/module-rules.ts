import type { Finding } from "../../core/finding.ts";
import type { GateProfile } from "../../core/gate-profile.ts";
import type { Block } from "./blocks.ts";
import { deny, type GateRule } from "./denial.ts";

const LOCAL = /^\.(?:\/[A-Za-z0-9_][A-Za-z0-9_.-]*)+\/?$/;
const FOLDER = /^[A-Za-z0-9_][A-Za-z0-9_.-]*(?:\/[A-Za-z0-9_][A-Za-z0-9_.-]*)*$/;
const REGISTRY =
  /^(?:registry\.terraform\.io\/)?([a-z0-9][a-z0-9-]*)\/[a-z0-9][a-z0-9-]*\/[a-z0-9][a-z0-9-]*(?:\/\/(.*))?$/s;
const EXACT_VERSION = /^(?:= ?)?(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)$/;
const COMMIT = /^ref=[0-9a-f]{40}$/;
/** A path that leads upwards, to the root, home, a drive or a share, or hides where it leads. */
const ESCAPES = /(?:^|[\\/])\.\.(?:[\\/?]|$)|^[\\/~]|^[A-Za-z]:[\\/]|%|\\/;

/** Code of modules comes from below the document, from an allowed namespace at one version, or from one commit of an allowed repository. */
export function judgeModules(blocks: readonly Block[], profile: GateProfile): Finding[] {
  return blocks
    .filter(({ kind }) => kind === "module")
    .flatMap((block) => {
      const source = block.body.source;
      const where = { resource: block.address, path: "source" };
      if (typeof source !== "string")
        return [deny("module-source", where, "The module's source is not a text.")];
      return [...new Set(broken(source, block.body.version, profile.modules))].map((rule) =>
        deny(rule, where, `The module source ${JSON.stringify(source)} ${REASONS[rule] ?? ""}.`),
      );
    });
}

const REASONS: Readonly<Partial<Record<GateRule, string>>> = {
  "module-source": "is not allowed",
  "module-path": "leads out of the folder it names",
  "module-version": "is not pinned to one version",
};

function broken(source: string, version: unknown, allowed: GateProfile["modules"]): GateRule[] {
  if (/^\.{1,2}(?:[\\/]|$)/.test(source)) return brokenLocal(source, allowed.local);
  const escapes: GateRule[] = ESCAPES.test(source) ? ["module-path"] : [];
  const prefix = allowed.gitPrefixes.find((start) => source.startsWith(start));
  if (prefix !== undefined) return [...escapes, ...brokenGit(source.slice(prefix.length))];
  return [...escapes, ...brokenRegistry(source, version, allowed.registryNamespaces)];
}

function brokenLocal(source: string, isAllowed: boolean): GateRule[] {
  if (!LOCAL.test(source)) return ["module-path"];
  return isAllowed ? [] : ["module-source"];
}

function brokenRegistry(source: string, version: unknown, namespaces: readonly string[]): GateRule[] {
  const [isRegistry, namespace = "", folder] = REGISTRY.exec(source) ?? [];
  if (isRegistry === undefined) return ["module-source"];
  const rules: GateRule[] = namespaces.includes(namespace) ? [] : ["module-source"];
  if (folder !== undefined && !FOLDER.test(folder)) rules.push("module-path");
  if (typeof version !== "string" || !EXACT_VERSION.test(version)) rules.push("module-version");
  return rules;
}

/** `folder?ref=<commit>`, and no second parameter. */
function brokenGit(rest: string): GateRule[] {
  const [folder = "", query = "", ...more] = rest.split("?");
  if (!COMMIT.test(query) || more.length > 0) return ["module-source", "module-version"];
  return FOLDER.test(folder) ? [] : ["module-path"];
}
