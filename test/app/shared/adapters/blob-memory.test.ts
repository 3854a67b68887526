import { describe, expect, it } from "vitest";
import { blobMemory } from "#shared/adapters/blob-memory.ts";

/** A memory whose fetches are counted. */
function counted(limits: Parameters<typeof blobMemory>[0]) {
  const memory = blobMemory(limits);
  const fetched: string[] = [];
  const read = (repository: string, sha: string, text = "text") =>
    memory.read(repository, sha, async () => {
      fetched.push(`${repository} ${sha}`);
      return text;
    });
  return { memory, read, fetched };
}

describe("the memory for blobs", () => {
  it("fetches a blob of a repository once", async () => {
    const { read, fetched } = counted({});
    expect([await read("a/a", "1"), await read("a/a", "1")]).toEqual(["text", "text"]);
    expect(fetched).toEqual(["a/a 1"]);
  });

  it("never answers one repository with what another one read", async () => {
    const { read, fetched } = counted({});
    await read("a/a", "1");
    await read("a/b", "1");
    expect(fetched).toEqual(["a/a 1", "a/b 1"]);
  });

  it("forgets what was used longest ago", async () => {
    const { read, fetched } = counted({ blobs: 2 });
    for (const sha of ["1", "2", "1", "3", "1", "2"]) await read("a/a", sha);
    expect(fetched).toEqual(["a/a 1", "a/a 2", "a/a 3", "a/a 2"]);
  });

  it.each([
    [4, ["a/a 1"]],
    [5, ["a/a 1", "a/a 1"]],
  ])("keeps a text of %i characters where 4 are the most: %j", async (length, expected) => {
    const { read, fetched } = counted({ characters: 4 });
    for (const _ of [1, 2]) await read("a/a", "1", "x".repeat(length));
    expect(fetched).toEqual(expected);
  });

  it("does not keep a failure", async () => {
    const { memory, read } = counted({});
    const gone = memory.read("a/a", "1", () => Promise.reject(new Error("gone")));
    await expect(gone).rejects.toThrow("gone");
    expect(await read("a/a", "1")).toBe("text");
  });
});
