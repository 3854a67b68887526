import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MODEL_VENDORS, type Model } from "#shared/core/model.ts";
import { modelFor } from "../../../app/models/model-for.ts";
import { recording, replaying } from "../../support/cassette.ts";
import { KNOWN } from "../../support/known.ts";
import { modelAnswer } from "../../support/model-answer.ts";
import { startModelServer } from "../../support/models/server.ts";
import { choiceOf, WIRES } from "../../support/models/wires.ts";
import { modelBenchAuthor, type Tally } from "./authors.ts";

const TASK = { index: 0, row: 7, difficulty: 1, resources: "", prompt: "a queue", rego_intent: "" };
const CHANGE = {
  ...{ stack: "task-7", title: "Add a queue" },
  operations: [{ kind: "create", type: "aws_sqs_queue", name: "orders", arguments: { name: "orders" } }],
};

/** Answers by the tasks that it is given, and keeps them. */
function modelOf(tasks: string[]): Model {
  return {
    ask: ({ task }) => {
      tasks.push(task);
      return Promise.resolve(modelAnswer(CHANGE, { inputTokens: 900, outputTokens: 60 }));
    },
  };
}

const tallyOf = (): Tally => ({
  ...{ times: [], inputTokens: 0, outputTokens: 0 },
  ...{ cachedTokens: 0, reasoningTokens: 0 },
});

describe("a model as the bench's author", () => {
  it("is shown the types that the request needs, counted, and repeated from its record without being asked", async () => {
    const folder = mkdtempSync(join(tmpdir(), "cassette-"));
    const tasks: string[] = [];
    const [first, second] = [tallyOf(), tallyOf()];
    const written = await modelBenchAuthor(recording(modelOf(tasks), folder), KNOWN, first).write(TASK);
    expect(tasks[0]).toContain("aws_sqs_queue");
    expect(first).toMatchObject({ inputTokens: 900, outputTokens: 60 });
    expect(await modelBenchAuthor(replaying(folder), KNOWN, second).write(TASK)).toEqual(written);
    expect(tasks).toHaveLength(1);
    expect(second).toMatchObject({ inputTokens: 900, outputTokens: 60 });
  });

  it.each(MODEL_VENDORS)("answers from its record as %s did on the wire, without a key", async (vendor) => {
    const folder = mkdtempSync(join(tmpdir(), "cassette-"));
    const [first, second] = [tallyOf(), tallyOf()];
    const server = await startModelServer(() => CHANGE);
    const model = modelFor(choiceOf(vendor, WIRES[vendor].baseUrl(server.origin)));
    const written = await modelBenchAuthor(recording(model, folder), KNOWN, first).write(TASK);
    await server.stop();
    const repeated = await modelBenchAuthor(replaying(folder), KNOWN, second).write(TASK);
    expect(written).toMatchObject({ change: { operations: [{ type: "aws_sqs_queue" }] } });
    expect(repeated).toEqual(written);
    expect({ ...second, times: [] }).toEqual({ ...first, times: [] });
    expect(second).toMatchObject({
      inputTokens: 123,
      outputTokens: 40,
      cachedTokens: 20,
      reasoningTokens: 10,
    });
    expect(server.bodies).toHaveLength(1);
  });

  it("has no answer for what was never recorded", async () => {
    const folder = mkdtempSync(join(tmpdir(), "cassette-"));
    const author = modelBenchAuthor(replaying(folder), KNOWN, tallyOf());
    await expect(author.write(TASK)).rejects.toThrow("no recording");
  });

  it("gets what Terraform said for another try", async () => {
    const tasks: string[] = [];
    const author = modelBenchAuthor(modelOf(tasks), KNOWN, tallyOf());
    const written = await author.write(TASK);
    if (!("change" in written)) throw new Error(written.refusal);
    await author.repair(TASK, written.change, [
      { address: "aws_sqs_queue.orders", summary: "Invalid name", detail: "too long" },
    ]);
    expect(tasks.at(-1)).toContain("aws_sqs_queue.orders Invalid name: too long");
  });
});
