import type { ExpertFinding } from "#shared/core/review.ts";
import type { Opinion, Packet } from "#shared/core/seat.ts";
import { looksLikeName, runsOf } from "#shared/hygiene/words.ts";
import { isSaidIn, leavesOf } from "./said.ts";

/** Whether the packet says so. */
type Said = (text: string) => boolean;

/** What stands where a model has named something that the packet does not name. */
const LEFT_OUT = "[…]";

/**
 * What a model says of a packet, as it may be repeated: whatever looks like a name stands in the packet, in one piece, or is one of the words
 * of the trade. So no word comes out that a text has only hidden, or told the model to put together. What is long is cut.
 */
export function inKnownNames(opinion: Opinion, packet: Packet): Opinion {
  const said: Said = (text) => isSaidIn(packet, text);
  const clean = (text: string) => cleaned(shortened(text), said);
  return {
    findings: opinion.findings.map((finding, at) => ({
      ...withoutStrangeEdit(finding, said),
      id: isSaid([finding.id], said) ? finding.id : `F${at + 1}`,
      rule: clean(finding.rule),
      message: clean(finding.message),
    })),
    notes: opinion.notes.map(clean),
  };
}

const LONGEST = 600;

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST).toWellFormed()}…` : text;
}

/** A suggestion is data: it is kept as a whole or not at all. */
function withoutStrangeEdit({ edit, ...finding }: ExpertFinding, said: Said): ExpertFinding {
  if (edit === undefined || !leavesOf(JSON.parse(edit)).every((text) => cleaned(text, said) === text))
    return finding;
  return { ...finding, edit };
}

function cleaned(text: string, said: Said): string {
  const parts = text.split(/(\s+)/);
  const words = parts.filter((_, at) => at % 2 === 0);
  const wordAt = (at: number) => words[at] ?? "";
  const runs = runsOf(
    [...words.keys()],
    (at) => looksLikeName(wordAt(at)) || ADDRESS.test(wordAt(at)) || COUNT.test(wordAt(at)),
  );
  const strange = new Set(runs.filter((run) => !isSaid(run.map(wordAt), said)).flat());
  return words
    .map((word, at) => {
      if (!strange.has(at)) return `${parts[2 * at - 1] ?? ""}${word}`;
      return strange.has(at - 1) ? "" : `${parts[2 * at - 1] ?? ""}${LEFT_OUT}`;
    })
    .join("");
}

/** A number that could be the end of a name. */
const COUNT = /^\W*\d{3,}\W*$/;
const ADDRESS = /:\/\/|\bwww\.|@/;

/** In one piece where somebody said it; else words of the trade, and one name at most, which no number follows. */
function isSaid(run: readonly string[], said: Said): boolean {
  if (said(run.join(" "))) return true;
  const names = run.filter((word) => !isOfTheTrade(word));
  const hasCount = run.length > 1 && run.some((word) => COUNT.test(word));
  return !hasCount && names.length < 2 && names.every((name) => said(name));
}

/** Rules of scanners, amounts and ciphers: what they are made of says nothing else. */
const TRADE = [
  /^\W*(?:CKV2?_[A-Z0-9]{2,6}_\d{1,4}|AVD-[A-Z]{2,5}-\d{4}|AWS-\d{4}|CWE-\d{1,4}|CVE-\d{4}-\d{4,7})\W*$/,
  /^\W*\d[\d.,:/-]*(?:%|[a-z]{1,3})?\W*$/i,
  /^\W*(?:sha-?(?:256|384|512)|aes-?(?:128|256)|rsa-?(?:2048|4096)|IPv[46]|[ISP]aa?[CS])\W*$/i,
];

/** Letters as words are written, abbreviations, and numbers of two digits at most: `force_destroy`, `KMS`, `S3`, `CIS-2.1`. */
function isOfTheTrade(text: string): boolean {
  if (ADDRESS.test(text)) return false;
  if (TRADE.some((form) => form.test(text))) return true;
  const parts =
    text.replaceAll(/(\p{Ll}{2})(\p{Lu}\p{Ll})/gu, "$1 $2").match(/\p{L}[\p{L}\p{M}]*|\p{N}+/gu) ?? [];
  return parts.every((part) => /^(?:\p{Lu}?[\p{Ll}\p{Lo}\p{M}]+|\p{Lu}{1,5}s?|0|[1-9]\d?)$/u.test(part));
}
