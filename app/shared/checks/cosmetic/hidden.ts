import type { Diagnostic } from "../../core/finding.ts";
import { canonicalJson, plainText } from "../../core/json.ts";
import { looksSecret } from "../secrets.ts";
import { openingsIn } from "./openings.ts";
import { cosmetic, type Written } from "./repair.ts";
import { type Flag, isOfLanguage, keptFlags, leavesAt, type Scene } from "./scene.ts";
import type { Leaf, Thing } from "./standing.ts";

/**
 * A flagged value that now stands behind a variable, a local, a function or another resource's argument, and is the same. Where a whole
 * resource is flagged, and nobody says which value, that is any value at the place where it stood.
 */
export function hidden(scene: Scene): Diagnostic[] {
  return mendable(scene).flatMap(({ flag, was, is }) => {
    const textOf = flag.path === "" ? placedText : plainTextOf;
    const bad = new Set(leavesAt(was, flag.path).filter(isKnown).map(textOf));
    const isBad = (leaf: Leaf) => leaf.isIndirect && isKnown(leaf) && bad.has(textOf(leaf));
    const wasThere = new Set(leavesAt(was, flag.path).filter(isBad).map(textOf));
    const found = leavesAt(is, flag.path).find((leaf) => isBad(leaf) && !wasThere.has(textOf(leaf)));
    return found === undefined && !isWrapped({ flag, was, is }, scene)
      ? []
      : [cosmetic("hidden", flag, "The value stands elsewhere now, and it is the same: change it.")];
  });
}

/** It is not known any more, and still put together from the value: beside what decides nothing, or by a resource that was given it. */
function isWrapped({ flag, was, is }: Kept, { after }: Scene): boolean {
  return freshlyOpen({ flag, was, is }).some(({ path, within, by }) => {
    const bad = leavesAt(was, path).flatMap(({ value }) => (isTelling(value) ? [plainText(value)] : []));
    const isHeldBy = (address: string) => {
      const thing = after.get(address);
      return thing !== undefined && thing !== is && holds(thing, bad);
    };
    const isThere = within.some((one) => isTelling(one) && bad.includes(plainText(one)));
    const joined = within.filter((one) => typeof one === "string").join("");
    return isThere || bad.some((text) => isLong(text) && joined.includes(text)) || by.some(isHeldBy);
  });
}

/** What lets traffic in of its own accord is another finding. */
function holds(thing: Thing, texts: readonly string[]): boolean {
  const sources = new Set(openingsIn(thing).flatMap((opening) => opening.sources));
  const given = thing.leaves
    .map(({ value }) => plainText(value ?? null))
    .filter((text) => !sources.has(text));
  return thing.isNew && given.some((text) => isLong(text) && texts.includes(text));
}

/** Numbers and single signs stand in many an honest expression. */
function isTelling(value: Leaf["value"]): boolean {
  return typeof value === "boolean" || (typeof value === "string" && value.length > 1);
}

/** Long enough to be the same text and not the same word. */
function isLong(text: string): boolean {
  return text.length >= 8;
}

/** A flagged value that is not known any more, and that no resource of the stack decides. */
export function undecided(scene: Scene): Diagnostic[] {
  return mendable(scene).flatMap(({ flag, was, is }) => {
    const open = freshlyOpen({ flag, was, is });
    return open.every((leaf) => isDecided(leaf, isOfSecret(leaf, was), scene.written.after))
      ? []
      : [
          cosmetic(
            "undecided",
            flag,
            "Nothing of the stack decides this value any more: write it, or refer to what does.",
          ),
        ];
  });
}

/** What the repair has made open; what was open in the same way before is not its doing. */
function freshlyOpen({ flag, was, is }: Kept): Leaf[] {
  const open = (thing: Thing) => leavesAt(thing, flag.path).filter((leaf) => !isKnown(leaf));
  const before = new Set(open(was).map(openText));
  return open(is).filter((leaf) => !before.has(openText(leaf)));
}

interface Kept {
  readonly flag: Flag;
  readonly was: Thing;
  readonly is: Thing;
}

function mendable(scene: Scene): Kept[] {
  return keptFlags(scene).filter(({ flag }) => !isOfLanguage(flag));
}

const isKnown = (leaf: Leaf): boolean => leaf.value !== undefined;
const plainTextOf = ({ value }: Leaf): string => canonicalJson(value ?? null);
const placedText = (leaf: Leaf): string => `${leaf.path} ${plainTextOf(leaf)}`;
const openText = ({ path, by }: Leaf): string => `${path} ${by.join(" ")}`;

/** A credential belongs in nobody's code: that it comes from outside is the mend. */
function isOfSecret({ path }: Leaf, was: Thing): boolean {
  const named =
    /(password|passwd|secret|token|api_?key|private_key|access_key|credentials?|connection_string)$/i;
  return (
    named.test(path.split(".").at(-1) ?? "") ||
    leavesAt(was, path).some(({ value }) => looksSecret(plainText(value)))
  );
}

/** Resources that hold what somebody wrote into them, or that nobody can look into. */
const HOLDERS =
  /^(data\.)?(terraform_data|null_|local_|external|http|template_|consul_|random_(id|pet|shuffle))/;
const STORES = /(parameter|secret|app_configuration|config_map)/;

function isDecided({ by }: Leaf, isSecret: boolean, { change, document }: Written): boolean {
  return (
    by.length > 0 &&
    by.some((address) => {
      if (address.startsWith("var.")) {
        const name = address.slice("var.".length);
        const variable = change.operations.find((one) => one.kind === "variable" && one.name === name);
        return (
          isSecret &&
          (variable?.kind !== "variable" || variable.sensitive === true || variable.ephemeral === true)
        );
      }
      if (address.startsWith("local.") || HOLDERS.test(address)) return false;
      if (STORES.test(address) && !isSecret) return false;
      return [...document.resources, ...document.data].some((one) => one.address === address);
    })
  );
}
