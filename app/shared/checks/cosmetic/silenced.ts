import type { Diagnostic } from "../../core/finding.ts";
import { textsIn } from "../places.ts";
import { isProtective } from "./protection.ts";
import { cosmetic, type Written } from "./repair.ts";
import type { Scene } from "./scene.ts";
import { isIn, type Thing, withoutIndexes } from "./standing.ts";

/** A check that is told to look away: changes that are ignored, marks for scanners, a lock that is taken off, another provider. */
export function silenced(scene: Scene): Diagnostic[] {
  const kept = [...scene.after.values()].map((is) => ({ was: scene.before.get(is.address), is }));
  return [
    ...kept.flatMap(({ was, is }) => ignored(was, is, scene)),
    ...kept.flatMap(({ was, is }) => (was === undefined ? [] : unlocked(was, is))),
    ...kept.flatMap(({ was, is }) => (was === undefined ? [] : elsewhere(was, is, scene))),
    ...marked(scene),
  ];
}

function ignored(was: Thing | undefined, is: Thing, { flags }: Scene): Diagnostic[] {
  const now = namesOf(is).filter((name) => was === undefined || !namesOf(was).includes(name));
  const flagged = flags.filter(({ address }) => address === is.address);
  const hides = (name: string) =>
    name === "all" ||
    isProtective(withoutIndexes(name)) ||
    flagged.some(({ path }) => isIn(withoutIndexes(name), path) || isIn(path, withoutIndexes(name)));
  return now
    .filter(hides)
    .map((path) => cosmetic("silenced", { address: is.address, path }, "Changes of this are ignored now."));
}

function namesOf({ lifecycle: { ignoreChanges = [] } }: Thing): readonly string[] {
  return ignoreChanges === "all" ? ["all"] : ignoreChanges;
}

function unlocked({ address, lifecycle }: Thing, is: Thing): Diagnostic[] {
  if (lifecycle.preventDestroy !== true || is.lifecycle.preventDestroy === true) return [];
  return [
    cosmetic("silenced", { address, path: "lifecycle" }, "It could not be destroyed before the repair."),
  ];
}

function elsewhere({ provider }: Thing, is: Thing, { flags }: Scene): Diagnostic[] {
  const isFlagged = flags.some(({ address }) => address === is.address);
  if (!isFlagged || is.provider === provider) return [];
  return [cosmetic("silenced", { address: is.address, path: "" }, `It is made by ${is.provider} now.`)];
}

const SCANNERS = /\b(trivy|tfsec|checkov|kics(-scan)?|terrascan|snyk|semgrep|regula|nosec|nosemgrep|code)\b/i;
const AWAY =
  /\b(ignored?|skip(ped)?|suppress(ed)?|exempt(ed|ion)?|waive[dr]?|bypass(ed)?|nosec|disable[- _]?(check|scan)\w*)\b/i;
const LABELS = /(^|\.)(tags|tags_all|labels|user_labels|annotations|metadata)\./;

/** A text that tells a scanner to look away, or a label that asks for it. */
function marked({ written }: Scene): Diagnostic[] {
  const known = new Set(textsOf(written.before).map(({ said }) => said));
  return textsOf(written.after)
    .filter(({ said }) => !known.has(said))
    .filter(({ path, text }) => isMark(path, text))
    .map(({ address, path }) =>
      cosmetic("silenced", { address, path }, "This tells a check to look away: nothing here may."),
    );
}

function isMark(path: string, text: string): boolean {
  const words = `${path.replaceAll(/[_.]/g, " ")} ${text.replaceAll(/[_=]/g, " ")}`;
  if (SCANNERS.test(text) && AWAY.test(text.replaceAll("_", " "))) return true;
  return LABELS.test(path) && (AWAY.test(words) || (SCANNERS.test(path) && AWAY.test(words)));
}

function textsOf({ document }: Written): { address: string; path: string; text: string; said: string }[] {
  return document.resources.flatMap(({ address, after }) =>
    [...textsIn(after)].map(({ path, text }) => ({
      address,
      path,
      text,
      said: `${address} ${path} ${text}`,
    })),
  );
}
