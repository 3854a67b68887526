import { beforeAll, describe, expect, it } from "vitest";
import type { Judges } from "../../app/steps/judges.ts";
import { conversation } from "../support/conversation.ts";
import { realJudges } from "../support/real-judges.ts";
import { recordingHands } from "../support/recording-hands.ts";

const GERMAN = "/code Bitte einen privaten Bucket für die Rechnungen, 90 Tage aufbewahrt";
const JAPANESE = "/code 注文用のテーブルをお願いします";

let judges: Judges;
beforeAll(async () => {
  judges = await realJudges();
});

/** An author that speaks other languages too, as one with a model does. */
function polyglot(english: string) {
  const asked: string[] = [];
  const translate = async (text: string) => {
    asked.push(text);
    return english;
  };
  return { asked, ...conversation({ ...judges, author: { ...judges.author, translate } }) };
}

describe("a request in another language", () => {
  it("is refused in both languages where no model is asked", async () => {
    const world = recordingHands();
    const answered = await conversation(judges).say(world, GERMAN);
    for (const part of ["intent/language", "only English is read", "Bitte auf Englisch"])
      expect(answered).toContain(part);
    expect(world.pulls.size).toBe(0);
  });

  it("is put into English by the author's model, promised and shown as it was read", async () => {
    const world = recordingHands();
    const { say } = polyglot("a private bucket for the invoices, kept 90 days");
    expect(await say(world, GERMAN)).toContain("Pull request: #100");
    const body = [...world.pulls.values()][0]?.body ?? "";
    for (const part of ["put into English by the model", "kept 90 days", "aws_s3_bucket.invoices"])
      expect(body).toContain(part);
  });

  it("is translated once in a conversation, so that an answer belongs to its question", async () => {
    const world = recordingHands();
    const { say, asked } = polyglot("a table for the orders");
    expect(await say(world, JAPANESE)).toContain("partition key");
    expect(await say(world, "/code go")).toContain("Pull request: #100");
    expect(asked).toEqual([JAPANESE.replace("/code ", "")]);
  });

  it("is refused where what the model made of it is not understood, with its words", async () => {
    const world = recordingHands();
    const { say } = polyglot("a bucket for the invoices with glitter");
    expect(await say(world, GERMAN)).toContain("glitter");
    expect(world.pulls.size).toBe(0);
  });

  it("asks no model for what is English", async () => {
    const { say, asked } = polyglot("a table for the orders");
    await say(recordingHands(), "/code a private bucket for the invoices");
    expect(asked).toEqual([]);
  });
});
