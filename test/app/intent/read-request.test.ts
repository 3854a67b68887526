import { describe, expect, it } from "vitest";
import { readRequest } from "../../../app/intent/read-request.ts";
import { PARAPHRASES, STACK } from "./paraphrases/all.ts";

describe("readRequest", () => {
  for (const { kind, creates, changes, removes } of PARAPHRASES) {
    it.each(creates)(`makes a ${kind} of: %s`, (text, name, attributes) => {
      const understanding = readRequest(text, { existing: [] });
      expect(understanding).toMatchObject({ wishes: [{ verb: "create", kind, name }] });
      expect(understanding).toHaveProperty("wishes.0.attributes", attributes);
    });

    it.each(changes)(`changes a ${kind} by: %s`, (text, name, attributes) => {
      const understanding = readRequest(text, { existing: STACK });
      expect(understanding).toMatchObject({ wishes: [{ verb: "change", kind, name }] });
      expect(understanding).toHaveProperty("wishes.0.attributes", attributes);
    });

    it.each(removes)(`removes a ${kind} by: %s`, (text, name) => {
      const understanding = readRequest(text, { existing: STACK });
      expect(understanding).toMatchObject({ wishes: [{ verb: "remove", kind, name, attributes: {} }] });
    });
  }
});
