import { plainJson } from "#shared/core/json.ts";
import { bounded } from "../../app/experts/packet/bounded.ts";
import { packetOf } from "../../app/experts/packet/packet.ts";
import { digestOf } from "../../app/experts/packet/shuffled.ts";
import { inKnownNames } from "../../app/experts/prompt/known-names.ts";
import { askedOf } from "../support/asked-of.ts";
import { created, documentOf } from "../support/change.ts";

/** The packet of a stack of 1,000 resources, with its digest and what each seat is asked: in less than a second and 200 MB; then the longest answer to it, which asks after names in every word, read in less than 250 ms. */
const RESOURCES = 1000;
const GOAL = { milliseconds: 1000, megabytes: 200, answer: 250 };
const LONGEST_ANSWER = 62_000;

const policy = JSON.stringify({ Statement: [{ Effect: "Allow", Action: ["s3:GetObject"], Resource: "*" }] });
const resources = Array.from({ length: RESOURCES }, (_, at) =>
  created(
    `aws_s3_bucket.team${at}`,
    {
      bucket: `team-${at}`,
      policy,
      tags: { team: `t${at}`, owner: "platform" },
      rule: [{ days: 90 }],
      key: `k${at}`,
    },
    { sensitive: { key: true } },
  ),
);
const terraform = {
  resource: Object.fromEntries(resources.map(({ name, after }) => [name, after])),
};
const code = resources.map(({ name }) => `new S3Bucket(this, "${name}", { bucket: "${name}" });`).join("\n");

const before = process.memoryUsage().rss;
const started = performance.now();
const packet = packetOf({
  ...{ stack: "storage", request: "a bucket for each of our teams", stripped: [], findings: [], terraform },
  contract: { version: 1, id: "issue-1", promises: [], guards: [], withdraws: [] },
  document: documentOf(resources),
  files: { "stacks/storage/storage.ts": { before: null, after: code } },
});
const digest = digestOf(plainJson(packet));
const prompts = (["security", "reliability", "cost", "fidelity"] as const).map(
  (duty) => askedOf(duty, packet).task,
);
const milliseconds = Math.round(performance.now() - started);
const megabytes = Math.round((process.memoryUsage().rss - before) / 2 ** 20);

const unknown = Array.from({ length: LONGEST_ANSWER / 18 }, (_, at) => `logs-aws-${at % 1000}.s3_team`).join(
  " x ",
);
const notes = unknown.match(/.{1,590}/g) ?? [];
const asked = performance.now();
inKnownNames({ findings: [], notes }, packet);
const answer = Math.round(performance.now() - asked);

const shown = JSON.stringify(bounded(packet));
const isWhole = resources.every(({ address }) => shown.includes(`"${address}"`));
const longest = Math.max(...prompts.map(({ length }) => length));
console.table({
  packet: {
    resources: RESOURCES,
    milliseconds,
    megabytes,
    "longest prompt": longest,
    "all named": isWhole,
    answer,
  },
});
const isFast = milliseconds < GOAL.milliseconds && answer < GOAL.answer;
const share = isWhole && isFast && megabytes < GOAL.megabytes ? 1 : 0;
console.log(
  JSON.stringify({
    name: "bench:packet",
    passed: share,
    total: 1,
    share,
    milliseconds,
    megabytes,
    answer,
    longest,
    digest: digest.slice(0, 8),
  }),
);
process.exitCode = share === 1 ? 0 : 1;
