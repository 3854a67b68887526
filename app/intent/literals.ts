import { candidates } from "./candidates.ts";
import { objectImpossible } from "./objections.ts";
import type { Frame, Reading } from "./reading.ts";
import type { Attribute } from "./vocabulary/entry.ts";
import { CIDR, REGION } from "./vocabulary/grammar.ts";

/** A literal belongs to the first thing nearby that has an attribute of its form. */
export function takeLiteral(reading: Reading, at: number): void {
  const text = reading.marks[at]?.tokens[0]?.text ?? "";
  if (CIDR.test(text) && !isAddress(text)) {
    reading.uses.set(at, "literal");
    objectImpossible(reading, text, "there is no such address or range");
    return;
  }
  for (const frame of candidates(reading, at)) {
    const attribute = takenBy(frame, text, reading.negated.has(at));
    if (attribute === null) continue;
    reading.uses.set(at, `${frame.kind.kind}.${attribute}`);
    return;
  }
}

/** Four numbers up to 255, and a range of at most 32 bits. */
function isAddress(text: string): boolean {
  const [address = "", bits = "32"] = text.split("/");
  return Number(bits) <= 32 && address.split(".").every((part) => Number(part) <= 255);
}

function takenBy(frame: Frame, text: string, isNegated: boolean): string | null {
  if (REGION.test(text)) return setOnce(frame, "region", text);
  for (const [name, attribute] of Object.entries(frame.kind.attributes)) {
    if (attribute.type === "rules" && pushRule(frame, text, isNegated)) return name;
    if (patternOf(attribute)?.test(text) === true) return setOnce(frame, name, text);
  }
  return null;
}

function patternOf(attribute: Attribute): RegExp | undefined {
  return attribute.type === "literal" || attribute.type === "choice" ? attribute.pattern : undefined;
}

function setOnce(frame: Frame, attribute: string, text: string): string | null {
  if (frame.values[attribute] !== undefined && frame.values[attribute] !== text) return null;
  frame.values[attribute] = text;
  return attribute;
}

/** A range of addresses is a source, two numbers with a dash are ports. */
function pushRule(frame: Frame, text: string, isNegated: boolean): boolean {
  if (CIDR.test(text)) {
    frame.rules.push({ is: "source", source: text.includes("/") ? text : `${text}/32` });
    return true;
  }
  const [from, to] = /^\d+-\d+$/.test(text) ? text.split("-").map(Number) : [];
  if (from === undefined || to === undefined || from > to || to > 65_535) return false;
  frame.rules.push({ is: "port", port: { protocol: "tcp", from, to }, isNegated });
  return true;
}
