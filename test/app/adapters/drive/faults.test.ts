import fc from "fast-check";
import nock from "nock";
import { afterEach, describe, expect, it } from "vitest";
import { driveArchive } from "../../../../app/adapters/drive/archive.ts";
import { ACCOUNT, DriveStandIn, type Fault, FOLDER, refusal } from "../../../support/drive.ts";

const CREDENTIALS = JSON.stringify(ACCOUNT);
const kept = { digest: "a1".repeat(32), document: "# Consultation\n\nOne, two, three.\n" };

const call = fc.constantFrom("list", "begin", "put", "ask");
const FAULT: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ at: call, breaks: fc.constantFrom("reset", "lost") }),
  fc.record({ at: call, says: fc.constantFrom([503] as const, [429] as const, refusal(403, "forbidden")) }),
  fc.record({ at: fc.constant("put"), cutAfter: fc.nat({ max: kept.document.length - 1 }) }),
);

describe("whatever breaks on the way to Drive", () => {
  afterEach(() => nock.cleanAll());

  it("leaves one whole document or none, and the next try ends with exactly one", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(FAULT, { maxLength: 6 }), async (faults) => {
        nock.cleanAll();
        const drive = new DriveStandIn();
        const choice = { folder: FOLDER, credentials: CREDENTIALS, scope: "drive.file" as const };
        const archive = driveArchive(choice, { pauseMs: 0, tries: 4 });
        const never = new AbortController().signal;
        drive.fails(...faults);
        const outcome = await archive.keep(kept, never).catch((error: unknown) => error);
        const whole = drive.files.map(({ content }) => content);
        expect([[], [kept.document]]).toContainEqual(whole);
        if (outcome === "kept") expect(whole).toHaveLength(1);
        else expect(outcome).toMatchObject({ code: expect.stringMatching(/^archive\/[a-z-]+$/) });

        drive.fails();
        expect(await archive.keep(kept, never)).toBe(whole.length === 1 ? "known" : "kept");
        expect(drive.files.map(({ content }) => content)).toEqual([kept.document]);
      }),
      { numRuns: 60 },
    );
  });
});
