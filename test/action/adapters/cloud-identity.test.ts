import nock from "nock";
import { afterEach, describe, expect, it } from "vitest";
import { awsIdentity } from "../../../action/adapters/cloud-identity.ts";

const ROLE = "arn:aws:iam::123456789012:role/plan";
const REQUEST = { role: ROLE, region: "eu-west-1", session: "acme/infra invoices 12" };
const identity = (endpoint: string | null = null) =>
  awsIdentity({
    tokenRequest: { url: "https://oidc.test/token?x=1", token: "r" },
    ambient: { AWS_ACCESS_KEY_ID: "ambient" },
    endpoint,
  });
const answer =
  "<R><Credentials><AccessKeyId>AK</AccessKeyId><SecretAccessKey>SK</SecretAccessKey><SessionToken>ST</SessionToken></Credentials></R>";
const oidc = () =>
  nock("https://oidc.test", { reqheaders: { authorization: "Bearer r" } })
    .get("/token")
    .query({ x: "1", audience: "sts.amazonaws.com" });

afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});

describe("awsIdentity", () => {
  it("takes the role on with GitHub's token", async () => {
    oidc().reply(200, { value: "jwt" });
    nock("https://sts.eu-west-1.amazonaws.com")
      .post(
        "/",
        (form) =>
          form.RoleArn === ROLE &&
          form.WebIdentityToken === "jwt" &&
          form.RoleSessionName === "acme-infra-invoices-12",
      )
      .reply(200, answer);
    expect(await identity().credentials(REQUEST)).toEqual({
      AWS_ACCESS_KEY_ID: "AK",
      AWS_SECRET_ACCESS_KEY: "SK",
      AWS_SESSION_TOKEN: "ST",
      AWS_REGION: "eu-west-1",
      AWS_EC2_METADATA_DISABLED: "true",
    });
  });

  it("asks the endpoint that was set, and hands it on", async () => {
    oidc().reply(200, { value: "jwt" });
    nock("http://127.0.0.1:5000").post("/").reply(200, answer);
    expect(await identity("http://127.0.0.1:5000").credentials(REQUEST)).toMatchObject({
      AWS_ENDPOINT_URL: "http://127.0.0.1:5000",
    });
  });

  it("uses the environment's credentials where no role is set", async () => {
    expect(await identity().credentials({ ...REQUEST, role: null })).toMatchObject({
      AWS_ACCESS_KEY_ID: "ambient",
      AWS_REGION: "eu-west-1",
    });
  });

  it.each([
    ["GitHub gives no token", () => oidc().reply(403), "identity/no-oidc"],
    [
      "AWS refuses",
      () => {
        oidc().reply(200, { value: "jwt" });
        nock("https://sts.eu-west-1.amazonaws.com")
          .post("/")
          .reply(403, "<E><Message>Not authorized</Message></E>");
      },
      "identity/role-refused",
    ],
    ["the network is gone", () => oidc().replyWithError("gone"), "identity/unreachable"],
  ])("refuses when %s", async (_what, prepare, code) => {
    prepare();
    await expect(identity().credentials(REQUEST)).rejects.toMatchObject({ code });
  });

  it("refuses a role without the permission to ask for a token", async () => {
    const without = awsIdentity({ tokenRequest: null, ambient: {}, endpoint: null });
    await expect(without.credentials(REQUEST)).rejects.toMatchObject({ code: "identity/no-oidc" });
  });
});
