import { describe, expect, it } from "vitest";
import { checkTypedChange } from "#shared/catalogue/check-typed-change.ts";
import { Cloud } from "#shared/core/clouds.ts";
import type { Json } from "#shared/core/json.ts";
import { RECIPES, recipeFor } from "../../../app/author/recipes.ts";
import { writeChange } from "../../../app/author/write-change.ts";
import { KINDS } from "../../../app/intent/vocabulary/kinds.ts";
import { CATALOGUE } from "../../support/catalogue.ts";

/** Every attribute at once, so that every part is written that a request could bring about. */
const ALL: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  bucket: { expireDays: 90, public: true },
  "log-group": { retentionDays: 365 },
  network: { subnets: 3, publicSubnets: 2, flowLogs: true },
  table: { key: "id", sortKey: "at", ttl: "until" },
  "security-group": { ingress: [{ protocol: "tcp", from: 443, to: 443, source: "10.0.0.0/8" }] },
  role: { service: "ec2.amazonaws.com", policies: ["ReadOnlyAccess"] },
  instance: {},
  queue: { retentionDays: 7, deadLetters: true },
  secret: {},
  postgres: { disk: 64, backupDays: 14, protected: true },
  function: { image: "ghcr.io/acme/thumbnails:1.4" },
  "dns-record": { host: "shop.example.com", target: "203.0.113.10" },
  "container-service": { image: "ghcr.io/acme/shop:1.4", domain: "shop.example.com", public: true },
  deployment: { image: "nginx:1.27", replicas: 3 },
};

const ROWS = Cloud.options.flatMap((cloud) => RECIPES[cloud].map(({ kind }) => [cloud, kind] as const));

function written(cloud: Cloud, kind: string, attributes: Readonly<Record<string, Json>>) {
  const offered = Object.entries(attributes).filter(([name]) => isWritten(cloud, kind, name));
  const wish = { verb: "create" as const, kind, name: "main", attributes: Object.fromEntries(offered) };
  const place = { stack: "shop", cloud, account: "acme-prod", region: "eu-west-1" };
  return writeChange({ ...place, wishes: [wish], existing: [] });
}

function isWritten(cloud: Cloud, kind: string, attribute: string): boolean {
  return JSON.stringify(recipeFor(kind, cloud).parts).includes(`"${attribute}"`);
}

describe("every recipe", () => {
  it.each(ROWS)("of %s for a %s is what the catalogue knows", (cloud, kind) => {
    const { findings } = checkTypedChange(written(cloud, kind, ALL[kind] ?? {}), {
      catalogue: CATALOGUE,
      existing: [],
    });
    expect(findings.map(({ resource, path, message }) => `${resource} ${path}: ${message}`)).toEqual([]);
  });

  it.each(ROWS)("of %s for a %s begins with the type that its kind has there", (cloud, kind) => {
    const types = KINDS.find((one) => one.kind === kind)?.types;
    expect(recipeFor(kind, cloud).parts[0]?.type).toBe(types?.[cloud]);
  });

  it.each(ROWS)("of %s for a %s says every default that the vocabulary could have said", (cloud, kind) => {
    const recipe = recipeFor(kind, cloud);
    const known = Object.keys(KINDS.find((one) => one.kind === kind)?.attributes ?? {});
    const silent = Object.keys(recipe.defaults).filter(
      (name) => known.includes(name) && recipe.assumptions[name] === undefined,
    );
    expect(silent.filter((name) => !SAID_IN_NOTES.includes(`${kind}.${name}`))).toEqual([]);
  });
});

const SAID_IN_NOTES = ["instance.encrypted", "network.publicSubnets", "table.sortKeyType"];

/** What has an equal there that no recipe writes yet. */
const LATER = ["azure instance", "azure security-group", "google instance"];

describe("recipeFor", () => {
  it.each(LATER)("does not say that there is no equal of what it cannot write yet: %s", (row) => {
    const [cloud, kind = ""] = row.split(" ");
    expect(() => recipeFor(kind, Cloud.parse(cloud))).toThrow(
      expect.objectContaining({ code: "author/unknown-kind" }),
    );
  });

  it.each(Cloud.options.flatMap((cloud) => KINDS.map(({ kind }) => [cloud, kind] as const)))(
    "writes on %s a %s, or says what is nearest",
    (cloud, kind) => {
      const types = KINDS.find((one) => one.kind === kind)?.types;
      if (types?.[cloud] !== undefined) expect(recipeFor(kind, cloud).kind).toBe(kind);
      else if (!LATER.includes(`${cloud} ${kind}`))
        expect(() => recipeFor(kind, cloud)).toThrow(
          expect.objectContaining({ code: "author/no-equal", next: expect.stringMatching(/^\w.+/) }),
        );
    },
  );
});

describe("writeChange on another cloud", () => {
  it.each([
    [
      "a size that the cloud does not let be chosen",
      "azure",
      "function",
      { memory: 2 },
      "author/not-offered",
    ],
    ["keys that it does not keep", "google", "bucket", { encryption: "aws:kms" }, "author/not-offered"],
    ["a retention that it does not have", "azure", "log-group", { retentionDays: 7 }, "author/out-of-range"],
    ["another region", "google", "queue", { region: "us-east1" }, "author/other-region"],
  ] as const)("refuses %s", (_, cloud, kind, attributes, code) => {
    const wish = {
      verb: "create" as const,
      kind,
      name: "main",
      attributes: { image: "a/b:1", ...attributes },
    };
    const { image, ...others } = wish.attributes;
    const asked = kind === "function" ? { image, ...others } : others;
    const packet = { stack: "shop", cloud, region: "europe-west1", existing: [] };
    expect(() => writeChange({ ...packet, wishes: [{ ...wish, attributes: asked }] })).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it("takes what holds there anyway", () => {
    const wish = { verb: "create" as const, kind: "bucket", name: "a", attributes: { encryption: "AES256" } };
    const packet = { stack: "shop", cloud: "google" as const, region: "europe-west1", existing: [] };
    expect(writeChange({ ...packet, wishes: [wish] }).operations).toHaveLength(1);
  });
});
