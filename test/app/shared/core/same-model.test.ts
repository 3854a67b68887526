import { describe, expect, it } from "vitest";
import { ModelName, type ModelVendor } from "#shared/core/model.ts";
import { identityOf, makerOf } from "#shared/core/same-model.ts";

type Called = readonly [vendor: ModelVendor, model: string];
const named = ([vendor, model]: Called): ModelName => ({ vendor, model });

describe("a model's maker", () => {
  it.each<[...Called, string]>([
    ["anthropic", "anything", "anthropic"],
    ["google-genai", "gemini-3-pro", "google"],
    ["compatible", "anthropic/claude-opus-5-5", "anthropic"],
    ["compatible", "us.anthropic.claude-sonnet-4-20250514-v1:0", "anthropic"],
    ["compatible", "openai/gpt-5.5", "openai"],
    ["compatible", "gpt-oss:20b", "openai"],
    ["compatible", "o3-mini", "openai"],
    ["compatible", "Google/Gemma-3", "google"],
    ["compatible", "qwen3-32b", "compatible"],
    ["compatible", "meta-llama/llama-4", "compatible"],
    ["compatible", "olmo3-7b", "compatible"],
    ["compatible", "solo1", "compatible"],
    ["compatible", "nanogpt", "compatible"],
  ])("of %s %s is %s", (vendor, model, maker) => {
    expect(makerOf({ vendor, model })).toBe(maker);
  });
});

describe("a model's identity", () => {
  it.each<[Called, Called, boolean]>([
    [["google", "gemini-3-pro"], ["google-genai", "gemini-3-pro"], true],
    [["anthropic", "claude-opus-4-5"], ["anthropic", "claude-opus-4-5-20251101"], true],
    [["anthropic", "claude-opus-4-5"], ["anthropic", "claude-opus-4-5-latest"], true],
    [["anthropic", "claude-opus-4-5"], ["compatible", "anthropic/claude-opus-4.5:free"], true],
    [["anthropic", "claude-sonnet-4"], ["compatible", "us.anthropic.claude-sonnet-4-20250514-v1:0"], true],
    [["anthropic", "claude-sonnet-4"], ["compatible", "claude-sonnet-4@20250514"], true],
    [["openai", "gpt-4o"], ["openai", "GPT-4o-2024-08-06"], true],
    [["google", "gemini-2.0-flash"], ["google", "gemini-2.0-flash-001"], true],
    [["compatible", "qwen3:latest"], ["compatible", "Qwen/Qwen3"], true],
    [["anthropic", "claude-opus-4-5"], ["anthropic", "claude-opus-4-6"], false],
    [["openai", "gpt-5"], ["openai", "gpt-5-mini"], false],
    [["openai", "gpt-5"], ["google", "gpt-5"], false],
    [["compatible", "llama3:8b"], ["compatible", "llama3:70b"], false],
    [["compatible", "mistral-7b-v0.1"], ["compatible", "mistral-7b-v0.3"], false],
  ])("of %j and of %j is the same: %s", (one, other, isSame) => {
    expect(identityOf(named(one)) === identityOf(named(other))).toBe(isSame);
  });
});

describe("a model's name", () => {
  it.each([
    ["qwen3:8b", true],
    ["meta-llama/Llama-4", true],
    ["claude-sonnet-4@20250514", true],
    ["gemini-2.5-pro", true],
    ["../files", false],
    ["a/../../v1/files", false],
    ["a/./b", false],
    ["a..b", false],
    ["a//b", false],
    ["a/", false],
    ["a?key=b", false],
    ["", false],
  ])("%s leads nowhere else: %s", (model, isName) => {
    expect(ModelName.safeParse({ vendor: "compatible", model }).success).toBe(isName);
  });
});
