import { describe, expect, it } from "vitest";
import { readQuestion } from "../../../app/questions/read-question.ts";

describe("readQuestion", () => {
  it.each([
    ["what does orders use?", "uses"],
    ["what does orders use", "uses"],
    ["What depends on the vpc?", "uses"],
    ["please tell me which buckets we have", "things"],
    ["Which buckets do we have? Thanks!", "things"],
    ["do we have a queue?", "things"],
    ["when did we add the bucket", "things"],
    ["how many days do we keep the logs", "things"],
    ["is the bucket encrypted?", "things"],
    ["list the buckets", "things"],
    ["what is promised about invoices?", "promises"],
    ["who asked for the table?", "promises"],
    ["why is the bucket private?", "reasons"],
    ["what would a second bucket cost?", "cost"],
  ])("takes %j for a question about %s", (text, kind) => {
    expect(readQuestion(text)).toEqual({ kind, text });
  });

  it.each([
    "a private bucket",
    "can we have a bucket?",
    "could you make a bucket?",
    "what about a bucket for the logs?",
    "how about a queue?",
    "why not encrypt the bucket?",
    "what we need is a bucket",
    "is there a bucket? If not, make one.",
    "which buckets do we have? Add another one.",
    "do the same for staging",
    "have a bucket ready",
    "when a file lands in the bucket, keep it 90 days",
    "where invoices lie, encrypt them",
    "how it is now is wrong, make the bucket private",
    "use versioning on the invoices",
    "does the job",
    "",
  ])("takes %j for something else", (text) => {
    expect(readQuestion(text)).toBeNull();
  });
});
