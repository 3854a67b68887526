import { describe, expect, it } from "vitest";
import { checkTypedChange } from "#shared/catalogue/check-typed-change.ts";
import type { Cloud } from "#shared/core/clouds.ts";
import { writeChange } from "../../../app/author/write-change.ts";
import { readRequest } from "../../../app/intent/read-request.ts";
import { CATALOGUE } from "../../support/catalogue.ts";

function written(text: string, cloud: Cloud) {
  const read = readRequest(text, { existing: [], cloud });
  if (read.kind !== "understood") throw new Error(JSON.stringify(read));
  const { wishes } = read;
  return writeChange({ stack: "shop", region: "eu", cloud, account: "acme", wishes, existing: [] });
}

const SHOP = "a container service called shop behind HTTPS running ghcr.io/acme/shop:1";

describe("what was said of a thing", () => {
  it.each<[Cloud, string, object]>([
    ["aws", "a queue called jobs, visibility timeout 90 seconds", { visibility_timeout_seconds: 90 }],
    ["azure", "a queue called jobs, lock duration 2 minutes", { lock_duration: "PT120S" }],
    ["google", "a queue called jobs, ack deadline 60 seconds", { ack_deadline_seconds: 60 }],
    [
      "aws",
      "a private postgres database called crm without a standby",
      { multi_az: false, publicly_accessible: false },
    ],
    ["aws", "a postgres database called crm", { multi_az: true }],
    [
      "azure",
      "a zone redundant postgres database called crm",
      { high_availability: { mode: "ZoneRedundant" } },
    ],
    [
      "azure",
      "a postgres database called crm with geo redundant backups",
      { geo_redundant_backup_enabled: true },
    ],
    ["google", "a zonal postgres database called crm", { settings: { availability_type: "ZONAL" } }],
    [
      "aws",
      "a function called f running a/b:1 with 512 MB of memory, timeout 2 minutes",
      { memory_size: 512, timeout: 120 },
    ],
    ["google", "a function called f running a/b:1, timeout 90 seconds", { template: { timeout: "90s" } }],
    ["google", SHOP, { template: { containers: [{ resources: { limits: { memory: "512Mi" } } }] } }],
  ])("is written on %s: %s", (cloud, text, wanted) => {
    const change = written(text, cloud);
    expect(change.operations[0]).toMatchObject({ arguments: wanted });
    expect(checkTypedChange(change, { catalogue: CATALOGUE, existing: [] }).findings).toEqual([]);
  });

  it("is written into the container of a deployment", () => {
    const change = written(
      "a deployment called cache of redis:7.4 on port 6379 with 256 MB of memory",
      "kubernetes",
    );
    expect(JSON.stringify(change.operations[0])).toContain('"port":[{"container_port":6379}]');
    expect(JSON.stringify(change.operations[0])).toContain('"memory":"256Mi"');
    expect(checkTypedChange(change, { catalogue: CATALOGUE, existing: [] }).findings).toEqual([]);
  });

  it.each<[Cloud, number]>([
    ["azure", 0],
    ["google", 0],
    ["aws", 1],
  ])("asks for the domain of a container service only where the cloud gives none: %s", (cloud, questions) => {
    const read = readRequest(SHOP, { existing: [], cloud });
    expect(read.kind === "unclear" ? read.questions.length : 0).toBe(questions);
  });
});
