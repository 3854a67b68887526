import { createPublicKey, randomBytes, verify } from "node:crypto";
import type { Level, Permissions, RegisteredApp, Role, Store } from "./store.ts";

/** Who is calling, by the token that was shown. */
export type Identity =
  | { readonly kind: "app"; readonly app: RegisteredApp }
  | {
      readonly kind: "installation";
      readonly login: string;
      readonly app: RegisteredApp;
      readonly permissions: Permissions;
    }
  | {
      readonly kind: "job";
      readonly login: "github-actions[bot]";
      readonly permissions: Permissions;
      readonly runId: number;
    }
  | { readonly kind: "person"; readonly login: string }
  | { readonly kind: "nobody" };

export const ACTIONS_BOT = "github-actions[bot]";
const RANK: readonly Role[] = ["read", "triage", "write", "maintain", "admin"];

export function loginOf(identity: Identity): string {
  if (identity.kind === "app") return `${identity.app.slug}[bot]`;
  return identity.kind === "nobody" ? "ghost" : identity.login;
}

/** Tokens in use. A token is a random text and says nothing by itself. */
export function newTokens(store: Store) {
  const tokens = new Map<string, Identity>();
  return {
    mint(identity: Identity, prefix: string): string {
      const token = `${prefix}_${randomBytes(18).toString("hex")}`;
      tokens.set(token, identity);
      return token;
    },
    revoke: (token: string) => tokens.delete(token),
    /** Bearer or token of the API, user name and password of git. */
    identify(header: string | undefined): Identity | null {
      if (header === undefined) return { kind: "nobody" };
      const [scheme = "", value = ""] = header.split(" ");
      const secret =
        scheme.toLowerCase() === "basic"
          ? Buffer.from(value, "base64")
              .toString()
              .replace(/^[^:]*:/, "")
          : value;
      if (secret.split(".").length === 3) return appOf(secret, store);
      return tokens.get(secret) ?? null;
    },
  };
}
export type Tokens = ReturnType<typeof newTokens>;

/** An App's own JWT: RS256 by its key, issued by its id, for at most ten minutes. */
function appOf(jwt: string, store: Store): Identity | null {
  const [head = "", body = "", signature = ""] = jwt.split(".");
  const claims = JSON.parse(Buffer.from(body, "base64url").toString()) as Record<string, unknown>;
  const app = store.apps.find((one) => String(one.id) === String(claims.iss));
  if (app === undefined) return null;
  const key = createPublicKey(app.publicKey);
  const isSigned = verify("sha256", Buffer.from(`${head}.${body}`), key, Buffer.from(signature, "base64url"));
  const seconds = Date.now() / 1000;
  const isCurrent = Number(claims.exp) > seconds && Number(claims.exp) < seconds + 660;
  return isSigned && isCurrent ? { kind: "app", app } : null;
}

/** Whether one of the `permission:level` alternatives is held. A person's role stands for all permissions of its level. */
export function isAllowed(identity: Identity, needs: readonly string[], store: Store): boolean {
  if (needs.includes("app")) return identity.kind === "app";
  if (identity.kind === "app" || identity.kind === "nobody") return false;
  if (identity.kind === "person") {
    const role = store.users.get(identity.login)?.role ?? null;
    return role !== null && needs.some((need) => RANK.indexOf(role) >= RANK.indexOf(roleFor(need)));
  }
  return needs.some((need) => holds(identity.permissions, need));
}

function holds(permissions: Permissions, need: string): boolean {
  const [name = "", level = "read"] = need.split(":") as [string, Level?];
  if (name === "metadata") return true;
  const held = permissions[name];
  return held === "write" || held === level;
}

function roleFor(need: string): Role {
  const [name, level] = need.split(":");
  if (level === "read") return "read";
  if (name === "administration" || name === "environments") return "admin";
  return name === "issues" || name === "pull_requests" ? "read" : "write";
}
