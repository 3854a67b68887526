import type { IncomingMessage, ServerResponse } from "node:http";
import { fill } from "./fill.ts";
import type { Hub } from "./hub.ts";
import { type Identity, isAllowed, type Tokens } from "./identity.ts";
import { isPublished, requestDoor, responseDoor, type Shape } from "./openapi.ts";

export interface Call {
  readonly hub: Hub;
  readonly by: Identity;
  readonly params: Readonly<Record<string, string>>;
  readonly url: URL;
  readonly query: URLSearchParams;
  readonly body: Shape;
}

export interface Answer {
  readonly status: number;
  /** An array, or an object with `total_count`, is the whole list: the page is cut from it here. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** As GitHub publishes it, `/repos/{owner}/{repo}/…`. */
  readonly path: string;
  /** One of these must be held: `contents:write`; `app` is the App's own JWT, `anyone` asks for any valid token. */
  readonly needs: readonly string[];
  handle(call: Call): Answer;
}

/** An answer that GitHub gives as an error. */
export class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export const notFound = (): Refusal => new Refusal(404, "Not Found");
export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const nothing = (): Answer => ({ status: 204 });

export interface Router {
  answer(request: IncomingMessage, text: string): Answer;
}

interface Matcher {
  readonly route: Route;
  readonly pattern: RegExp;
}

/** Finds the route, checks token, permission and body, and lets no answer out that GitHub would not give. */
export function router(
  routes: readonly Route[],
  context: { hub: Hub; tokens: Tokens; problems: string[] },
): Router {
  const segments = (route: Route): number => route.path.split("/").length;
  const matchers = routes.toSorted((a, b) => segments(b) - segments(a)).map(matcher);
  const { hub, tokens, problems } = context;
  return {
    answer(request, text) {
      const address = new URL(request.url ?? "/", hub.url);
      const path = address.pathname.replace(/^\/api\/v3/, "");
      const found = matchers.find((one) => one.route.method === request.method && one.pattern.test(path));
      if (found === undefined) {
        problems.push(`unknown route ${request.method} ${path}`);
        return { status: 500, body: { message: `The stand-in has no route ${request.method} ${path}` } };
      }
      try {
        const call = admit(
          found,
          { path, address, text, header: request.headers.authorization },
          { hub, tokens },
        );
        return conclude(found.route, { call, answer: found.route.handle(call) }, problems);
      } catch (error) {
        return failure(error, `${request.method} ${found.route.path}`, problems);
      }
    },
  };
}

function failure(error: unknown, label: string, problems: string[]): Answer {
  if (error instanceof Refusal) {
    return { status: error.status, body: { message: error.message, status: String(error.status) } };
  }
  problems.push(`${label}: ${error instanceof Error ? error.stack : String(error)}`);
  return { status: 500, body: { message: "The stand-in failed." } };
}

function matcher(route: Route): Matcher {
  if (!isPublished(route.method, route.path))
    throw new Error(`GitHub publishes no ${route.method} ${route.path}`);
  // These may contain slashes, encoded or not.
  const names = route.path.replaceAll(/\{(path|ref|basehead|branch)\}/g, "(?<$1>.+)");
  return { route, pattern: new RegExp(`^${names.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`) };
}

interface Asked {
  readonly path: string;
  readonly address: URL;
  readonly text: string;
  readonly header: string | undefined;
}

function admit(found: Matcher, asked: Asked, context: { hub: Hub; tokens: Tokens }): Call {
  const { hub, tokens } = context;
  const { route } = found;
  const by = tokens.identify(asked.header);
  if (by === null || by.kind === "nobody") throw new Refusal(401, "Bad credentials");
  const groups = Object.entries(found.pattern.exec(asked.path)?.groups ?? {});
  const params = Object.fromEntries(groups.map(([name, value]) => [name, decodeURIComponent(value)]));
  const isOurs = params.owner === undefined || `${params.owner}/${params.repo}` === hub.fullName;
  if (!isOurs) throw notFound();
  if (!route.needs.includes("anyone") && !isAllowed(by, route.needs, hub.store)) {
    const message =
      by.kind === "person" ? "Must have more rights." : "Resource not accessible by integration";
    throw new Refusal(403, `${message} (needs ${route.needs.join(" or ")})`);
  }
  const url = asked.address;
  return { hub, by, params, url, query: url.searchParams, body: bodyOf(route, asked.text) };
}

/** GitHub refuses a body that lacks a required field or has one of another type. */
function bodyOf(route: Route, text: string): Shape {
  const body = text === "" ? {} : (JSON.parse(text) as Shape);
  const door = requestDoor(route.method, route.path);
  const wrong = door === null || (text === "" && route.method !== "POST") ? [] : door.problems(body);
  if (wrong.length > 0) throw new Refusal(422, `Validation Failed: ${wrong.join("; ")}`);
  return body;
}

/** GitHub answers null where the fork of a pull request is gone; its description has forgotten that. */
const GONE = "/head/repo must be object";

function conclude(route: Route, result: { call: Call; answer: Answer }, problems: string[]): Answer {
  const { answer, call } = result;
  if (answer.body === undefined) return answer;
  const door = responseDoor(route.method, route.path, answer.status);
  const label = `${route.method} ${route.path} ${answer.status}`;
  if (door === null) {
    problems.push(`${label}: GitHub publishes no such answer`);
    return { status: 500, body: { message: `No published answer ${label}` } };
  }
  const { page, headers } = paginate(call, answer.body);
  const body = fill(door.schema, page);
  const wrong = door.problems(body).filter((problem) => problem !== GONE);
  if (wrong.length === 0) return { ...answer, body, headers: { ...answer.headers, ...headers } };
  problems.push(`${label}: ${wrong.join("; ")}`);
  return { status: 500, body: { message: `Invalid answer ${label}`, errors: wrong } };
}

function paginate(call: Call, body: unknown): { page: unknown; headers: Record<string, string> } {
  const size = Math.min(Number(call.query.get("per_page") ?? 30), 100);
  const number = Number(call.query.get("page") ?? 1);
  const cut = (list: readonly unknown[]) => list.slice((number - 1) * size, number * size);
  if (Array.isArray(body))
    return { page: cut(body), headers: links(call, { length: body.length, size, number }) };
  const record = body as Shape;
  const key = Object.keys(record).find((name) => Array.isArray(record[name]));
  if (record.total_count === undefined || key === undefined) return { page: body, headers: {} };
  const list = record[key] as unknown[];
  return {
    page: { ...record, [key]: cut(list) },
    headers: links(call, { length: list.length, size, number }),
  };
}

function links(call: Call, list: { length: number; size: number; number: number }): Record<string, string> {
  const last = Math.ceil(list.length / list.size);
  if (list.number >= last) return {};
  const to = (page: number): string => {
    const query = new URLSearchParams(call.query);
    query.set("page", String(page));
    return `<${call.hub.url}${call.url.pathname}?${query}>`;
  };
  return { link: `${to(list.number + 1)}; rel="next", ${to(last)}; rel="last"` };
}

export function send(response: ServerResponse, answer: Answer): void {
  const body = answer.body === undefined ? "" : JSON.stringify(answer.body);
  const type = body === "" ? {} : { "content-type": "application/json; charset=utf-8" };
  response.writeHead(answer.status, { ...type, ...answer.headers }).end(body);
}

/** A text of the body, which the published description has already been asked about. */
export function textOf(value: unknown, fallback = ""): string {
  return typeof value === "string" ? value : fallback;
}

/** A text that may be left out. */
export function given(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
