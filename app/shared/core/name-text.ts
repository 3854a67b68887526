/** Joiners that honest words and emoji need. */
const JOINERS = /[\u200c\u200d]/gu;
const OTHER_SCRIPTS = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;

/** Control, format and separator characters and halves of pairs: what is there and cannot be seen. */
export function isHiddenText(text: string, mayJoin: boolean): boolean {
  const visible = mayJoin ? text.replace(JOINERS, "") : text;
  return (
    !text.isWellFormed() || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\u115f\u1160\u3164\uffa0]/u.test(visible)
  );
}

/** Letters that look like others: Latin mixed with a look-alike script, or forms that stand for a plainer character. */
export function isAmbiguousText(text: string): boolean {
  const isMixed = /\p{Script=Latin}/u.test(text) && OTHER_SCRIPTS.test(text);
  return isMixed || text.normalize("NFKC") !== text.normalize("NFC");
}
