import nock from "nock";
import { afterEach, describe, expect, it } from "vitest";
import { installationsOf } from "../../../app/adapters/installations.ts";
import { example, recordedGitHub } from "../../support/github-api.ts";

function directory(now: () => number) {
  const { github, client } = recordedGitHub();
  const look = (repositories: object[]) =>
    github
      .get("/app/installations")
      .query({ per_page: "100" })
      .reply(200, [example("installation", { id: 4242, suspended_at: null })])
      .get("/installation/repositories")
      .query({ per_page: "100" })
      .reply(200, { total_count: repositories.length, repositories });
  return { look, installations: installationsOf({ app: client, installed: async () => client, now }) };
}

const infra = { id: 555, full_name: "octo/infra" };

describe("installationsOf", () => {
  afterEach(() => nock.cleanAll());

  it("knows a repository by installation, id and name together", async () => {
    const { look, installations } = directory(() => 0);
    look([infra]);
    await installations.refresh();
    expect(await installations.knows(4242, { id: 555, name: "Octo/infra" })).toBe(true);
    expect(await installations.knows(4242, { id: 556, name: "octo/infra" })).toBe(false);
    expect(await installations.knows(1, { id: 555, name: "octo/infra" })).toBe(false);
  });

  it("looks again for an unknown one, and not with every delivery", async () => {
    let time = 0;
    const { look, installations } = directory(() => time);
    look([]);
    await installations.refresh();
    time = 29_000;
    expect(await installations.knows(4242, { id: 555, name: "octo/infra" })).toBe(false);
    time = 31_000;
    look([infra]);
    expect(await installations.knows(4242, { id: 555, name: "octo/infra" })).toBe(true);
  });
});
