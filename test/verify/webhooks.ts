// Sends labelled deliveries to the running App, byte for byte, and counts what it stored and what it ran.
// npm run verify:webhooks -- --rows FILE [--secret S --slug iac-bot --installation 4242 --repository 555:example-org/infra]
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { parseArgs } from "node:util";
import { z } from "zod";
import { GrownText } from "../support/grown-text.ts";
import { type RunningApp, startApp } from "../support/running-app.ts";

const Shot = z.object({
  headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  body: z.string().optional(),
  body_base64: z.string().optional(),
  generator: GrownText.optional(),
});
type Shot = z.infer<typeof Shot>;
const Row = Shot.extend({
  id: z.string(),
  expect: z.enum(["accept", "reject", "ignore", "once"]),
  why: z.string(),
  // biome-ignore lint/suspicious/noThenProperty: the rows name it so, and nothing awaits a row.
  then: z.array(Shot).optional(),
});
type Row = z.infer<typeof Row>;

const { values } = parseArgs({
  options: {
    rows: { type: "string" },
    secret: { type: "string", default: "EXAMPLE-webhook-secret-not-real" },
    slug: { type: "string", default: "iac-bot" },
    installation: { type: "string", default: "4242" },
    repository: { type: "string", default: "555:example-org/infra" },
  },
});
if (values.rows === undefined) {
  console.error("usage: npm run verify:webhooks -- --rows FILE");
  process.exit(2);
}
const rows = readFileSync(values.rows, "utf8")
  .split("\n")
  .filter((line) => line.trim() !== "")
  .map((line) => Row.parse(JSON.parse(line)));
const [repositoryId = "", fullName = ""] = values.repository.split(":");
const app = await startApp({
  secret: values.secret,
  slug: values.slug,
  installation: Number(values.installation),
  repository: { id: Number(repositoryId), name: fullName },
});

const misses: string[] = [];
for (const row of rows) {
  const miss = await judge(row, app);
  if (miss !== null) misses.push(`${row.id} ${row.expect}: ${miss} (${row.why})`);
}
await app.stop();

for (const miss of misses) console.log(`MISS ${miss}`);
const passed = rows.length - misses.length;
console.log(`${passed} of ${rows.length} deliveries were taken, ignored and refused as labelled`);
const share = rows.length === 0 ? 0 : passed / rows.length;
console.log(JSON.stringify({ name: "verify:webhooks", passed, total: rows.length, share, misses }));
process.exitCode = rows.length > 0 && passed === rows.length ? 0 : 1;

async function judge(row: Row, { address, emptyInbox, settled }: RunningApp): Promise<string | null> {
  emptyInbox();
  // Redeliveries come at once and one after the other: both must start one run.
  const first = await send(address, row);
  const others = await Promise.all((row.then ?? []).map((shot) => send(address, shot)));
  const { orders, runs } = await settled();
  const statuses = [first, ...others].join(" ");
  const seen = `answered ${statuses}, ${orders} stored, ${runs} run`;
  const isTaken = first >= 200 && first < 300;
  const isRefused = first >= 400 && first < 500;
  const count = { accept: 1, once: 1, ignore: 0, reject: 0 }[row.expect];
  const isStatusRight = row.expect === "reject" ? isRefused : isTaken;
  const isQuiet = others.every((status) => status < 500);
  return isStatusRight && isQuiet && orders === count && runs === count ? null : seen;
}

function bytesOf({ body, body_base64: base64, generator }: Shot): Buffer {
  if (base64 !== undefined) return Buffer.from(base64, "base64");
  return Buffer.from(generator ?? body ?? "", "utf8");
}

function send(address: string, shot: Shot): Promise<number> {
  const body = bytesOf(shot);
  return new Promise((resolve, reject) => {
    const headers = { ...shot.headers, "Content-Length": String(body.length) };
    const outgoing = request(`${address}/api/github/webhooks`, { method: "POST", headers }, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode ?? 0));
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}
