import { describe, expect, it } from "vitest";
import type { Synthesiser, SynthesisJob } from "#shared/core/synthesiser.ts";
import { rememberingSynthesiser } from "../../../app/adapters/remembering-synthesiser.ts";

function counting(fail = false): { inner: Synthesiser; ran: string[] } {
  const ran: string[] = [];
  const inner: Synthesiser = {
    async synthesise({ stack }) {
      ran.push(stack);
      if (fail) throw new Error("broken");
      return { stack };
    },
  };
  return { inner, ran };
}

function job(stack: string, text = "x"): SynthesisJob {
  return { files: { "a.ts": text }, stack, stackPath: `stacks/${stack}` };
}

describe("a remembering synthesiser", () => {
  it("runs the same files once, and other files again", async () => {
    const { inner, ran } = counting();
    const synthesiser = rememberingSynthesiser(inner);
    for (const one of [job("a"), job("a"), job("a", "y"), job("b")]) await synthesiser.synthesise(one);
    expect(ran).toEqual(["a", "a", "b"]);
  });

  it("tries a failed synthesis again", async () => {
    const { inner, ran } = counting(true);
    const synthesiser = rememberingSynthesiser(inner);
    await expect(synthesiser.synthesise(job("a"))).rejects.toThrow("broken");
    await expect(synthesiser.synthesise(job("a"))).rejects.toThrow("broken");
    expect(ran).toHaveLength(2);
  });

  it("forgets the stack that nobody has asked for longest", async () => {
    const { inner, ran } = counting();
    const synthesiser = rememberingSynthesiser(inner);
    const stacks = Array.from({ length: 32 }, (_, index) => `s${index}`);
    for (const stack of [...stacks, "s0", "new", "s0", "s1"]) await synthesiser.synthesise(job(stack));
    expect(ran.filter((stack) => stack === "s0")).toHaveLength(1);
    expect(ran.filter((stack) => stack === "s1")).toHaveLength(2);
  });
});
