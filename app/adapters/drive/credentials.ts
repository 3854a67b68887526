import { readFileSync } from "node:fs";
import { isAbsolute } from "node:path";
import { z } from "zod";
import { PipelineError } from "#shared/core/error.ts";

/** A key of a service account, as Google hands it out. */
const ServiceAccount = z.object({
  type: z.literal("service_account"),
  client_email: z.string(),
  private_key: z.string(),
});

const GOOGLES = z.string().regex(/^https:\/\/(?:[a-z0-9-]+\.)*googleapis\.com\//, "is none of Google's");

/** Where a workload outside Google finds its own token: never a program to be started. */
const TokenSource = z.strictObject({
  file: z.string().exactOptional(),
  url: z.string().exactOptional(),
  headers: z.record(z.string(), z.string()).exactOptional(),
  format: z
    .object({ type: z.enum(["text", "json"]), subject_token_field_name: z.string().exactOptional() })
    .exactOptional(),
});

const AwsSource = z.strictObject({
  environment_id: z.string(),
  region_url: z.string().exactOptional(),
  url: z.string().exactOptional(),
  regional_cred_verification_url: z.string(),
  imdsv2_session_token_url: z.string().exactOptional(),
});

/** A workload's identity elsewhere, which Google takes for a service account's: it holds no secret. */
const Workload = z.object({
  type: z.literal("external_account"),
  audience: z.string(),
  subject_token_type: z.string(),
  token_url: GOOGLES,
  service_account_impersonation_url: GOOGLES.exactOptional(),
  credential_source: z.union([AwsSource, TokenSource]),
});

const Given = z.discriminatedUnion("type", [ServiceAccount, Workload]);

/** Who the server is at Google; `machine` is the identity of the machine or workload that it runs on. */
export type Credentials = z.infer<typeof Given> | { readonly type: "machine" };

/** `workload-identity`, the JSON of a service account or of a workload identity, or the absolute path of a file that holds it. */
export function readCredentials(said: string): Credentials {
  if (said === "workload-identity") return { type: "machine" };
  const result = Given.safeParse(jsonIn(said.trimStart().startsWith("{") ? said : fileAt(said)));
  if (result.success) return result.data;
  throw refused(result.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`).join("; "));
}

function fileAt(path: string): string {
  try {
    if (isAbsolute(path)) return readFileSync(path, "utf8");
  } catch (cause) {
    throw refused("the file cannot be read", cause);
  }
  throw refused("no absolute path");
}

/** The parser's own message would quote the key. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refused("no JSON");
  }
}

function refused(problem: string, cause?: unknown): PipelineError {
  return new PipelineError("archive/credentials", `CODE_DRIVE_CREDENTIALS: ${problem}.`, {
    next: "Give workload-identity, the JSON of a service account or workload identity, or the absolute path of its file.",
    cause,
  });
}
