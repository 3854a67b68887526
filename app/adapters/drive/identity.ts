import type { AuthPlus } from "googleapis/build/src/apis/drive/index.js";
import type { Credentials } from "./credentials.ts";

export type Identity =
  | InstanceType<AuthPlus["JWT"]>
  | InstanceType<AuthPlus["Compute"]>
  | InstanceType<AuthPlus["AwsClient"]>
  | InstanceType<AuthPlus["IdentityPoolClient"]>;

/** The SDK's client of these credentials; nothing is looked for in the environment or in a home directory. */
export function identityFor(kinds: AuthPlus, credentials: Credentials, scope: string): Identity {
  const scopes = [scope];
  if (credentials.type === "machine") return new kinds.Compute({ scopes });
  if (credentials.type === "service_account") {
    const { client_email: email, private_key: key } = credentials;
    return new kinds.JWT({ email, key, scopes });
  }
  const { credential_source: source } = credentials;
  return "environment_id" in source
    ? new kinds.AwsClient({ ...credentials, credential_source: source, scopes })
    : new kinds.IdentityPoolClient({ ...credentials, credential_source: source, scopes });
}
