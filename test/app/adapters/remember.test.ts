import { describe, expect, it } from "vitest";
import { remember } from "../../../app/adapters/remember.ts";

function counting(fail = false) {
  const ran: string[] = [];
  const work = async (job: { stack: string; text: string }) => {
    ran.push(job.stack);
    if (fail) throw new Error("broken");
    return job.stack;
  };
  return { work, ran };
}

const job = (stack: string, text = "x") => ({ stack, text });

describe("remembered work", () => {
  it("is done once for the same, and again for anything else", async () => {
    const { work, ran } = counting();
    const remembered = remember(work);
    for (const one of [job("a"), job("a"), job("a", "y"), job("b")]) await remembered(one);
    expect(ran).toEqual(["a", "a", "b"]);
  });

  it("is tried again when it failed", async () => {
    const { work, ran } = counting(true);
    const remembered = remember(work);
    await expect(remembered(job("a"))).rejects.toThrow("broken");
    await expect(remembered(job("a"))).rejects.toThrow("broken");
    expect(ran).toHaveLength(2);
  });

  it("is forgotten when nobody has asked for it longest", async () => {
    const { work, ran } = counting();
    const remembered = remember(work);
    const stacks = Array.from({ length: 64 }, (_, index) => `s${index}`);
    for (const stack of [...stacks, "s0", "new", "s0", "s1"]) await remembered(job(stack));
    expect(ran.filter((stack) => stack === "s0")).toHaveLength(1);
    expect(ran.filter((stack) => stack === "s1")).toHaveLength(2);
  });
});
