import type { PolicyEngine } from "#shared/core/policy-engine.ts";
import type { Seat } from "#shared/core/seat.ts";
import { reviewFidelity } from "./fidelity.ts";
import { reviewSecurity } from "./security.ts";

/** How seats without a model are marked wherever their review is shown. */
const BY = "key-less analyser";
const DEADLINE_MS = 30_000;

/** The seats that need no key: security by heuristics of its own, fidelity by holding the change against the contract. */
export function keylessSeats(contractEngine: PolicyEngine): Seat[] {
  return [
    {
      duty: "security",
      by: BY,
      deadlineMs: DEADLINE_MS,
      review: ({ document }) => Promise.resolve({ findings: reviewSecurity(document), notes: [] }),
    },
    {
      duty: "fidelity",
      by: BY,
      deadlineMs: DEADLINE_MS,
      review: async (packet) => ({ findings: await reviewFidelity(packet, contractEngine), notes: [] }),
    },
  ];
}
