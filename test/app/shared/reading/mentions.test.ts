import { describe, expect, it } from "vitest";
import { findMentions } from "#shared/reading/mentions.ts";
import { phraseIndex } from "#shared/reading/phrase-index.ts";
import { readWords } from "#shared/reading/words.ts";
import { CATALOGUE } from "../../../support/catalogue.ts";

const ROWS: readonly (readonly [request: string, types: readonly string[]])[] = [
  ["a Redshift cluster with a subnet group", ["aws_redshift_cluster", "aws_redshift_subnet_group"]],
  ["a cluster for EKS", ["aws_eks_cluster", "aws_eks_cluster"]],
  ["two SQS queues and a Lambda function", ["aws_sqs_queue*2", "aws_lambda_function"]],
  ["a public and a private subnet", ["aws_subnet*2"]],
  ["an aws_s3_bucket and an aws_dynamodb_tabel", ["aws_s3_bucket", "aws_dynamodb_table"]],
  ['a bucket called "lambda"', ["aws_s3_bucket"]],
  ["a PostgresSQL database", ["aws_db_instance"]],
  ["AWS Backup for the volume", ["aws_backup_plan", "aws_ebs_volume"]],
  ["keep the backup for a week", []],
  ["make me a sandwich", []],
];

describe("mentions of types", () => {
  it.each(ROWS)("finds in %j %j", (request, types) => {
    const mentions = findMentions(readWords(request), phraseIndex(CATALOGUE, "aws"), CATALOGUE);
    expect(mentions.map(({ type, count }) => (count > 1 ? `${type}*${count}` : type))).toEqual(types);
  });

  it("reads a noun of several services by the service beside it, named before or behind", () => {
    const types = (request: string) =>
      findMentions(readWords(request), phraseIndex(CATALOGUE, "aws"), CATALOGUE).map(({ type }) => type);
    expect(types("Lightsail with a disk")).toContain("aws_lightsail_disk");
    expect(types("a disk in Lightsail")).toContain("aws_lightsail_disk");
  });
});
