import { z } from "zod";
import type { Credentials } from "./credentials.ts";
import { archiveFailed, isFromNetwork, isPassing, troubleOf } from "./failure.ts";
import { type Identity, identityFor } from "./identity.ts";

const HOST = "https://www.googleapis.com";
const MIME = "text/markdown";

export interface Place {
  readonly credentials: Credentials;
  /** The id of the folder, as its address shows it. */
  readonly folder: string;
  /** `drive.file`: what this account has made and nothing else. */
  readonly scope: "drive.file" | "drive";
}

/** How far an upload has come; `gone`: its session has ended and another must begin. */
type Progress =
  | { readonly kind: "kept" }
  | { readonly kind: "partly"; readonly offset: number }
  | { readonly kind: "gone" };

/** Drive's calls as the archive needs them, each made once; they throw what the SDK throws. */
export interface DriveCalls {
  /** Gets a token; it is kept until it ends. */
  signIn(): Promise<void>;
  /** Whether the document of this digest is in the archive. */
  isKnown(digest: string, signal: AbortSignal): Promise<boolean>;
  /** Begins a resumable upload and returns the address of its session. */
  begin(digest: string, size: number, signal: AbortSignal): Promise<string>;
  /** Sends the bytes from `offset` on. */
  send(
    session: string,
    rest: { bytes: Uint8Array<ArrayBuffer>; offset: number },
    signal: AbortSignal,
  ): Promise<Progress>;
  /** Asks how far the upload has come. */
  progress(session: string, size: number, signal: AbortSignal): Promise<Progress>;
}

/** The SDK is loaded with the first document: a server without an archive never pays for it. */
export async function openDrive({ credentials, folder, scope }: Place): Promise<DriveCalls> {
  const { auth: kinds, drive } = await import("googleapis/build/src/apis/drive/index.js");
  const auth = identityFor(kinds, credentials, `https://www.googleapis.com/auth/${scope}`);
  const { files } = drive({ version: "v3", auth });
  return {
    signIn: () => signIn(auth),
    async isKnown(digest, signal) {
      const q = queryFor(digest, folder);
      const { data } = await files.list(
        { q, fields: "files(id),incompleteSearch", supportsAllDrives: true, includeItemsFromAllDrives: true },
        { signal, retry: false },
      );
      // Not to have looked everywhere is not to know that it is not there.
      if (data.incompleteSearch === true) throw archiveFailed("unavailable", null);
      return (data.files ?? []).length > 0;
    },
    begin: (digest, size, signal) => begin(auth, { folder, digest, size, signal }),
    send: (session, { bytes, offset }, signal) =>
      put(auth, session, {
        body: bytes.subarray(offset),
        range: `${offset}-${bytes.length - 1}/${bytes.length}`,
        signal,
      }),
    progress: (session, size, signal) => put(auth, session, { body: null, range: `*/${size}`, signal }),
  };
}

/** No token: they are wrong, unless nobody has answered. */
async function signIn(auth: Identity): Promise<void> {
  try {
    await auth.getAccessToken();
  } catch (error) {
    const trouble = troubleOf(error);
    if (isFromNetwork(error) && isPassing(trouble)) throw error;
    throw archiveFailed("credentials", trouble, error);
  }
}

/** The folder is a property too: what this account may see of the folder itself depends on its scope. */
function propertiesOf(digest: string, folder: string) {
  return { codePacket: digest, codeFolder: folder };
}

function queryFor(digest: string, folder: string): string {
  const has = Object.entries(propertiesOf(digest, folder)).map(
    ([key, value]) => `appProperties has { key='${key}' and value='${value}' }`,
  );
  return [...has, "trashed = false"].join(" and ");
}

/** Who may read the document is the folder's matter: no permission is made, and a domain's default visibility is left out. */
async function begin(
  auth: Identity,
  { folder, digest, size, signal }: { folder: string; digest: string; size: number; signal: AbortSignal },
): Promise<string> {
  const { headers } = await auth.request({
    method: "POST",
    url: `${HOST}/upload/drive/v3/files?uploadType=resumable&supportsAllDrives=true&ignoreDefaultVisibility=true&fields=id`,
    headers: { "X-Upload-Content-Type": MIME, "X-Upload-Content-Length": String(size) },
    data: {
      name: `consultation ${digest.slice(0, 16)}`,
      mimeType: MIME,
      parents: [folder],
      appProperties: propertiesOf(digest, folder),
    },
    signal,
    retry: false,
  });
  const session = headers.get("location") ?? "";
  // The token goes there.
  if (!session.startsWith(`${HOST}/upload/`)) throw archiveFailed("unreadable", null);
  return session;
}

const Created = z.object({ id: z.string() });

async function put(
  auth: Identity,
  session: string,
  { body, range, signal }: { body: Uint8Array<ArrayBuffer> | null; range: string; signal: AbortSignal },
): Promise<Progress> {
  const { status, headers, data } = await auth.request<unknown>({
    method: "PUT",
    url: session,
    headers: { "Content-Range": `bytes ${range}`, "Content-Type": MIME },
    body: body ?? "",
    redirect: "manual",
    validateStatus: (code) => [200, 201, 308, 404, 410].includes(code),
    signal,
    retry: false,
  });
  if (status === 308) return { kind: "partly", offset: offsetIn(headers.get("range")) };
  if (status === 404 || status === 410) return { kind: "gone" };
  if (!Created.safeParse(data).success) throw archiveFailed("unreadable", null);
  return { kind: "kept" };
}

/** `bytes=0-41`: 42 bytes are there; none where nothing is said. */
function offsetIn(range: string | null): number {
  if (range === null) return 0;
  const last = /^bytes=0-(\d{1,12})$/.exec(range)?.[1];
  if (last === undefined) throw archiveFailed("unreadable", null);
  return Number(last) + 1;
}
