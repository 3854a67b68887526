import nock from "nock";
import { afterEach, describe, expect, it } from "vitest";
import { sweepOf } from "../../../app/adapters/missed-deliveries.ts";
import { API, recordedGitHub } from "../../support/github-api.ts";

const NOW = Date.parse("2026-03-01T12:00:00Z");
const MINUTE = 60_000;
const COMMENT = "issue_comment created";

interface Members {
  readonly what?: string;
  readonly minutesAgo?: number;
  readonly redelivery?: boolean;
}

function delivery(id: number, guid: string, status_code: number, members: Members = {}) {
  const { what = COMMENT, minutesAgo = 1, redelivery = false } = members;
  const [event, action] = what.split(" ");
  const delivered_at = new Date(NOW - minutesAgo * MINUTE).toISOString();
  return { id, guid, status_code, event, action, delivered_at, redelivery };
}

const many = (first: number, members: Members = {}) =>
  Array.from({ length: 100 }, (_, at) => delivery(first + at, `guid ${first + at}`, 202, members));

const ADDRESS = "/app/hook/deliveries";
const next = (cursor: number) => ({ link: `<${API}${ADDRESS}?per_page=100&cursor=${cursor}>; rel="next"` });

/** Hands over a sweep, what it logs, and a way to have it find these pages and ask for these deliveries. */
function sweeping() {
  const { github, client } = recordedGitHub();
  const logged: unknown[] = [];
  const log = { info() {}, warn: (...line: unknown[]) => logged.push(line), error() {} };
  let time = NOW;
  const found = (pages: readonly (readonly object[])[], asked: readonly number[], isMore = false) => {
    pages.forEach((page, at) => {
      const query = { per_page: "100", ...(at === 0 ? {} : { cursor: String(at) }) };
      const isLast = at === pages.length - 1 && !isMore;
      github
        .get(ADDRESS)
        .query(query)
        .reply(200, [...page], isLast ? {} : next(at + 1));
    });
    for (const id of asked) github.post(`${ADDRESS}/${id}/attempts`).reply(202, {});
  };
  const later = (minutes: number) => {
    time += minutes * MINUTE;
  };
  return { sweep: sweepOf(client, log, () => time), logged, found, later, github };
}

describe("sweepOf", () => {
  afterEach(() => {
    expect(nock.pendingMocks()).toEqual([]);
    nock.cleanAll();
  });

  it("asks for comments and merges that never reached us, and for nothing else", async () => {
    const { sweep, found, logged } = sweeping();
    const deliveries = [
      delivery(1, "timed-out", 0),
      delivery(2, "broken", 503, { redelivery: true }),
      delivery(15, "broken", 503),
      delivery(3, "arrived-later", 202),
      delivery(4, "arrived-later", 503),
      delivery(5, "refused", 401),
      delivery(6, "another event", 503, { what: "push " }),
      delivery(12, "a merge", 503, { what: "pull_request closed" }),
      delivery(13, "another change of a pull request", 503, { what: "pull_request synchronize" }),
      delivery(14, "an edited comment", 503, { what: "issue_comment edited" }),
      delivery(16, "whose first attempt is not there", 503, { redelivery: true }),
      ...[7, 8, 9, 10, 11].map((id) => delivery(id, "hopeless", 503)),
    ];
    found([deliveries], [1, 2, 12]);
    expect(await sweep()).toBe(3);
    expect(logged).toEqual([]);
  });

  it("reads every page that GitHub has kept, the first time", async () => {
    const { sweep, found, logged } = sweeping();
    const days = { minutesAgo: 3 * 24 * 60 };
    found([many(1), many(201), [delivery(500, "old", 503, days)]], [500]);
    expect(await sweep()).toBe(1);
    expect(logged).toEqual([]);
  });

  it("knows by a further page that what one page lacks has arrived", async () => {
    const { sweep, found } = sweeping();
    const page = [...many(1).slice(1), delivery(700, "arrived", 202)];
    found([page, [delivery(600, "arrived", 503)]], []);
    expect(await sweep()).toBe(0);
  });

  it("reads on to half an hour before the sweep that ended well, and no page further", async () => {
    const { sweep, found, later, github } = sweeping();
    github.get(ADDRESS).query({ per_page: "100" }).reply(404, {});
    await expect(sweep()).rejects.toMatchObject({ status: 404 });
    found([many(1), [delivery(500, "old", 503, { minutesAgo: 600 })]], [500]);
    expect(await sweep()).toBe(1);

    later(5);
    const edge = [
      delivery(31, "just in", 503, { minutesAgo: 29 }),
      delivery(32, "out", 503, { minutesAgo: 31 }),
    ];
    found([many(1001), [...many(1201), ...edge]], [31], true);
    expect(await sweep()).toBe(1);
  });

  it("stops after ten pages and says how far it came", async () => {
    const { sweep, found, logged } = sweeping();
    const pages = Array.from({ length: 10 }, (_, at) => many(1 + at * 100, { minutesAgo: at }));
    found(
      [...pages.slice(0, 9), [...(pages[9] ?? []).slice(1), delivery(5000, "missed", 0, { minutesAgo: 9 })]],
      [5000],
      true,
    );
    expect(await sweep()).toBe(1);
    expect(logged).toEqual([["intake/sweep-cut", { attempts: 1000, oldest: "2026-03-01T11:51:00.000Z" }]]);
  });
});
