import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import nock from "nock";
import { afterEach, describe, expect, it } from "vitest";
import { driveArchive } from "../../../../app/adapters/drive/archive.ts";
import { readCredentials } from "../../../../app/adapters/drive/credentials.ts";
import { ACCOUNT, DriveStandIn, FOLDER } from "../../../support/drive.ts";

const directory = mkdtempSync(join(tmpdir(), "drive-"));
const fileWith = (name: string, text: string) => {
  writeFileSync(join(directory, name), text);
  return join(directory, name);
};

const WORKLOAD = {
  type: "external_account",
  audience: "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q",
  subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
  token_url: "https://sts.googleapis.com/v1/token",
  credential_source: { file: fileWith("token", "a-job's-token") },
};
const AWS = {
  environment_id: "aws1",
  regional_cred_verification_url:
    "https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15",
};

describe("readCredentials", () => {
  it.each([
    ["the machine's own identity", "workload-identity", { type: "machine" }],
    ["a service account", JSON.stringify(ACCOUNT), ACCOUNT],
    ["a service account in a file", fileWith("key.json", JSON.stringify(ACCOUNT)), ACCOUNT],
    ["a workload identity", ` ${JSON.stringify(WORKLOAD)}`, WORKLOAD],
    [
      "a workload of AWS",
      JSON.stringify({ ...WORKLOAD, credential_source: AWS }),
      { credential_source: AWS },
    ],
  ])("takes %s", (_, said, found) => {
    expect(readCredentials(said)).toMatchObject(found);
  });

  const workload = (members: object) => JSON.stringify({ ...WORKLOAD, ...members });
  it.each([
    ["a file that is not there", "/nowhere/key.json", "cannot be read"],
    ["a relative path", "key.json", "no absolute path"],
    ["a file without JSON", fileWith("not.json", "hello"), "no JSON"],
    ["a person's own login", JSON.stringify({ type: "authorized_user", refresh_token: "x" }), "type"],
    [
      "a service account without its key",
      JSON.stringify({ ...ACCOUNT, private_key: undefined }),
      "private_key",
    ],
    ["a token from a program", workload({ credential_source: { executable: { command: "id" } } }), "source"],
    [
      "a token for somebody else",
      workload({ token_url: "https://googleapis.com.evil.test/" }),
      "none of Google's",
    ],
    [
      "an impersonation elsewhere",
      workload({ service_account_impersonation_url: "http://iamcredentials.googleapis.com/x" }),
      "none of Google's",
    ],
  ])("refuses %s, and says why", (_, said, why) => {
    expect(() => readCredentials(said)).toThrow(
      expect.objectContaining({ code: "archive/credentials", message: expect.stringContaining(why) }),
    );
  });

  it("quotes nothing of a key that cannot be read", () => {
    try {
      readCredentials('{"private_key":"very-secret"');
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ message: "CODE_DRIVE_CREDENTIALS: no JSON.", cause: undefined });
    }
  });
});

describe("driveArchive signs in", () => {
  afterEach(() => nock.cleanAll());
  const keep = (credentials: string) =>
    driveArchive({ folder: FOLDER, credentials, scope: "drive.file" }, { pauseMs: 1 }).keep(
      { digest: "a1".repeat(32), document: "x" },
      new AbortController().signal,
    );
  const token = { access_token: "a-token", expires_in: 3600, token_type: "Bearer" };

  it("with a workload's own token, exchanged for the one scope", async () => {
    const drive = new DriveStandIn();
    const exchange = nock("https://sts.googleapis.com")
      .post("/v1/token", (body) => {
        expect(body).toMatchObject({
          subject_token: "a-job's-token",
          scope: "https://www.googleapis.com/auth/drive.file",
        });
        return true;
      })
      .reply(200, token);
    expect(await keep(JSON.stringify(WORKLOAD))).toBe("kept");
    expect(exchange.isDone()).toBe(true);
    expect(drive.calls).not.toContain("token");
  });

  it("as the machine that it runs on", async () => {
    const drive = new DriveStandIn();
    const machine = nock("http://169.254.169.254")
      .get("/computeMetadata/v1/instance/service-accounts/default/token")
      .query({ scopes: "https://www.googleapis.com/auth/drive.file" })
      .matchHeader("metadata-flavor", "Google")
      .reply(200, token, { "metadata-flavor": "Google" });
    expect(await keep("workload-identity")).toBe("kept");
    expect(machine.isDone()).toBe(true);
    expect(drive.files).toHaveLength(1);
  });

  it.each([
    ["a key that cannot sign", JSON.stringify({ ...ACCOUNT, private_key: "-----BEGIN PRIVATE KEY-----" })],
    [
      "a token file that is gone",
      JSON.stringify({ ...WORKLOAD, credential_source: { file: join(directory, "gone") } }),
    ],
  ])("never with %s", async (_, credentials) => {
    const drive = new DriveStandIn();
    await expect(keep(credentials)).rejects.toMatchObject({ code: "archive/credentials" });
    expect(drive.calls).toEqual([]);
  });
});
