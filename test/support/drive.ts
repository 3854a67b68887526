import { generateKeyPairSync } from "node:crypto";
import nock from "nock";

const GOOGLE = "https://www.googleapis.com";
const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});

export const ACCOUNT = {
  type: "service_account",
  client_email: "archive@project.iam.gserviceaccount.com",
  private_key: privateKey,
};
export const FOLDER = "1AbCdEfGhIjKlMnOpQrStUvWxYz012345";

export interface StoredFile {
  readonly name: string;
  readonly mimeType: string;
  readonly parents: readonly string[];
  readonly appProperties: Readonly<Record<string, string>>;
  readonly content: string;
}

type Call = "token" | "list" | "begin" | "put" | "ask";
type Said = readonly [status: number, body?: unknown, headers?: Record<string, string>];

/** What goes wrong at a call, once; `lost` and `cut` happen to the answer after the server has done its part. */
export type Fault =
  | { readonly at: Call; readonly says: Said }
  | { readonly at: Call; readonly breaks: "reset" | "hangs" | "lost" }
  | { readonly at: "put"; readonly cutAfter: number };

/** Drive's refusal, as it is published. */
export function refusal(status: number, reason: string): Said {
  return [status, { error: { code: status, message: reason, errors: [{ domain: "global", reason }] } }];
}

interface Upload {
  readonly metadata: Omit<StoredFile, "content">;
  readonly size: number;
  bytes: Buffer;
}

/** Drive as its interface is published: looking up, and the resumable upload with its sessions. Whatever else is called fails. */
export class DriveStandIn {
  readonly calls: string[] = [];
  readonly files: StoredFile[] = [];
  readonly queries: URLSearchParams[] = [];
  readonly tokens: URLSearchParams[] = [];
  readonly #uploads = new Map<string, Upload>();
  #faults: Fault[] = [];

  constructor() {
    nock.disableNetConnect();
    const answer = (request: Request, done: Done) => void this.#answer(request, done);
    nock("https://oauth2.googleapis.com").persist().post("/token").reply(answer);
    const google = nock(GOOGLE).persist();
    for (const method of ["get", "post", "put", "patch", "delete"] as const)
      google[method](/.*/).reply(answer);
  }

  fails(...faults: Fault[]): void {
    this.#faults = faults;
  }

  /** Sessions end when Drive says so. */
  endSessions(): void {
    this.#uploads.clear();
  }

  async #answer(request: Request, done: Done): Promise<void> {
    const { call, shown } = named(request);
    this.calls.push(shown);
    const fault = this.#faults[0]?.at === call ? this.#faults.shift() : undefined;
    const body = Buffer.from(await request.arrayBuffer());
    if (fault !== undefined && "says" in fault) return done(null, fault.says);
    if (fault !== undefined && "cutAfter" in fault) {
      this.#say("put", request, body.subarray(0, fault.cutAfter));
      return done(new Error("socket hang up"));
    }
    if (fault?.breaks === "hangs") return;
    if (fault?.breaks === "reset") return done(new Error("socket hang up"));
    const said = this.#say(call, request, body);
    return fault === undefined ? done(null, said) : done(new Error("socket hang up"));
  }

  #say(call: Call | "other", request: Request, body: Buffer): Said {
    if (call === "token") {
      this.tokens.push(new URLSearchParams(body.toString()));
      return [200, { access_token: "a-token", expires_in: 3600, token_type: "Bearer" }];
    }
    if (request.headers.get("authorization") !== "Bearer a-token") return refusal(401, "authError");
    if (call === "list") return [200, { files: this.#found(new URL(request.url).searchParams) }];
    if (call === "begin") return this.#begun(request, body);
    if (call === "put" || call === "ask") return this.#received(request, body);
    return refusal(400, "notOffered");
  }

  #found(query: URLSearchParams): { id: string }[] {
    this.queries.push(query);
    const asked = [
      ...(query.get("q") ?? "").matchAll(/appProperties has \{ key='(\w+)' and value='([^']*)' \}/g),
    ];
    const has = (file: StoredFile) => asked.every(([, key = "", value]) => file.appProperties[key] === value);
    return this.files.flatMap((file, index) =>
      asked.length > 0 && has(file) ? [{ id: `id-${index}` }] : [],
    );
  }

  #begun(request: Request, body: Buffer): Said {
    this.queries.push(new URL(request.url).searchParams);
    const id = `session-${this.calls.length}`;
    const size = Number(request.headers.get("x-upload-content-length"));
    this.#uploads.set(id, { metadata: JSON.parse(body.toString()), size, bytes: Buffer.alloc(0) });
    return [200, "", { location: `${GOOGLE}/upload/drive/v3/files?uploadType=resumable&upload_id=${id}` }];
  }

  #received(request: Request, body: Buffer): Said {
    const id = new URL(request.url).searchParams.get("upload_id") ?? "";
    const upload = this.#uploads.get(id);
    if (upload === undefined) return refusal(404, "notFound");
    const from = /^bytes (\d+)-/.exec(request.headers.get("content-range") ?? "")?.[1];
    if (from !== undefined && Number(from) !== upload.bytes.length) return refusal(400, "badOffset");
    const wasWhole = upload.bytes.length === upload.size;
    upload.bytes = Buffer.concat([upload.bytes, body]);
    const { length } = upload.bytes;
    if (length < upload.size) return [308, "", length === 0 ? {} : { range: `bytes=0-${length - 1}` }];
    if (!wasWhole) this.files.push({ ...upload.metadata, content: upload.bytes.toString() });
    return [200, { id: "id-new" }, { "content-type": "application/json" }];
  }
}

type Done = (error: Error | null, said?: Said) => void;

function named({ method, url, headers }: Request): { call: Call | "other"; shown: string } {
  const { pathname } = new URL(url);
  const range = headers.get("content-range") ?? "";
  if (pathname === "/token") return { call: "token", shown: "token" };
  if (method === "GET" && pathname === "/drive/v3/files") return { call: "list", shown: "list" };
  const isUpload = pathname === "/upload/drive/v3/files";
  if (method === "POST" && isUpload) return { call: "begin", shown: "begin" };
  if (method === "PUT" && isUpload)
    return { call: range.startsWith("bytes */") ? "ask" : "put", shown: range };
  return { call: "other", shown: `${method} ${pathname}` };
}
