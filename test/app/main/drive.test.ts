import { describe, expect, it } from "vitest";
import { readConfig } from "../../../app/config.ts";
import { driveIn } from "../../../app/main/drive.ts";
import { ENOUGH } from "../../support/environment.ts";

describe("driveIn", () => {
  const drive = (given: object) => driveIn(readConfig({ ...ENOUGH, ...given }));
  const CODE_DRIVE_FOLDER = "1AbCdEfGhIjKlMnOpQrStUvWxYz";
  const CODE_DRIVE_CREDENTIALS = "/etc/code/drive.json";

  it("is off unless both are set, an empty one counting as none", () => {
    expect(drive({})).toBeNull();
    expect(drive({ CODE_DRIVE_FOLDER: "", CODE_DRIVE_SCOPE: "drive" })).toBeNull();
  });

  it("takes folder and credentials, with the least scope unless said", () => {
    const both = { CODE_DRIVE_FOLDER, CODE_DRIVE_CREDENTIALS };
    const found = { folder: CODE_DRIVE_FOLDER, credentials: CODE_DRIVE_CREDENTIALS };
    expect(drive(both)).toEqual({ ...found, scope: "drive.file" });
    expect(drive({ ...both, CODE_DRIVE_SCOPE: "drive" })).toEqual({ ...found, scope: "drive" });
  });

  it.each([
    [{ CODE_DRIVE_FOLDER }, /CODE_DRIVE_CREDENTIALS is not set, and CODE_DRIVE_FOLDER is/],
    [{ CODE_DRIVE_CREDENTIALS }, /CODE_DRIVE_FOLDER is not set, and CODE_DRIVE_CREDENTIALS is/],
    [{ CODE_DRIVE_FOLDER: "https://drive.google.com/drive/folders/1AbC" }, /CODE_DRIVE_FOLDER is no id/],
    [{ CODE_DRIVE_FOLDER: "x' or 'root' in parents" }, /CODE_DRIVE_FOLDER is no id/],
    [{ CODE_DRIVE_SCOPE: "drive.readonly" }, /CODE_DRIVE_SCOPE/],
  ])("refuses %o by name", (given, lacking) => {
    expect(() => drive(given)).toThrow(lacking);
  });
});
