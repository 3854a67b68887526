import type { ChangeDocument } from "#shared/core/change-document.ts";
import { Duty } from "#shared/core/review.ts";
import type { Packet } from "#shared/core/seat.ts";
import { digestOf } from "../packet/shuffled.ts";
import { questionFor } from "./question.ts";

/** The digest of what a model in this seat is asked; null of a packet that no model is asked about. */
export function promptDigest(duty: Duty, packet: Packet): string | null {
  const question = questionFor(duty, packet);
  return question === null ? null : digestOf([question.system, question.task]);
}

/**
 * Names the prompts of this release: what every seat is asked about two packets that never change, one that fits and one that has to be
 * summarised. Where it is the same, another prompt about the same packet is no matter of the release.
 */
export function promptsDigest(): string {
  known ??= digestOf([SMALL, LARGE].map((packet) => Duty.options.map((duty) => promptDigest(duty, packet))));
  return known;
}

let known: string | undefined;

function documentOf(resources: number, text: string): ChangeDocument {
  const attributes = Object.fromEntries(Array.from({ length: 15 }, (_, at) => [`attribute_${at}`, text]));
  const names = Array.from({ length: resources }, (_, at) => `one${at}`);
  const nothing = { unknown: {}, sensitive: {}, references: [], replacePaths: [] };
  return {
    ...{ source: "synth", data: [], providers: [], outputs: [] },
    resources: names.map((name, at) => ({
      ...{ address: `sample.${name}`, type: "sample", name, provider: "sample", ...nothing },
      ...{ actions: at === 0 ? ["no-op"] : ["update"], before: { gone: true }, after: attributes },
    })),
  };
}

const SMALL: Packet = {
  ...{ stack: "sample", request: "a sample </packet>", stripped: ["a comment"], terraform: { resource: {} } },
  ...{ document: documentOf(3, "text"), code: [{ path: "sample.ts", text: "+ text" }] },
  contract: { version: 1, id: "sample", promises: [], guards: [], withdraws: [] },
  findings: ["sample/one", "sample/two"].map((rule) => ({
    ...{
      rule,
      severity: "low",
      status: "fail",
      resource: "sample.one1",
      path: "",
      message: "text",
      controls: [],
    },
  })),
};

const LARGE: Packet = { ...SMALL, document: documentOf(20, "text ".repeat(200)) };
