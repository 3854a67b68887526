import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { driveArchive, type Patience } from "../../../../app/adapters/drive/archive.ts";
import { ACCOUNT, DriveStandIn, type Fault, FOLDER, refusal } from "../../../support/drive.ts";

const DIGEST = "a1".repeat(32);
const DOCUMENT = "# Consultation\n\nGrüße 🙂\n";
const SIZE = Buffer.byteLength(DOCUMENT);
const WHOLE = `bytes 0-${SIZE - 1}/${SIZE}`;
const ASKED = `bytes */${SIZE}`;
const never = new AbortController().signal;
const from = (offset: number) => `bytes ${offset}-${SIZE - 1}/${SIZE}`;

let drive: DriveStandIn;
beforeEach(() => {
  drive = new DriveStandIn();
});
afterEach(() => nock.cleanAll());

function archive(patience: Patience = {}, scope: "drive.file" | "drive" = "drive.file") {
  const choice = { folder: FOLDER, credentials: JSON.stringify(ACCOUNT), scope };
  return driveArchive(choice, { pauseMs: 1, ...patience });
}
const keep = (patience: Patience = {}, signal = never) =>
  archive(patience).keep({ digest: DIGEST, document: DOCUMENT }, signal);

describe("driveArchive", () => {
  it("keeps one document: looked up, begun, sent, and nothing else, least of all a permission", async () => {
    expect(await keep()).toBe("kept");
    expect(drive.calls).toEqual(["token", "list", "begin", WHOLE]);
    expect(drive.files).toEqual([
      {
        name: `consultation ${DIGEST.slice(0, 16)}`,
        mimeType: "text/markdown",
        parents: [FOLDER],
        appProperties: { codePacket: DIGEST, codeFolder: FOLDER },
        content: DOCUMENT,
      },
    ]);
  });

  it("asks for shared drives and for no visibility but the folder's", async () => {
    await keep();
    const [list, begin] = drive.queries;
    expect(list?.get("includeItemsFromAllDrives")).toBe("true");
    expect(list?.get("q")).toContain("trashed = false");
    expect([list, begin].map((query) => query?.get("supportsAllDrives"))).toEqual(["true", "true"]);
    expect(begin?.get("uploadType")).toBe("resumable");
    expect(begin?.get("ignoreDefaultVisibility")).toBe("true");
  });

  it.each(["drive.file", "drive"] as const)("asks for the scope %s and no other", async (scope) => {
    await archive({}, scope).keep({ digest: DIGEST, document: DOCUMENT }, never);
    const claims = drive.tokens[0]?.get("assertion")?.split(".")[1] ?? "";
    expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toMatchObject({
      iss: ACCOUNT.client_email,
      scope: `https://www.googleapis.com/auth/${scope}`,
    });
  });

  it("makes no second document of a packet, and one of another", async () => {
    await keep();
    expect(await keep()).toBe("known");
    expect(await archive().keep({ digest: "b2".repeat(32), document: "x" }, never)).toBe("kept");
    expect(drive.files).toHaveLength(2);
  });

  it.each<[string, Fault[], string[]]>([
    ["the answer to the upload is lost", [{ at: "put", breaks: "lost" }], [WHOLE, ASKED]],
    ["nothing has arrived", [{ at: "put", breaks: "reset" }], [WHOLE, ASKED, WHOLE]],
    ["the connection is lost in the middle", [{ at: "put", cutAfter: 7 }], [WHOLE, ASKED, from(7)]],
    [
      "it is lost twice, and the question too",
      [
        { at: "put", cutAfter: 7 },
        { at: "ask", breaks: "reset" },
        { at: "put", cutAfter: 5 },
      ],
      [WHOLE, ASKED, ASKED, from(7), ASKED, from(12)],
    ],
    ["Drive fails before it has taken anything", [{ at: "put", says: [503] }], [WHOLE, ASKED, WHOLE]],
    ["the session has ended", [{ at: "put", says: [410] }], [WHOLE, "list", "begin", WHOLE]],
  ])("keeps exactly one document where %s", async (_, faults, calls) => {
    drive.fails(...faults);
    expect(await keep()).toBe("kept");
    expect(drive.files.map(({ content }) => content)).toEqual([DOCUMENT]);
    expect(drive.calls.slice(3)).toEqual(calls);
  });

  it("makes no second document where all was taken and the request is repeated by another process", async () => {
    drive.fails({ at: "put", breaks: "lost" }, { at: "ask", breaks: "hangs" });
    await expect(keep({ timeoutMs: 100 })).rejects.toMatchObject({ code: "archive/timeout" });
    expect(await keep()).toBe("known");
    expect(drive.files).toHaveLength(1);
  });

  it.each<[string, Fault[]]>([
    ["429", [{ at: "list", says: [429, {}, { "retry-after": "0" }] }]],
    ["the limit of the account", [{ at: "list", says: refusal(403, "userRateLimitExceeded") }]],
    ["500, 502 and 503", [500, 502, 503].map((status) => ({ at: "begin", says: [status] }))],
    ["a lost connection", [{ at: "list", breaks: "reset" }]],
    ["a lost answer to the upload's begin", [{ at: "begin", breaks: "lost" }]],
  ])("tries again after %s", async (_, faults) => {
    drive.fails(...faults);
    expect(await keep()).toBe("kept");
    expect(drive.files).toHaveLength(1);
  });

  const grant = { error: "invalid_grant" };
  const elsewhere = { location: "https://elsewhere.test/upload/" };
  it.each<[string, Fault, string]>([
    ["a key that Google does not know", { at: "token", says: [400, grant] }, "credentials"],
    ["401", { at: "list", says: refusal(401, "authError") }, "credentials"],
    ["a folder that is not there", { at: "begin", says: refusal(404, "notFound") }, "folder"],
    ["a folder that it may not write", { at: "begin", says: refusal(403, "forbidden") }, "folder"],
    ["a folder of others", { at: "begin", says: refusal(403, "appNotAuthorizedToFile") }, "folder"],
    ["a project without Drive", { at: "list", says: refusal(403, "accessNotConfigured") }, "refused"],
    [
      "a day's quota that is used up",
      { at: "list", says: refusal(403, "dailyLimitExceeded") },
      "rate-limited",
    ],
    ["an account without room", { at: "begin", says: refusal(403, "storageQuotaExceeded") }, "full"],
    ["400", { at: "begin", says: refusal(400, "badRequest") }, "refused"],
    ["400 in the upload", { at: "put", says: refusal(400, "badRequest") }, "refused"],
    ["a long pause", { at: "list", says: [429, {}, { "retry-after": "3600" }] }, "rate-limited"],
    ["half a search", { at: "list", says: [200, { files: [], incompleteSearch: true }] }, "unavailable"],
    ["an upload elsewhere", { at: "begin", says: [200, "", elsewhere] }, "unreadable"],
    ["an upload nowhere", { at: "begin", says: [200, ""] }, "unreadable"],
    ["an offset that is none", { at: "put", says: [308, "", { range: "bytes=3-9" }] }, "unreadable"],
    ["more bytes than there are", { at: "put", says: [308, "", { range: "bytes=0-999" }] }, "unreadable"],
    ["a page instead of an answer", { at: "put", says: [200, "<html>"] }, "unreadable"],
  ])("refuses at once after %s", async (_, fault, reason) => {
    drive.fails(fault);
    await expect(keep()).rejects.toMatchObject({ code: `archive/${reason}` });
    expect(drive.files).toEqual([]);
  });

  it("sends its token nowhere else", async () => {
    const other = nock("https://elsewhere.test").put(/.*/).reply(200, { id: "x" });
    drive.fails({ at: "put", says: [308, "", elsewhere] });
    expect(await keep()).toBe("kept");
    expect(other.isDone()).toBe(false);
  });

  it.each<[string, Fault, number]>([
    ["a service that is down", { at: "list", says: [503] }, 2],
    ["an upload that never goes on", { at: "put", says: [308, ""] }, 4],
  ])("gives up after its tries on %s", async (_, fault, first) => {
    drive.fails(...Array.from({ length: 50 }, () => fault));
    await expect(keep({ tries: 3 })).rejects.toMatchObject({ code: "archive/unavailable" });
    expect(drive.calls).toHaveLength(first + 3);
  });

  it.each(["token", "list", "begin", "put"] as const)("ends in time where %s hangs", async (at) => {
    drive.fails({ at, breaks: "hangs" });
    await expect(keep({ timeoutMs: 100 })).rejects.toMatchObject({ code: "archive/timeout" });
  });

  it("stops with the request", async () => {
    const request = new AbortController();
    drive.fails({ at: "list", breaks: "hangs" });
    const kept = keep({}, request.signal);
    setImmediate(() => request.abort());
    await expect(kept).rejects.toMatchObject({ code: "archive/cancelled" });
  });

  const odd = ["", "A1".repeat(32), "a1".repeat(31), `${"a".repeat(63)}'`];
  it.each(odd)("asks nobody about %o", async (digest) => {
    const kept = archive().keep({ digest, document: DOCUMENT }, never);
    await expect(kept).rejects.toMatchObject({ code: "archive/digest" });
    expect(drive.calls).toEqual([]);
  });
});
