import { execFileSync, spawnSync } from "node:child_process";

/** How a secret may look when it was written somewhere. */
export function forms(secret: string): Readonly<Record<string, string>> {
  const bytes = Buffer.from(secret);
  return {
    raw: secret,
    base64: bytes.toString("base64").replace(/=+$/, ""),
    hex: bytes.toString("hex"),
    url: encodeURIComponent(secret),
    json: JSON.stringify(secret).slice(1, -1),
  };
}

export interface Leak {
  readonly form: string;
  readonly object: string;
}

/** Looks for a secret in every object of a repository, reachable or not. */
export function findLeaks(repository: string, secret: string): { objects: number; leaks: readonly Leak[] } {
  const list = execFileSync("git", ["-C", repository, "cat-file", "--batch-all-objects", "--batch-check"]);
  const ids = list
    .toString()
    .trimEnd()
    .split("\n")
    .map((line) => line.split(" ")[0] ?? "");
  const { stdout } = spawnSync("git", ["-C", repository, "cat-file", "--batch"], {
    input: `${ids.join("\n")}\n`,
    maxBuffer: 1024 * 1024 * 1024,
  });
  const wanted = Object.entries(forms(secret));
  const leaks = objectsOf(stdout).flatMap(({ id, bytes }) =>
    wanted.filter(([, text]) => bytes.includes(text)).map(([form]) => ({ form, object: id })),
  );
  return { objects: ids.length, leaks };
}

/** `id type size`, the bytes and a line end, in turn. */
function objectsOf(batch: Buffer): { id: string; bytes: Buffer }[] {
  const objects: { id: string; bytes: Buffer }[] = [];
  let at = 0;
  while (at < batch.length) {
    const end = batch.indexOf("\n", at);
    const [id = "", , size = "0"] = batch.subarray(at, end).toString().split(" ");
    objects.push({ id, bytes: batch.subarray(end + 1, end + 1 + Number(size)) });
    at = end + 2 + Number(size);
  }
  return objects;
}
