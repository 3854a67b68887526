import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { freePort } from "./free-port.ts";
import { until } from "./until.ts";

/** The mock cloud, asked as anybody could ask it: plain HTTP, never our own state. */
export interface Cloud {
  readonly url: string;
  /** What jobs that name an environment have in theirs. */
  readonly env: Readonly<Record<string, string>>;
  buckets(): Promise<readonly string[]>;
  /** Days until the objects of a bucket expire, null where nothing expires. */
  expirationDays(bucket: string): Promise<number | null>;
  /** Whether all four doors to the public are shut. */
  isPrivate(bucket: string): Promise<boolean>;
  /** Days by name of the log group. */
  logGroups(): Promise<Readonly<Record<string, number>>>;
  /** Somebody changes the account by hand. */
  openToPublic(bucket: string): Promise<void>;
  stop(): void;
}

export async function startCloud(moto: string, directory: string): Promise<Cloud> {
  const port = await freePort();
  const log = createWriteStream(join(directory, "mock-cloud.log"));
  const child = spawn(moto, ["-H", "127.0.0.1", "-p", String(port)], { stdio: ["ignore", "pipe", "pipe"] });
  process.once("exit", () => child.kill());
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const url = `http://127.0.0.1:${port}`;
  const get = async (path: string): Promise<string> => (await fetch(`${url}${path}`)).text();
  await until("the mock cloud", () => get("/").catch(() => null), { ms: 60_000 });
  const key = "code-demo";
  return {
    url,
    env: {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: key,
      AWS_SECRET_ACCESS_KEY: key,
      AWS_REGION: "eu-central-1",
      AWS_DEFAULT_REGION: "eu-central-1",
      AWS_EC2_METADATA_DISABLED: "true",
    },
    async buckets() {
      return [...(await get("/")).matchAll(/<Bucket><Name>([^<]+)/g)].map((match) => match[1] ?? "");
    },
    async expirationDays(bucket) {
      const days = /<Expiration>.*?<Days>(\d+)/s.exec(await get(`/${bucket}?lifecycle`))?.[1];
      return days === undefined ? null : Number(days);
    },
    async isPrivate(bucket) {
      const answer = await get(`/${bucket}?publicAccessBlock`);
      return (answer.match(/>true</g) ?? []).length === 4;
    },
    async logGroups() {
      const scope = `${key}/20260101/eu-central-1/logs/aws4_request`;
      const response = await fetch(url, {
        method: "POST",
        body: "{}",
        headers: {
          authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
          "content-type": "application/x-amz-json-1.1",
          "x-amz-target": "Logs_20140328.DescribeLogGroups",
        },
      });
      const { logGroups } = (await response.json()) as {
        logGroups: { logGroupName: string; retentionInDays?: number }[];
      };
      return Object.fromEntries(logGroups.map((group) => [group.logGroupName, group.retentionInDays ?? 0]));
    },
    async openToPublic(bucket) {
      await fetch(`${url}/${bucket}?publicAccessBlock`, { method: "DELETE" });
    },
    stop: () => child.kill("SIGTERM"),
  };
}
