import { z } from "zod";
import type { CloudIdentity, CloudRequest } from "#shared/core/cloud-identity.ts";
import { PipelineError } from "#shared/core/error.ts";
import { parseJson } from "#shared/core/parse.ts";

export interface CloudOptions {
  /** Where GitHub gives an OIDC token, null where the job may not ask for one. */
  readonly tokenRequest: { readonly url: string; readonly token: string } | null;
  /** Credentials that the runner's environment already has. */
  readonly ambient: Readonly<Record<string, string>>;
  /** `AWS_ENDPOINT_URL`, null for AWS itself. */
  readonly endpoint: string | null;
}

const SESSION_SECONDS = 3600;

/** AWS credentials: the role through GitHub's OIDC token where one is set, else what the environment has. */
export function awsIdentity(options: CloudOptions): CloudIdentity {
  return {
    async credentials(request) {
      const session = request.role === null ? options.ambient : await assume(request.role, request, options);
      return {
        ...session,
        AWS_REGION: request.region,
        AWS_EC2_METADATA_DISABLED: "true",
        ...(options.endpoint === null ? {} : { AWS_ENDPOINT_URL: options.endpoint }),
      };
    },
  };
}

async function assume(role: string, { region, session }: CloudRequest, options: CloudOptions) {
  const form = new URLSearchParams({
    Action: "AssumeRoleWithWebIdentity",
    Version: "2011-06-15",
    RoleArn: role,
    RoleSessionName: session.replaceAll(/[^\w+=,.@-]/g, "-").slice(0, 64),
    WebIdentityToken: await githubToken(options),
    DurationSeconds: String(SESSION_SECONDS),
  });
  const address = options.endpoint ?? `https://sts.${region}.amazonaws.com/`;
  const answer = await ask(address, { method: "POST", body: form });
  const found = ["AccessKeyId", "SecretAccessKey", "SessionToken"].map((name) => tag(answer.text, name));
  const [AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN] = found;
  if (answer.ok && AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY && AWS_SESSION_TOKEN) {
    return { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN };
  }
  throw new PipelineError(
    "identity/role-refused",
    `AWS did not let us take the role ${role}: ${reason(answer)}`,
    {
      next: "Check the role's trust policy: it has to name this repository and GitHub environment.",
    },
  );
}

const Token = z.object({ value: z.string().min(1) });

async function githubToken({ tokenRequest }: CloudOptions): Promise<string> {
  if (tokenRequest === null) {
    throw new PipelineError(
      "identity/no-oidc",
      "A role is set, but the job may not ask GitHub for a token.",
      {
        next: "Give the job the permission `id-token: write`.",
      },
    );
  }
  const url = new URL(tokenRequest.url);
  url.searchParams.set("audience", "sts.amazonaws.com");
  const answer = await ask(url, { headers: { authorization: `Bearer ${tokenRequest.token}` } });
  if (answer.ok) return parseJson(Token, answer.text, "identity/no-oidc").value;
  throw new PipelineError("identity/no-oidc", `GitHub gave no OIDC token: ${reason(answer)}`, {
    next: "Give the job the permission `id-token: write`.",
  });
}

interface Answer {
  readonly ok: boolean;
  readonly status: number;
  readonly text: string;
}

async function ask(address: string | URL, request: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(address, {
      ...request,
      signal: AbortSignal.timeout(30_000),
      redirect: "error",
    });
    return { ok: response.ok, status: response.status, text: await response.text() };
  } catch (cause) {
    throw new PipelineError("identity/unreachable", `${new URL(address).host} did not answer.`, {
      next: "Run again; check the runner's network if it stays so.",
      cause,
    });
  }
}

function reason({ status, text }: Answer): string {
  return tag(text, "Message") ?? `HTTP ${status}`;
}

function tag(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)?.[1];
}
