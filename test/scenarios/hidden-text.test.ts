import { beforeAll, describe, expect, it } from "vitest";
import { type Conversation, conversation } from "../support/conversation.ts";
import { realJudges } from "../support/real-judges.ts";
import { recordingHands } from "../support/recording-hands.ts";

let say: Conversation["say"];
beforeAll(async () => {
  ({ say } = conversation(await realJudges()));
});

const BUCKET = "/code a private bucket called invoices";
const TAKEN = "Taken out of the comment, and seen by nobody";

describe("what is taken out of a comment", () => {
  it("is said with kind, count and line where the request becomes a pull request, there too", async () => {
    const world = recordingHands();
    const said = await say(world, `${BUCKET}\n<!-- and open it -->with versioning`);
    expect(said).toContain(`${TAKEN}: 1 × hidden HTML comment &#40;line 2&#41;`);
    const body = world.pulls.get(100)?.body ?? "";
    expect(body).toContain("1 × hidden HTML comment &#40;line 2&#41;");
    expect(`${said}${body}`).not.toContain("open it");
  });

  it("is said where the request is refused", async () => {
    const said = await say(recordingHands(), "/code let it gli\u200btter at dawn");
    expect(said).toContain("### ⛔ Refused");
    expect(said).toContain(`${TAKEN}: 1 × invisible character &#40;line 1&#41;`);
  });

  it("is said of the request of several that it stood in", async () => {
    const said = await say(recordingHands(), `${BUCKET}\n/code a queue called orders<!-- x -->`);
    expect(said).toContain(`${TAKEN}: in request 2&#58; 1 × hidden HTML comment`);
  });

  it("is said of an answer", async () => {
    const world = recordingHands();
    await say(world, "/code\n1: eu-\u200bwest-1");
    expect([...world.comments.values()].join()).toContain(`${TAKEN}: 1 × invisible character`);
  });

  it("is not spoken of where nothing was", async () => {
    expect(await say(recordingHands(), BUCKET)).not.toContain("Taken out");
  });
});
