import { createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Answer } from "./http.ts";
import type { Hub } from "./hub.ts";
import type { Tokens } from "./identity.ts";
import type { Shape } from "./openapi.ts";

const LIFETIME_SECONDS = 300;

/** The token service of Actions: a job with `id-token: write` asks who it is and gets it signed. Null: not for this service. */
export function oidc(hub: Hub, tokens: Tokens) {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const issuer = (): string => `${hub.url}/_oidc`;
  const mint = (claims: Shape): string => {
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const text = `${encode({ alg: "RS256", typ: "JWT", kid: "standin" })}.${encode(claims)}`;
    return `${text}.${sign("sha256", Buffer.from(text), privateKey).toString("base64url")}`;
  };
  const token = (request: IncomingMessage): Answer => {
    const by = tokens.identify(request.headers.authorization);
    const url = new URL(request.url ?? "/", hub.url);
    const run = hub.store.runs.find((one) => by?.kind === "job" && one.id === by.runId);
    if (by?.kind !== "job" || by.permissions["id-token"] !== "write" || run === undefined) {
      return { status: 403, body: { message: "This job has no id-token: write." } };
    }
    const environment = url.searchParams.get("environment");
    const ref = `refs/heads/${hub.defaultBranch}`;
    const subject = environment ? `environment:${environment}` : `ref:${ref}`;
    const seconds = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer(),
      sub: `repo:${hub.fullName}:${subject}`,
      aud: url.searchParams.get("audience") ?? `${hub.url}/${hub.owner}`,
      iat: seconds,
      nbf: seconds,
      exp: seconds + LIFETIME_SECONDS,
      ref,
      sha: run.headSha,
      repository: hub.fullName,
      repository_owner: hub.owner,
      run_id: String(run.id),
      run_attempt: String(run.attempt),
      event_name: run.event,
      actor: run.actor,
      workflow_ref: `${hub.fullName}/${run.workflow}@${ref}`,
      ...(environment ? { environment } : {}),
    };
    return { status: 200, body: { value: mint(claims) } };
  };

  return {
    answer(request: IncomingMessage, path: string): Answer | null {
      if (path === "/_oidc/token") return token(request);
      if (path === "/_oidc/.well-known/openid-configuration") {
        return { status: 200, body: { issuer: issuer(), jwks_uri: `${issuer()}/jwks` } };
      }
      if (path !== "/_oidc/jwks") return null;
      const key = createPublicKey(publicKey.export({ type: "spki", format: "pem" })).export({
        format: "jwk",
      });
      return { status: 200, body: { keys: [{ ...key, kid: "standin", use: "sig", alg: "RS256" }] } };
    },
  };
}
