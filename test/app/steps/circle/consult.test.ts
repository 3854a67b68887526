import { describe, expect, it } from "vitest";
import type { Finding } from "#shared/core/finding.ts";
import { canonicalJson, plainJson } from "#shared/core/json.ts";
import { BUCKET, consulting, keeping, type Play } from "../../../support/consulting.ts";

const NOTHING = '{"findings":[],"unknowns":[]}';
const PLAY: Play = { comment: 1, seats: { security: ["openai/guard"] }, says: () => NOTHING };

describe("what is recorded of a consultation", () => {
  it("holds the findings that the verdict was weighed from, as everybody read them", async () => {
    const key = `AKIA${"Z7".repeat(8)}`;
    const denial: Finding = {
      ...{ rule: "storage/public_bucket", severity: "critical", status: "fail", path: "", controls: [] },
      ...{ resource: BUCKET, message: `It says ${key}.` },
    };
    const { kept, ledger } = keeping();
    const reviewed = await consulting({ ...PLAY, findings: [denial] }, ledger, { seats: [] });
    expect(reviewed.verdict).toMatchObject({ kind: "objected", findings: kept[0]?.content.packet.findings });
    expect(canonicalJson(plainJson(reviewed))).not.toContain(key);
  });
});
