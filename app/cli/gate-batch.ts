import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { z } from "zod";
import { gateTerraformJson } from "#shared/checks/static-gate/gate.ts";
import { ChangeClass } from "#shared/core/change-class.ts";
import { GateProfile } from "#shared/core/gate-profile.ts";
import { parseJson } from "#shared/core/parse.ts";

/** The document as text, or as base64 of its bytes where it may not be UTF-8. */
const Line = z.strictObject({
  id: z.string(),
  synth: z.string().optional(),
  synthBase64: z.base64().optional(),
  base: z.string().optional(),
  profile: GateProfile.optional(),
  class: ChangeClass.default("ordinary"),
});

/** Gates one document a line and writes `{id, findings}` a line, in order; 1 where any was denied. */
export async function gateLines(input: Readable, profile: GateProfile): Promise<number> {
  let denied = false;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    const line = parseJson(Line, text, "gate/line-unreadable");
    const findings = gateTerraformJson({
      bytes: Buffer.from(line.synth ?? line.synthBase64 ?? "", line.synth === undefined ? "base64" : "utf8"),
      profile: line.profile ?? profile,
      changeClass: line.class,
      ...(line.base === undefined ? {} : { base: Buffer.from(line.base) }),
    });
    denied ||= findings.length > 0;
    console.log(JSON.stringify({ id: line.id, findings }));
  }
  return denied ? 1 : 0;
}
