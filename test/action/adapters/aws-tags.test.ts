import nock from "nock";
import { afterEach, describe, expect, it } from "vitest";
import { signedHeaders } from "../../../action/adapters/aws-signature.ts";
import { awsTags } from "../../../action/adapters/aws-tags.ts";

const ENVIRONMENT = {
  AWS_ENDPOINT_URL: "http://127.0.0.1:5999",
  AWS_REGION: "eu-west-1",
  AWS_ACCESS_KEY_ID: "AKID",
  AWS_SECRET_ACCESS_KEY: "secret",
  AWS_SESSION_TOKEN: "session",
};
const tags = awsTags(ENVIRONMENT, () => new Date(0));
const page = (arns: string[], token = "") => ({
  PaginationToken: token,
  ResourceTagMappingList: arns.map((arn) => ({ ResourceARN: arn, Tags: [] })),
});

describe("the tag index", () => {
  afterEach(() => nock.cleanAll());

  it("is read page by page, signed for its service and region", async () => {
    const filter = { TagFilters: [{ Key: "code:stack", Values: ["acme/infra/invoices"] }] };
    const headers = {
      reqheaders: {
        authorization: /^AWS4-HMAC-SHA256 Credential=AKID\/19700101\/eu-west-1\/tagging\/aws4_request, /,
        "x-amz-security-token": "session",
        "x-amz-target": "ResourceGroupsTaggingAPI_20170126.GetResources",
      },
    };
    const scope = nock(ENVIRONMENT.AWS_ENDPOINT_URL, headers)
      .post("/", filter)
      .reply(200, page(["arn:1"], "more"))
      .post("/", { ...filter, PaginationToken: "more" })
      .reply(200, page(["arn:2"]));
    expect(await tags.withTag("code:stack", "acme/infra/invoices")).toEqual(["arn:1", "arn:2"]);
    expect(scope.isDone()).toBe(true);
  });

  it.each([
    [403, "denied", "cloud/refused"],
    [200, "<html>", "cloud/unreadable"],
    [200, '{"ResourceTagMappingList":"none"}', "cloud/unreadable"],
  ])("is a refusal when it answers %i %s", async (status, body, code) => {
    nock(ENVIRONMENT.AWS_ENDPOINT_URL).post("/").reply(status, body);
    await expect(tags.withTag("a", "b")).rejects.toMatchObject({ code });
  });

  it("is a refusal when nobody answers", async () => {
    nock(ENVIRONMENT.AWS_ENDPOINT_URL).post("/").replyWithError("reset");
    await expect(tags.withTag("a", "b")).rejects.toMatchObject({ code: "cloud/unreachable" });
  });
});

describe("a signature of version 4", () => {
  it("is the one that AWS publishes for its own example (post-vanilla)", () => {
    const headers = signedHeaders(
      {
        url: new URL("https://example.amazonaws.com/"),
        region: "us-east-1",
        service: "service",
        headers: {},
        body: "",
        at: new Date("2015-08-30T12:36:00Z"),
      },
      {
        accessKeyId: "AKIDEXAMPLE",
        secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        sessionToken: null,
      },
    );
    expect(headers.authorization).toContain(
      "Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
    );
  });
});
