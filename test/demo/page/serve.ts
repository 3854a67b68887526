import type { IncomingMessage, ServerResponse } from "node:http";
import type { Hub } from "../../support/github/hub.ts";
import { type Person, person } from "../../support/github/person.ts";
import type { GitHub } from "../../support/github/start.ts";
import { issueView, type Tab } from "./conversation.ts";
import { historyView } from "./history.ts";
import type { Markup } from "./html.ts";
import { type Frame, layout, PEOPLE } from "./layout.ts";
import { issuePath, webPath } from "./parts.ts";
import { requestsView } from "./requests.ts";
import { checkView, runsView, runView } from "./runs.ts";

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:; form-action 'self'";

interface View {
  readonly title: string;
  readonly tab: Frame["tab"];
  readonly main: Markup;
}

/** The page for people, over the stand-in's own store; what it changes goes through the API like everything else. */
export function servePage(github: GitHub): void {
  const { hub } = github;
  const people = new Map<string, Person>(PEOPLE.map((login) => [login, person(github, login)]));
  github.setPage(async (request, response, body) => {
    const path = new URL(request.url ?? "/", hub.url).pathname;
    const cookies = request.headers.cookie ?? "";
    const as = /\bas=(\w+)/.exec(cookies)?.[1] ?? PEOPLE[0];
    if (request.method === "POST" && path.startsWith("/_page/")) {
      await act(people.get(as), { request, response, form: new URLSearchParams(body), path, hub });
      return true;
    }
    const elsewhere = elsewhereOf(hub, path);
    if (elsewhere !== null) return redirect(response, elsewhere);
    const view = viewOf(hub, path, as);
    if (view !== null) show(response, view, { hub, as, notice: noticeOf(cookies) });
    return view !== null;
  });
}

/** `#12` in a text leads to an issue or a pull request, whichever it is. */
function elsewhereOf(hub: Hub, path: string): string | null {
  if (path === "/") return webPath(hub);
  const named = hub.store.issues.find((issue) => path === `/_page/go/${issue.number}`);
  return named === undefined ? null : issuePath(hub, named);
}

function noticeOf(cookies: string): string | null {
  const text = /\bnotice=([^;]+)/.exec(cookies)?.[1];
  return text === undefined ? null : decodeURIComponent(text);
}

function show(response: ServerResponse, view: View, frame: Pick<Frame, "hub" | "as" | "notice">): void {
  const { title, tab, main } = view;
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": POLICY,
    "set-cookie": "notice=; Max-Age=0; Path=/",
  });
  response.end(layout({ ...frame, title, tab }, main));
}

function redirect(response: ServerResponse, to: string): true {
  response.writeHead(303, { location: to }).end();
  return true;
}

function viewOf(hub: Hub, path: string, as: string): View | null {
  const base = webPath(hub);
  if (path === base) return { title: "Requests", tab: "requests", main: requestsView(hub, as) };
  if (path === `${base}/history`) return { title: "History", tab: "history", main: historyView(hub) };
  if (path === `${base}/actions`) return { title: "Runs", tab: "actions", main: runsView(hub) };
  const [kind, id, part] = path
    .slice(base.length + 1)
    .replace(/^actions\//, "")
    .split("/");
  if (!path.startsWith(`${base}/`)) return null;
  if (kind === "issues" || kind === "pull") return issuePage(hub, { id, part }, as);
  const run = hub.store.runs.find((one) => String(one.id) === id);
  if (run !== undefined) return { title: run.name, tab: "actions", main: runView(run) };
  const check = hub.store.checkRuns.find((one) => String(one.id) === id);
  return check === undefined ? null : { title: check.name, tab: "actions", main: checkView(check) };
}

function issuePage(
  hub: Hub,
  asked: { id: string | undefined; part: string | undefined },
  as: string,
): View | null {
  const issue = hub.store.issues.find((one) => String(one.number) === asked.id);
  if (issue === undefined) return null;
  const tab: Tab = asked.part === "files" || asked.part === "checks" ? asked.part : "conversation";
  return { title: issue.title, tab: "requests", main: issueView(hub, issue, { as, tab }) };
}

interface Deed {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly form: URLSearchParams;
  readonly path: string;
  readonly hub: Hub;
}

/** A form was sent: by the person who acts, and only from this page itself. */
async function act(by: Person | undefined, deed: Deed): Promise<void> {
  const { request, response, form, path, hub } = deed;
  const back = new URL(request.headers.referer ?? hub.url).pathname;
  if (request.headers.origin !== hub.url || by === undefined) {
    response.writeHead(403).end("Not from this page.");
    return;
  }
  if (path === "/_page/as")
    response.setHeader("set-cookie", `as=${form.get("login") ?? "ana"}; Path=/; SameSite=Strict`);
  try {
    redirect(response, (await DEEDS[path]?.(by, form, hub)) ?? back);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    response.setHeader("set-cookie", `notice=${encodeURIComponent(message)}; Path=/`);
    redirect(response, back);
  }
}

const numberOf = (form: URLSearchParams): number => Number(form.get("number"));

/** Each gives the address to go on to, or nothing for the page it came from. */
const DEEDS: Readonly<
  Record<string, (by: Person, form: URLSearchParams, hub: Hub) => Promise<string | undefined>>
> = {
  async "/_page/ask"(by, form, hub) {
    const body = form.get("body") ?? "";
    const title = (body.split("\n")[0] ?? "").replace(/^\/code\s+/, "");
    const number = await by.openIssue(title.charAt(0).toUpperCase() + title.slice(1, 80));
    await by.comment(number, body);
    return `${webPath(hub)}/issues/${number}`;
  },
  async "/_page/comment"(by, form) {
    await by.comment(numberOf(form), form.get("body") ?? "");
    return undefined;
  },
  async "/_page/approve"(by, form) {
    await by.approve(numberOf(form));
    return undefined;
  },
  async "/_page/merge"(by, form) {
    await by.merge(numberOf(form));
    return undefined;
  },
  async "/_page/close"(by, form) {
    await by.close(numberOf(form));
    return undefined;
  },
};
