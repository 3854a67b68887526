import { describe, expect, it } from "vitest";
import type { Order } from "#shared/core/inbox.ts";
import { openInbox } from "../../../app/adapters/inbox.ts";
import { requireModest } from "../../../app/intake/authorise.ts";
import { orderFor, recordingHands } from "../../support/recording-hands.ts";

const DAY = "2026-01-31";

function asking() {
  const world = recordingHands();
  const memory = openInbox(":memory:");
  const order = (members: Partial<Order> = {}) => orderFor(world, "/code a bucket", members);
  for (let count = 0; count < 200; count += 1) requireModest(order(), memory, DAY);
  return { memory, order };
}

describe("requireModest", () => {
  it("takes two hundred comments of one person on one day, and no further one", () => {
    const { memory, order } = asking();
    expect(() => requireModest(order(), memory, DAY)).toThrow(
      expect.objectContaining({ code: "intake/too-many" }),
    );
    expect(() => requireModest(order({ author: "ANA" }), memory, DAY)).toThrow("200 times");
  });

  it.each([
    ["of somebody else", { author: "ben" }, DAY],
    ["in another repository", { repository: { id: 6, name: "octo/other" } }, DAY],
    ["of the next day", {}, "2026-02-01"],
  ])("counts a comment %s apart", (_, members, day) => {
    const { memory, order } = asking();
    expect(requireModest(order(members), memory, day)).toBeUndefined();
  });

  it("counts a comment that is worked on again once", () => {
    const { memory, order } = asking();
    const again = order({ author: "ben" });
    for (let count = 0; count < 500; count += 1) requireModest(again, memory, DAY);
    expect(memory.recall(`asker 5 ben ${DAY}`, "requests")).toBe(1);
  });
});
