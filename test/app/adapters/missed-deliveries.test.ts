import nock from "nock";
import { afterEach, describe, expect, it } from "vitest";
import { redeliverMissed } from "../../../app/adapters/missed-deliveries.ts";
import { recordedGitHub } from "../../support/github-api.ts";

const delivery = (id: number, guid: string, status_code: number, what = "issue_comment created") => {
  const [event, action] = what.split(" ");
  return { id, guid, status_code, event, action };
};

describe("redeliverMissed", () => {
  afterEach(() => {
    expect(nock.pendingMocks()).toEqual([]);
    nock.cleanAll();
  });

  it("asks for comments and merges that never reached us, and for nothing else", async () => {
    const { github, client } = recordedGitHub();
    const deliveries = [
      delivery(1, "timed-out", 0),
      delivery(2, "broken", 503),
      delivery(3, "arrived-later", 202),
      delivery(4, "arrived-later", 503),
      delivery(5, "refused", 401),
      delivery(6, "another event", 503, "push "),
      delivery(12, "a merge", 503, "pull_request closed"),
      delivery(13, "another change of a pull request", 503, "pull_request synchronize"),
      delivery(14, "an edited comment", 503, "issue_comment edited"),
      ...[7, 8, 9, 10, 11].map((id) => delivery(id, "hopeless", 503)),
    ];
    github.get("/app/hook/deliveries").query({ per_page: "100" }).reply(200, deliveries);
    for (const id of [1, 2, 12]) github.post(`/app/hook/deliveries/${id}/attempts`).reply(202, {});
    expect(await redeliverMissed(client)).toBe(3);
  });
});
