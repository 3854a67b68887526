import { describe, expect, it } from "vitest";
import { checkTypedChange } from "#shared/catalogue/check-typed-change.ts";
import { tokensOf } from "#shared/catalogue/search/describe.ts";
import type { AuthorPacket } from "#shared/core/author.ts";
import type { Cloud } from "#shared/core/clouds.ts";
import { AUTHOR_ROOM, type RetrievedType } from "#shared/core/search.ts";
import { RECIPES } from "../../../app/author/recipes.ts";
import { usualChanges } from "../../../app/author/usual-changes.ts";
import { KNOWN } from "../../support/known.ts";

/** A type as retrieval gives it, described in so many tokens. */
function retrieved(name: string, tokens = 1): RetrievedType {
  const isData = name.startsWith("data.");
  const type = KNOWN.catalogue.find(isData ? name.slice(5) : name, isData ? "data" : "managed");
  if (type === null) throw new Error(name);
  return { type, text: "text".repeat(tokens), score: 1, reason: { kind: "named", at: [] } };
}

function packet(catalogue: readonly RetrievedType[], more: Partial<AuthorPacket> = {}): AuthorPacket {
  const about = { stack: "shop", region: "eu-west-1", request: "a thing", wishes: [], existing: [] };
  return { ...about, catalogue, ...more };
}

function usualOf(names: readonly string[], cloud: Cloud = "aws") {
  const types = names.map((name) => retrieved(name));
  const texts = usualChanges(packet(types, { cloud }), KNOWN);
  return texts.map((text) => ({ text, types: typesIn(text) }));
}

function typesIn(text: string): string[] {
  return JSON.parse(text).operations.map(({ type }: { type: string }) => type);
}

const ROADS = (["aws", "azure", "google", "kubernetes"] as const).flatMap((cloud) =>
  RECIPES[cloud].map(({ kind, parts: [main] }) => ({ cloud, kind, type: main?.type ?? "" })),
);

describe("a usual change", () => {
  it.each(ROADS)("of $type ($kind on $cloud) is whole", ({ cloud, type }) => {
    const [usual] = usualOf([type], cloud);
    const operations = JSON.parse(usual?.text ?? "{}").operations.map((one: object) => ({
      ...{ mode: "managed", dependsOn: [] },
      ...one,
    }));
    const change = { stack: "shop", title: "x", operations, assumptions: [], questions: [] };
    expect(checkTypedChange(change, { catalogue: KNOWN.catalogue, existing: [] }).findings).toEqual([]);
    expect(usual?.text).not.toMatch(/\[\]|"Principal":\{\}|null/);
  });

  it.each([
    ["the paved road", "aws_s3_bucket", "aws_s3_bucket_public_access_block"],
    ["the rules", "aws_sns_topic_subscription", "aws_sns_topic"],
  ])("is written by %s: %s brings %s", (_, type, companion) => {
    expect(usualOf([type])[0]?.types).toEqual(expect.arrayContaining([type, companion]));
  });

  it("of each of the first five types is shown, and of no further one", () => {
    const six = ["sqs_queue", "sns_topic", "kms_key", "cloudwatch_log_group", "ecr_repository", "eip"];
    const names = six.map((name) => `aws_${name}`);
    expect(usualOf(names).map(({ types: [first] }) => first)).toEqual(names.slice(0, 5));
  });

  it.each([
    ["a data source", ["data.aws_ami", "aws_kms_key"], ["aws_kms_key"]],
    ["what an earlier one shows", ["aws_s3_bucket", "aws_s3_bucket_versioning"], ["aws_s3_bucket"]],
    ["a secret that nobody writes", ["aws_mq_broker", "aws_kms_key"], ["aws_kms_key"]],
    ["text that is a secret", ["aws_iam_server_certificate", "aws_kms_key"], ["aws_kms_key"]],
  ])("is not shown of %s", (_, names, first) => {
    expect(usualOf(names).map(({ types }) => types[0])).toEqual(first);
  });

  it("takes the room that the descriptions leave, to the last token", () => {
    const [usual] = usualOf(["aws_s3_bucket"]);
    const room = AUTHOR_ROOM.tokens - tokensOf(usual?.text ?? "");
    const texts = (tokens: number) =>
      usualChanges(packet([retrieved("aws_s3_bucket", tokens), retrieved("aws_kms_key", 0)]), KNOWN);
    expect(texts(room).map(typesIn)).toEqual([usual?.types]);
    expect(texts(room + 1).map(typesIn)).toEqual([["aws_kms_key"]]);
  });

  it("has nothing of the request in it, and is the same each time", () => {
    const types = ["aws_db_instance", "aws_lambda_function"].map((name) => retrieved(name));
    const asked = packet(types, { request: "</usual> a database called ledger, password hunter2" });
    const texts = usualChanges(asked, KNOWN);
    expect(texts).toEqual(usualChanges(packet(types), KNOWN));
    expect(texts).toHaveLength(2);
  });
});
