import { execFileSync } from "node:child_process";

export interface Hit {
  readonly object: string;
  readonly type: string;
  readonly form: string;
}

/** How a secret may lie in an object: as it is, in base64 at each of its three alignments, in hex, as part of a URL, and in JSON. */
export function formsOf(secret: string): Readonly<Record<string, string>> {
  const bytes = Buffer.from(secret, "utf8");
  const json = JSON.stringify(secret).slice(1, -1);
  return {
    raw: secret,
    "base64, first alignment": aligned(bytes, 0, "base64"),
    "base64, second alignment": aligned(bytes, 1, "base64"),
    "base64, third alignment": aligned(bytes, 2, "base64"),
    "base64url, first alignment": aligned(bytes, 0, "base64url"),
    "base64url, second alignment": aligned(bytes, 1, "base64url"),
    "base64url, third alignment": aligned(bytes, 2, "base64url"),
    hex: bytes.toString("hex"),
    "upper-case hex": bytes.toString("hex").toUpperCase(),
    url: encodeURIComponent(secret),
    json,
    "json in json": JSON.stringify(json).slice(1, -1),
    "escaped json": [...json].map((char) => (char > "~" ? `\\u${hex4(char)}` : char)).join(""),
  };
}

/** The characters of base64 that only the secret decides, wherever it begins. */
function aligned(bytes: Buffer, before: number, encoding: "base64" | "base64url"): string {
  const text = Buffer.concat([Buffer.alloc(before), bytes])
    .toString(encoding)
    .replaceAll("=", "");
  const whole = Math.floor(((before + bytes.length) * 8) / 6);
  return text.slice(Math.ceil((before * 8) / 6), whole);
}

function hex4(char: string): string {
  return char.charCodeAt(0).toString(16).padStart(4, "0");
}

/** Looks for a secret in every object of a repository, reachable or not. */
export function searchObjects(repository: string, secret: string): { objects: number; hits: readonly Hit[] } {
  const forms = Object.entries(formsOf(secret)).map(
    ([form, text]) => [form, Buffer.from(text, "utf8")] as const,
  );
  const hits: Hit[] = [];
  let objects = 0;
  for (const { object, type, bytes } of allObjects(repository)) {
    objects += 1;
    const found = forms.filter(([, needle]) => bytes.includes(needle));
    hits.push(...found.map(([form]) => ({ object, type, form })));
  }
  return { objects, hits };
}

function* allObjects(repository: string): Generator<{ object: string; type: string; bytes: Buffer }> {
  const output = execFileSync("git", ["cat-file", "--batch-all-objects", "--unordered", "--batch"], {
    cwd: repository,
    maxBuffer: 2 ** 31,
  });
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(0x0a, at);
    const [object = "", type = "", size = "0"] = output.toString("latin1", at, end).split(" ");
    const start = end + 1;
    const length = Number.parseInt(size, 10);
    yield { object, type, bytes: output.subarray(start, start + length) };
    at = start + length + 1;
  }
}
