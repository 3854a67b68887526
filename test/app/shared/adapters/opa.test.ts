import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { opaEngines } from "#shared/adapters/opa.ts";
import { created, documentOf } from "../../../support/change.ts";

const wasm = readFileSync("policies/bundle.wasm");

describe("the policy engine", () => {
  it("names the module by the digest of its bytes", async () => {
    const { gate } = await opaEngines(wasm);
    expect(gate.digest).toBe(createHash("sha256").update(wasm).digest("hex"));
  });

  it("answers with findings and with the rules it evaluated", async () => {
    const { gate } = await opaEngines(wasm);
    const { findings, rules } = await gate.evaluate(documentOf([created("aws_s3_bucket.logs", {})]));
    expect(rules).toContain("s3/public_access_blocked");
    expect(findings).toContainEqual(
      expect.objectContaining({ rule: "s3/public_access_blocked", resource: "aws_s3_bucket.logs" }),
    );
  });

  it("has a second entry point for contracts", async () => {
    const { contract } = await opaEngines(wasm);
    const promise = { kind: "exists", id: "p", subject: { type: "aws_s3_bucket" } };
    const answer = await contract.evaluate({ ...documentOf([]), promises: [promise], guards: [] });
    expect(answer.rules).toEqual(["p"]);
    expect(answer.findings).toMatchObject([{ rule: "contract/exists", status: "fail" }]);
  });

  it("refuses bytes that are no module", async () => {
    await expect(opaEngines(new Uint8Array([1, 2, 3]))).rejects.toMatchObject({
      code: "policy/engine-failed",
    });
  });

  it("refuses a module that was cut off", async () => {
    await expect(opaEngines(wasm.subarray(0, 1000))).rejects.toMatchObject({ code: "policy/engine-failed" });
  });

  it("refuses a module without the entry point it is asked for", async () => {
    // The smallest module with one other entry point cannot be written by hand: the name is changed in the real one.
    const renamed = Buffer.from(
      wasm.toString("latin1").replaceAll("gate/findings", "gate/forgings"),
      "latin1",
    );
    const { gate } = await opaEngines(renamed);
    await expect(gate.evaluate(documentOf([]))).rejects.toMatchObject({ code: "policy/engine-failed" });
  });
});
