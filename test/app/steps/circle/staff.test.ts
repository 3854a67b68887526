import { describe, expect, it } from "vitest";
import { PipelineError } from "#shared/core/error.ts";
import type { Model, ModelName } from "#shared/core/model.ts";
import { Settings } from "#shared/core/settings.ts";
import { seatModels, staffed } from "../../../../app/steps/circle/staff.ts";
import type { Judges, Staff } from "../../../../app/steps/judges.ts";
import { FREE } from "../../../support/circle.ts";
import { modelAnswer } from "../../../support/model-answer.ts";

const KEY = "-----BEGIN PUBLIC KEY-----";
const settingsWith = (seats: object) =>
  Settings.parse({
    ...{ version: 1, environments: {}, stacks: {}, keys: { app: [KEY], deployer: [KEY] } },
    ...{ seats, budgets: { request: 3, day: 7 } },
  });
const order = { key: "o1", repository: { id: 1, name: "acme/infra" } };
const name = (vendor: ModelName["vendor"], model = "m"): ModelName => ({ vendor, model });
const failing = (code: "model/timeout" | "model/over-budget" | "model/cancelled"): Model => ({
  ask: () => Promise.reject(new PipelineError(code, "no", { next: "" })),
});
const KEYLESS = { write: () => Promise.reject(new Error("key-less")) };

function judgesWith(models: Readonly<Record<string, Model>>, usual: ModelName | null = null) {
  const accounts: unknown[] = [];
  const staff: Staff = {
    usual,
    open: ({ vendor }) => models[vendor] ?? null,
    walletOf: (account) => {
      accounts.push(account);
      return FREE;
    },
    writing: (model) => ({
      write: async (_, signal) => (await model.ask({} as never, signal)).value as never,
    }),
  };
  return { accounts, judges: { author: KEYLESS, staff } as unknown as Judges };
}
const request = (seats: object = {}) => ({ order, settings: settingsWith(seats) }) as never;
const answering = (value: string): Model => ({ ask: async () => modelAnswer(value) });
const write = ({ author }: Judges) => author.write({} as never, new AbortController().signal);

describe("who writes a request", () => {
  it("is the key-less author where nobody names a model", () => {
    const { judges } = judgesWith({});
    expect(staffed(request(), judges).author).toBe(KEYLESS);
    expect(staffed(request(), { ...judges, staff: undefined } as unknown as Judges).author).toBe(KEYLESS);
  });

  it("is the server's own model, unless the repository names another, and the repository pays", async () => {
    const { judges, accounts } = judgesWith(
      { openai: answering("o"), google: answering("g") },
      name("openai"),
    );
    expect(await write(staffed(request(), judges))).toBe("o");
    expect(await write(staffed(request({ author: { models: [name("google")] } }), judges))).toBe("g");
    expect(accounts[0]).toEqual({ repository: "acme/infra", request: "o1", caps: { request: 3, day: 7 } });
  });

  it("is the next one where the first cannot be reached or fails", async () => {
    const author = { models: [name("anthropic"), name("openai"), name("google")] };
    const { judges } = judgesWith({ openai: failing("model/timeout"), google: answering("g") });
    expect(await write(staffed(request({ author }), judges))).toBe("g");
  });

  it("is the next one where one account is used up", async () => {
    const author = { models: [name("openai"), name("google")] };
    const broke = judgesWith({ openai: failing("model/over-budget"), google: answering("g") });
    expect(await write(staffed(request({ author }), broke.judges))).toBe("g");
  });

  it("is nobody else where nobody waits any more, and the last failure where all fail", async () => {
    const author = { models: [name("openai"), name("google")] };
    const cancelled = judgesWith({ openai: failing("model/cancelled"), google: answering("g") });
    await expect(write(staffed(request({ author }), cancelled.judges))).rejects.toMatchObject({
      code: "model/cancelled",
    });
    const down = judgesWith({ openai: failing("model/timeout"), google: failing("model/timeout") });
    await expect(write(staffed(request({ author }), down.judges))).rejects.toMatchObject({
      code: "model/timeout",
    });
  });

  it("is refused where the server has a key for none of them", () => {
    const author = { models: [name("openai"), name("google")] };
    expect(() => staffed(request({ author }), judgesWith({}).judges)).toThrow(
      expect.objectContaining({
        code: "author/not-configured",
        message: expect.stringContaining("openai/m, google/m"),
      }),
    );
  });
});

describe("the models of the seats", () => {
  it("know everybody who may have written", () => {
    const author = { models: [name("openai"), name("google")] };
    const { judges } = judgesWith({}, name("anthropic"));
    expect(seatModels(request({ author }), judges).authors).toEqual(author.models);
    expect(seatModels(request(), judges).authors).toEqual([name("anthropic")]);
  });

  it("are none, and free, without a staff", () => {
    const { open, purseOf, authors } = seatModels(request(), {} as Judges);
    const purse = purseOf({ seat: "cost", ...name("openai") });
    expect([open(name("openai"), { purse, timeoutMs: 1 }), authors]).toEqual([null, []]);
    expect(purse.reserve(1000).settle("unknown")).toBeUndefined();
  });
});
