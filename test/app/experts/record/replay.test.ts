import { beforeAll, describe, expect, it } from "vitest";
import { shippedPolicies } from "#shared/adapters/policies.ts";
import type { Consulted } from "#shared/core/consultation.ts";
import type { Json, JsonObject } from "#shared/core/json.ts";
import type { Seat } from "#shared/core/seat.ts";
import { keylessSeats } from "../../../../app/experts/analysers/seats.ts";
import { promptsDigest } from "../../../../app/experts/prompt/prompts.ts";
import { type Replayed, replay } from "../../../../app/experts/record/replay.ts";
import { CODE, type Play } from "../../../support/consulting.ts";
import { at, FOUND, type Kept, keptFrom, PLAY, resealed, saying } from "../../../support/replaying.ts";

let analysers: readonly Seat[];
beforeAll(async () => {
  analysers = keylessSeats((await shippedPolicies()).engines.contract);
});

const again = ({ body, content }: Kept, seats = analysers, code = CODE): Promise<Replayed> =>
  replay(content, body, { analysers: seats, code, signal: new AbortController().signal });

const keptOf = (play: Play) => keptFrom(play, analysers);

describe("a consultation that was changed", () => {
  let honest: Kept;
  beforeAll(async () => {
    honest = await keptOf(PLAY);
  });

  it("objects by the second model of security, before it is changed", async () => {
    expect(await again(honest)).toEqual({ verdict: "objected", differences: [], remarks: [] });
  });

  it.each<[string, (content: JsonObject) => void, string, Json | undefined, Json | undefined]>([
    [
      "an answer",
      (content) => Object.assign(at(content, "reviews", 0, "attempts", 1), { answer: saying() }),
      "verdict.kind",
      "objected",
      "approved",
    ],
    [
      "the severity in an answer",
      (content) =>
        Object.assign(at(content, "reviews", 0, "attempts", 1), {
          answer: saying({ ...FOUND, severity: "low" }),
        }),
      "reviews[0].findings[0].severity",
      "critical",
      "low",
    ],
    [
      "an unusable answer into a usable one",
      (content) => Object.assign(at(content, "reviews", 0, "attempts", 0), { answer: saying() }),
      "reviews[0].attempts[0].outcome",
      "malformed",
      "answered",
    ],
    [
      "a usable answer into none",
      (content) => Object.assign(at(content, "reviews", 0, "attempts", 1), { answer: null }),
      "reviews[0].attempts[1].outcome",
      "answered",
      "malformed",
    ],
    [
      "how a usable answer ended",
      (content) => Object.assign(at(content, "reviews", 0, "attempts", 1), { outcome: "malformed" }),
      "reviews[0].attempts[1].outcome",
      "malformed",
      "answered",
    ],
    [
      "who answered",
      (content) => Object.assign(at(content, "reviews", 0, "attempts", 1), { model: "other" }),
      "reviews[0].attempts[1].model",
      "other",
      "b",
    ],
    [
      "the verdict",
      (content) => Object.assign(content, { verdict: { kind: "approved", dissent: [] } }),
      "verdict.kind",
      "approved",
      "objected",
    ],
    [
      "who sits where",
      (content) => Object.assign(at(content, "terms", "seats", "security"), { models: [] }),
      "reviews[0].by",
      "google/b + key-less analyser",
      "key-less analyser",
    ],
    [
      "what the change is",
      (content) =>
        Object.assign(at(content, "packet", "document", "resources", 0, "after"), { force_destroy: false }),
      "reviews[0].demoted",
      0,
      1,
    ],
    [
      "what an analyser found",
      (content) => Object.assign(at(content, "reviews", 2), { notes: ["all is well"] }),
      "reviews[2].notes[0]",
      "all is well",
      undefined,
    ],
    [
      "that a seat was asked",
      (content) =>
        Object.assign(content, { reviews: [at(content, "reviews", 0), at(content, "reviews", 2)] }),
      "reviews[2]",
      undefined,
      expect.objectContaining({ duty: "fidelity" }),
    ],
  ])("is told by what differs: %s", async (_, change, path, before, after) => {
    const { differences } = await again(resealed(honest, change));
    expect(differences).toContainEqual({ path, recorded: before, recomputed: after });
  });

  it("is told by the verdict where terms were changed", async () => {
    const approved = await keptOf({ ...PLAY, says: () => saying() });
    const stricter = resealed(approved, (content) =>
      Object.assign(at(content, "terms", "seats"), { quorum: 4 }),
    );
    expect(approved.body.verdict).toBe("approved");
    expect((await again(stricter)).differences).toContainEqual({
      ...{ path: "verdict.kind", recorded: "approved", recomputed: "undecided" },
    });
  });

  it.each<[string, Partial<Consulted>, string]>([
    ["verdict", { verdict: "approved" }, "entry.verdict"],
    ["packet", { packet: "a".repeat(64) }, "entry.packet"],
    ["content", { consultation: "a".repeat(64) }, "entry.consultation"],
    ["cost", { dollars: 1 }, "entry.dollars"],
    ["stack", { stack: "network" }, "entry.stack"],
    ["seats", { seats: [] }, "entry.seats[0]"],
    ["file", { sealed: "left-out" }, "entry.sealed"],
  ])("is told by the entry that says another %s", async (_, change, path) => {
    const { differences } = await again({ ...honest, body: { ...honest.body, ...change } });
    expect([...new Set(differences.map((one) => one.path.replace(/seats.*/, "seats[0]")))]).toEqual([path]);
  });
});

describe("the prompts of a recorded consultation", () => {
  const other = { prompts: "e".repeat(64), code: CODE };
  const asked = async (release: object) => {
    const kept = await keptOf(PLAY);
    const { content, body } = resealed(kept, (changed) => Object.assign(changed, { release }));
    const [first, ...more] = body.seats;
    const seats = [{ ...first, prompt: "f".repeat(64) }, ...more];
    return await again({ content, body: { ...body, seats } as Consulted });
  };

  it("are a difference where this release would have asked something else", async () => {
    const { differences, remarks } = await asked({ prompts: promptsDigest(), code: CODE });
    expect(differences).toMatchObject([{ path: "entry.seats[0].prompt", recorded: "f".repeat(64) }]);
    expect(remarks).toEqual([]);
  });

  it("are a remark where another release has asked", async () => {
    expect(await asked(other)).toEqual({
      ...{ verdict: "objected", differences: [] },
      remarks: ["Another release with other prompts recorded it: what the seats were asked is not compared."],
    });
  });
});

describe("the release that recorded a consultation", () => {
  const later = "e".repeat(64);
  const OTHER = "Another release recorded it, and may have judged otherwise: replay it with that one.";

  it("is no matter where another one comes to the same", async () => {
    expect(await again(await keptOf(PLAY), analysers, later)).toMatchObject({ differences: [], remarks: [] });
  });

  it.each<[string, string, string[]]>([
    ["is said where another one comes to something else", later, [OTHER]],
    ["explains nothing where it is this one", CODE, []],
  ])("%s", async (_, code, remarks) => {
    const without = analysers.filter(({ duty }) => duty !== "fidelity");
    const replayed = await again(await keptOf(PLAY), without, code);
    expect(replayed.differences).not.toEqual([]);
    expect(replayed.remarks).toEqual(remarks);
  });
});

describe("what is no consultation of this form", () => {
  it.each<[string, (content: JsonObject) => void, string]>([
    ["an older version", (content) => Object.assign(content, { version: 1 }), "experts/unknown-version"],
    ["a later version", (content) => Object.assign(content, { version: 3 }), "experts/unknown-version"],
    ["no version", (content) => delete content.version, "experts/unknown-version"],
    ["a version in words", (content) => Object.assign(content, { version: "2" }), "experts/unknown-version"],
    ["a member too many", (content) => Object.assign(content, { more: 1 }), "experts/unreadable"],
    ["a seat that is none", (content) => Object.assign(content, { reviews: [{}] }), "experts/unreadable"],
  ])("is refused: %s", async (_, change, code) => {
    const changed = resealed(await keptOf(PLAY), change);
    await expect(again(changed)).rejects.toMatchObject({ code, next: expect.stringMatching(/.{20}/) });
  });
});
