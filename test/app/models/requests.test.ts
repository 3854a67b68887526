import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type JsonObject, plainJson } from "#shared/core/json.ts";
import { MODEL_VENDORS } from "#shared/core/model.ts";
import { TypedChange, typedChangeSchema } from "#shared/core/typed-change.ts";
import { modelFor } from "../../../app/models/model-for.ts";
import { plainSchema } from "../../../app/models/plain-schema.ts";
import { readAnswer } from "../../../app/models/read-answer.ts";
import { startModelServer } from "../../support/models/server.ts";
import { choiceOf, WIRES } from "../../support/models/wires.ts";

const SCHEMA = plainJson(typedChangeSchema()) as JsonObject;
const QUESTION = {
  system: "You author.",
  task: "a bucket",
  answer: { name: "typed_change", schema: SCHEMA, shape: TypedChange },
  maxTokens: 100,
};
const VALUE = { stack: "app", title: "Add nothing", operations: [] };

/** Each vendor's own way to be held to a schema. */
const ASKED = {
  anthropic: {
    tool_choice: { type: "tool", name: "typed_change" },
    tools: [{ name: "typed_change", input_schema: SCHEMA }],
    system: [{ text: "You author.", cache_control: { type: "ephemeral" } }],
    max_tokens: 100,
  },
  openai: {
    response_format: { type: "json_schema", json_schema: { name: "typed_change", schema: SCHEMA } },
    max_completion_tokens: 100,
    prompt_cache_key: "code-typed_change",
  },
  compatible: {
    response_format: { type: "json_schema", json_schema: { name: "typed_change", schema: SCHEMA } },
    max_tokens: 100,
  },
  google: {
    generationConfig: { responseMimeType: "application/json", responseJsonSchema: plainSchema(SCHEMA) },
  },
  "google-genai": {
    generationConfig: { responseMimeType: "application/json", responseJsonSchema: plainSchema(SCHEMA) },
  },
};

describe("a model's request", () => {
  it.each(MODEL_VENDORS)("holds %s to the schema by its own way, on a real server", async (vendor) => {
    const server = await startModelServer(() => VALUE);
    try {
      const model = modelFor(choiceOf(vendor, WIRES[vendor].baseUrl(server.origin)));
      const { value } = await model.ask(QUESTION, new AbortController().signal);
      expect(value).toMatchObject(VALUE);
      expect(server.bodies).toMatchObject([ASKED[vendor]]);
      expect(JSON.stringify(server.bodies[0])).not.toContain(
        vendor === "anthropic" ? "\u0000" : "tool_choice",
      );
    } finally {
      await server.stop();
    }
  });
});

describe("a model that never answers", () => {
  it.each(MODEL_VENDORS)("is given up on when the time is over: %s", async (vendor) => {
    const server = await startModelServer(() => undefined);
    try {
      const choice = choiceOf(vendor, WIRES[vendor].baseUrl(server.origin));
      const asked = modelFor(choice, { timeoutMs: 300 }).ask(QUESTION, new AbortController().signal);
      await expect(asked).rejects.toMatchObject({ code: "model/timeout" });
      const waiting = modelFor(choice).ask(QUESTION, AbortSignal.timeout(200));
      await expect(waiting).rejects.toMatchObject({ code: "model/timeout" });
      expect(server.bodies).toHaveLength(2);
    } finally {
      await server.stop();
    }
  });
});

describe("the schema that Gemini gets", () => {
  it("keeps what Gemini reads and leaves out what it would refuse", () => {
    const text = JSON.stringify(plainSchema(SCHEMA));
    expect(text).toContain('"enum":["create"]');
    for (const word of ["pattern", "propertyNames", "const", "$schema"])
      expect(text).not.toContain(`"${word}":`);
  });

  it("keeps a property that is called like a keyword, and demands none that may contain itself", () => {
    const own = {
      type: "object",
      properties: { pattern: { type: "string" }, self: { $ref: "#" }, name: { $ref: "#/$defs/name" } },
      $defs: { name: { type: "string" } },
    };
    const required = ["pattern", "self", "name"];
    expect(plainSchema({ ...own, required })).toEqual({ ...own, required: ["pattern", "name"] });
  });
});

describe("readAnswer", () => {
  const shape = z.strictObject({ a: z.number() });

  it.each([
    ["plain JSON", '{"a":1}'],
    ["a fence", '```json\n{"a":1}\n```'],
    ["a fence without a word", '```\n{"a":1}\n```\n'],
    ["thoughts before it", '<think>{"a":2} or\n{"a":1}?</think>\n{"a":1}'],
    ["a value that is read already", { a: 1 }],
  ])("takes %s", (_, said) => {
    expect(readAnswer(said, { shape })).toEqual({ value: { a: 1 } });
  });

  it.each([
    ["nothing", null, "nothing was answered"],
    ["an empty text", "", "nothing was answered"],
    ["prose", "Sure!", "this is not one JSON value"],
    ["two values", '{"a":1}{"a":1}', "this is not one JSON value"],
    ["one key twice", '{"a":1,"a":2}', "this is not one JSON value"],
    ["a text too deep", `{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`, "this is not one JSON value"],
    ["half a value", '{"a":', "this is not one JSON value"],
    ["another shape", '{"a":"1"}', "a: Invalid input"],
    ["one key too many", '{"a":1,"approved":true}', "value: it has members that the form has not"],
    ["a polluting key", '{"a":1,"__proto__":{"b":1}}', "value: it has members that the form has not"],
  ])("does not take %s", (_, said, problem) => {
    const read = readAnswer(said, { shape });
    expect("problem" in read && read.problem).toContain(problem);
  });

  it("hands a reader what was received, fence and all", () => {
    const read = (received: unknown) => ({ value: [received] });
    expect(readAnswer('```\n{"a":1,"a":2}\n```', { read })).toEqual({ value: ['```\n{"a":1,"a":2}\n```'] });
  });
});
