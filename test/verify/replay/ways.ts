import { CONSULTED, Consultation, type Consulted } from "#shared/core/consultation.ts";
import type { Json } from "#shared/core/json.ts";
import { nextEntry } from "#shared/ledger/chain.ts";
import { signerFrom } from "#shared/ledger/keys.ts";
import { sealConsultation } from "#shared/ledger/sealed-consultation.ts";
import type { TrustedEntry } from "#shared/ledger/trusted-ledger.ts";
import { digestOf } from "../../../app/experts/packet/shuffled.ts";
import { told } from "../../../app/experts/record/consulted.ts";
import { at, type Kept, resealed, saying } from "../../support/replaying.ts";
import { APP, TRUST } from "../../support/story.ts";

/** What somebody with both of the App's keys may do to a consultation, every digest and signature made anew; null where it does not apply. */
export const WAYS: Readonly<Record<string, (kept: Kept) => Kept | null>> = {
  "an answer is another one": (kept) =>
    onAttempt(kept, "answered", ({ answer }) => ({
      answer: answer === saying() ? saying(SEVERE) : saying(),
    })),
  "a usable answer is called unusable": (kept) =>
    onAttempt(kept, "answered", () => ({ outcome: "malformed" })),
  "an unusable answer becomes a usable one": (kept) =>
    onAttempt(kept, "malformed", () => ({ answer: saying() })),
  "another model has answered": (kept) => onAttempt(kept, "answered", () => ({ model: "other" })),
  "the verdict is another one": (kept) =>
    changed(kept, (content) => {
      const isApproved = kept.body.verdict === "approved";
      Object.assign(content, {
        verdict: isApproved
          ? { kind: "undecided", missing: ["security"], dissent: [] }
          : { kind: "approved", dissent: [] },
      });
    }),
  "nobody was to sit in security": (kept) =>
    changed(kept, (content) => Object.assign(at(content, "terms", "seats", "security"), { models: [] })),
  "security was never asked": (kept) =>
    changed(kept, (content) => {
      const [, ...reviews] = content.reviews as Json[];
      Object.assign(content, { reviews });
    }),
  "the change is another one": (kept) =>
    resealed(kept, (content) =>
      Object.assign(at(content, "packet", "document", "resources", 0, "after"), { bucket: "others" }),
    ),
  "the entry says another verdict": ({ content, body }) => ({
    content,
    body: { ...body, verdict: body.verdict === "approved" ? "objected" : "approved" },
  }),
  "the form is of another version": (kept) =>
    resealed(kept, (content) => Object.assign(content, { version: 1 })),
};

const SEVERE = {
  ...{ id: "S9", dimension: "security", severity: "critical", address: "aws_s3_bucket.logs", path: "bucket" },
  ...{ quoted: "logs", rule: "S3-9", message: "A name." },
};

/** The entry is told anew from what is sealed, as the App would. */
function changed(kept: Kept, change: Parameters<typeof resealed>[1]): Kept {
  const { content, body } = resealed(kept, change);
  return {
    content,
    body: { ...body, ...told(Consultation.parse(content)), consultation: digestOf(content) },
  };
}

function onAttempt(
  kept: Kept,
  outcome: string,
  change: (attempt: { readonly answer?: Json }) => object,
): Kept | null {
  const reviews = at(kept.content, "reviews") as unknown as { attempts: { outcome: string }[] }[];
  const seat = reviews.findIndex(({ attempts }) => attempts.some((one) => one.outcome === outcome));
  if (seat < 0) return null;
  const index = reviews[seat]?.attempts.findIndex((one) => one.outcome === outcome) ?? 0;
  return changed(kept, (content) => {
    const attempt = at(content, "reviews", seat, "attempts", index);
    Object.assign(attempt, change(attempt));
  });
}

/** An entry that the App has signed, with this file beside it. */
export function signed(body: Consulted, attachment: string | null): TrustedEntry {
  const place = { writer: "app", repository: TRUST.repository, previous: null, seen: null, at: "" } as const;
  const event = { kind: CONSULTED, body };
  return {
    entry: nextEntry({ ...place, event }, signerFrom(APP.privatePem)),
    attached: async () => attachment,
  };
}

export function sealed({ content, body }: Kept, key: Uint8Array): string {
  const place = { repository: TRUST.repository, packet: body.packet, kind: CONSULTED };
  return sealConsultation(content, place, key);
}
