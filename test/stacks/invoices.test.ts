import { expect, it } from "vitest";
import { readTree } from "#shared/adapters/read-tree.ts";
import { checkDecompiled } from "#shared/synth/edit-proved.ts";
import { emitChange } from "../../app/emit/emit-change.ts";
import { CATALOGUE } from "../support/catalogue.ts";
import { INVOICES } from "../support/invoices.ts";
import { refusalOf } from "../support/refusal-of.ts";
import { realSynthesiser } from "../support/synthesiser.ts";

const PATH = "stacks/invoices";

it("the reference stack is what the emitter writes, byte for byte, and means what was asked", async () => {
  const files = await readTree(".", PATH);
  const emitted = emitChange({
    change: INVOICES,
    catalogue: CATALOGUE,
    folder: PATH,
    provider: { name: "aws", region: "eu-west-1" },
    read: () => null,
  });
  expect(emitted).toEqual(files);

  const synthesiser = await realSynthesiser();
  const json = await synthesiser.synthesise({ files, stack: "invoices", stackPath: PATH });
  expect(refusalOf(() => checkDecompiled(json, INVOICES))).toBeNull();
});
