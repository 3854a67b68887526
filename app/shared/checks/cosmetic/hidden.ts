import type { Diagnostic } from "../../core/finding.ts";
import { canonicalJson, plainText } from "../../core/json.ts";
import { looksSecret } from "../secrets.ts";
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
    return found === undefined
      ? []
      : [cosmetic("hidden", flag, "The value stands elsewhere now, and it is the same: change it.")];
  });
}

/** A flagged value that is not known any more, and that no resource of the stack decides. */
export function undecided(scene: Scene): Diagnostic[] {
  return mendable(scene).flatMap(({ flag, was, is }) => {
    const before = new Set(leavesAt(was, flag.path).map(openText));
    const open = leavesAt(is, flag.path).filter((leaf) => !isKnown(leaf) && !before.has(openText(leaf)));
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

function mendable(scene: Scene): { flag: Flag; was: Thing; is: Thing }[] {
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
