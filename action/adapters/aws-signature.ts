import { createHash, createHmac } from "node:crypto";

export interface AwsCall {
  readonly url: URL;
  readonly region: string;
  readonly service: string;
  /** Sent and signed; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly at: Date;
}

export interface AwsKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | null;
}

/** The headers of a POST with AWS Signature Version 4. */
export function signedHeaders(call: AwsCall, keys: AwsKeys): Record<string, string> {
  const stamp = call.at.toISOString().replaceAll(/[-:]|\.\d{3}/g, "");
  const token = keys.sessionToken === null ? {} : { "x-amz-security-token": keys.sessionToken };
  const headers: Record<string, string> = {
    ...call.headers,
    host: call.url.host,
    "x-amz-date": stamp,
    ...token,
  };
  const names = Object.keys(headers).sort();
  const canonical = [
    "POST",
    call.url.pathname,
    call.url.searchParams.toString(),
    ...names.map((name) => `${name}:${(headers[name] ?? "").trim()}`),
    "",
    names.join(";"),
    sha256(call.body),
  ].join("\n");
  const scope = `${stamp.slice(0, 8)}/${call.region}/${call.service}/aws4_request`;
  const text = ["AWS4-HMAC-SHA256", stamp, scope, sha256(canonical)].join("\n");
  const key = scope
    .split("/")
    .reduce<string | Buffer>((previous, part) => hmac(previous, part), `AWS4${keys.secretAccessKey}`);
  const signature = hmac(key, text).toString("hex");
  const { host: _, ...sent } = headers;
  const authorization = `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/${scope}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
  return { ...sent, authorization };
}

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text, "utf8").digest();
}
