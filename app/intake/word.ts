/** What a person says of one finding, for the record: true and the risk is taken, or not true. */
export interface Word {
  readonly kind: "word";
  readonly word: "waive" | "dismiss";
  /** As the pull request calls it: `security-3fa9c1`. */
  readonly finding: string;
  readonly reason: string;
}

export const SAYINGS: readonly string[] = ["waive", "dismiss"];

/** A sentence, not a document. */
const LONGEST_REASON = 2000;

const FORM =
  /^(waive|dismiss)\s+`?((?:security|reliability|cost|fidelity)-[0-9a-f]{6})`?\s*[,:]?\s+because\s+(\S[\s\S]*)$/i;

/** Reads `waive security-3fa9c1 because …`; null where it begins with neither word. One finding a comment, and never without a reason. */
export function readWord(
  text: string,
  opening: RegExp,
): Word | { readonly kind: "error"; readonly message: string } | null {
  const said = text.trim();
  const first = said.split(/\s/)[0]?.toLowerCase() ?? "";
  if (!SAYINGS.includes(first)) return null;
  const [, word = "", finding = "", reason = ""] = FORM.exec(said) ?? [];
  if (word === "") {
    return {
      kind: "error",
      message: `Name the finding as the pull request does, and say why: \`/code ${first} security-3fa9c1 because …\`.`,
    };
  }
  if (reason.split(/\r?\n/).some((line) => opening.test(line)))
    return { kind: "error", message: `One finding a comment: \`/code ${first}\` stands alone.` };
  if (reason.length > LONGEST_REASON)
    return { kind: "error", message: `A reason has at most ${LONGEST_REASON} characters.` };
  return {
    kind: "word",
    word: first === "waive" ? "waive" : "dismiss",
    finding: finding.toLowerCase(),
    reason,
  };
}
