import nock from "nock";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { driveArchive } from "../../app/adapters/drive/archive.ts";
import type { Judges } from "../../app/steps/judges.ts";
import { conversation } from "../support/conversation.ts";
import { ACCOUNT, DriveStandIn, FOLDER } from "../support/drive.ts";
import { realJudges } from "../support/real-judges.ts";
import { recordingHands } from "../support/recording-hands.ts";

const REQUEST = "/code a private bucket for the zebrafish, kept 90 days";

let judges: Judges;
beforeAll(async () => {
  judges = await realJudges();
});
let drive: DriveStandIn;
beforeEach(() => {
  drive = new DriveStandIn();
});
afterEach(() => nock.cleanAll());

async function ask(timeoutMs = 10_000) {
  const choice = { folder: FOLDER, credentials: JSON.stringify(ACCOUNT), scope: "drive.file" as const };
  const archive = driveArchive(choice, { pauseMs: 1, timeoutMs });
  const world = recordingHands();
  const logged: string[] = [];
  const log = {
    ...world.hands.log,
    info: (event: string) => logged.push(event),
    warn: (event: string) => logged.push(event),
  };
  const answer = await conversation({ ...judges, archive }).say(
    { ...world, hands: { ...world.hands, log } },
    REQUEST,
  );
  return { answer, logged };
}

describe("a request on a server with an archive", () => {
  it("leaves its consultation in the folder, without who asked and without a word of theirs in its title", async () => {
    const { answer, logged } = await ask();
    expect(answer).toContain("Pull request: #100");
    expect(logged).toContain("archive/kept");
    expect(drive.files).toHaveLength(1);
    const [file] = drive.files;
    expect(file?.name).toMatch(/^consultation [0-9a-f]{16}$/);
    expect(file?.parents).toEqual([FOLDER]);
    expect(file?.content).toContain("Verdict: **approved**");
    expect(file?.content).not.toMatch(/\bana\b/);
  });

  it.each([
    ["is down", "reset"],
    ["hangs", "hangs"],
  ] as const)("is answered all the same where Drive %s", async (_, breaks) => {
    drive.fails(...Array.from({ length: 20 }, () => ({ at: "list" as const, breaks })));
    const { answer, logged } = await ask(200);
    expect(answer).toContain("Pull request: #100");
    expect(logged.filter((event) => event.startsWith("archive/"))).toHaveLength(1);
    expect(logged).not.toContain("archive/kept");
    expect(drive.files).toEqual([]);
  });
});
