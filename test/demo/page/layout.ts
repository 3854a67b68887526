import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Hub } from "../../support/github/hub.ts";
import { html, type Markup, raw } from "./html.ts";
import { avatar, webPath } from "./parts.ts";

const here = import.meta.dirname;
const STYLE = ["base", "parts", "frame", "thread"]
  .map((name) => readFileSync(join(here, `${name}.css`), "utf8"))
  .join("");
const CLIENT = readFileSync(join(here, "client.js"), "utf8");
export const PEOPLE = ["ana", "omar"] as const;

export interface Frame {
  readonly hub: Hub;
  /** Who acts on this page. */
  readonly as: string;
  readonly title: string;
  readonly tab: "requests" | "actions" | "history";
  readonly notice: string | null;
}

/** The frame of every page; nothing is loaded from anywhere else. */
export function layout(frame: Frame, main: Markup): string {
  const { hub, as, title, tab, notice } = frame;
  const base = webPath(hub);
  const link = (name: Frame["tab"], href: string, text: string) =>
    html`<a href="${href}" ${name === tab && raw('aria-current="page"')}>${text}</a>`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${hub.fullName}</title>
<link rel="icon" href="data:,">
<style>${raw(STYLE)}</style>
</head>
<body>
<header>
  <a class="home" href="${base}"><span class="glyph">/code</span> <span>${hub.owner}<i>/</i><b>${hub.name}</b></span></a>
  <nav>${link("requests", base, "Requests")}${link("actions", `${base}/actions`, "Runs")}${link("history", `${base}/history`, "History")}</nav>
  <form class="as" method="post" action="/_page/as"><span>acting as</span>
    ${PEOPLE.map((login) => html`<button name="login" value="${login}" ${login === as && raw('aria-pressed="true"')}>${avatar(login)} ${login}</button>`)}
  </form>
</header>
${notice !== null && html`<p class="notice" role="alert">${notice}</p>`}
<main id="main">${main}</main>
<footer>A stand-in for GitHub on this machine, over a real git repository. The App, the Action, Terraform and the policies are the real ones.</footer>
<script>${raw(CLIENT)}</script>
</body>
</html>`.html;
}
