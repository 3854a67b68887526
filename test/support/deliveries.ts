import { createHmac, randomUUID } from "node:crypto";
import type { RawDelivery } from "../../app/intake/delivery/receive.ts";

export const SECRET = "a-secret-of-more-than-24-characters";

/** The payload of a comment by a person, with members replaced at the top level. */
export function commentPayload(body: string, members: Record<string, unknown> = {}) {
  const ana = { login: "ana", id: 101, type: "User" };
  return {
    action: "created",
    issue: { number: 7, locked: false },
    comment: { id: 9001, body, user: ana },
    repository: { id: 555, full_name: "octo/infra" },
    installation: { id: 4242 },
    sender: ana,
    ...members,
  };
}

/** The payload of a pull request of ours that was merged, with members replaced at the top level. */
export function mergePayload(members: Record<string, unknown> = {}) {
  const { repository, installation, sender } = commentPayload("");
  const head = { ref: "code/change-7-add-a-bucket", repo: { full_name: repository.full_name } };
  return {
    ...{ action: "closed", number: 12, repository, installation, sender },
    pull_request: { number: 12, merged: true, title: "Reverts #1", body: "Reverts #1", head },
    ...members,
  };
}

/** A delivery with GitHub's headers, signed over exactly these bytes. */
export function signed(payload: unknown, headers: Record<string, string | undefined> = {}): RawDelivery {
  const body =
    payload instanceof Uint8Array
      ? payload
      : Buffer.from(typeof payload === "string" ? payload : JSON.stringify(payload));
  return {
    body,
    headers: {
      "content-type": "application/json",
      "x-github-event": "issue_comment",
      "x-github-delivery": randomUUID(),
      "x-github-hook-installation-target-type": "integration",
      "x-hub-signature-256": `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`,
      ...headers,
    },
  };
}
