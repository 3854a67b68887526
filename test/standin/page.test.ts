import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { markdown } from "../demo/page/markdown.ts";
import { servePage } from "../demo/page/serve.ts";
import { person } from "../support/github/person.ts";
import { type GitHub, startGitHub } from "../support/github/start.ts";

describe("Markdown on the page", () => {
  it.each([
    ["a table", "| a | b |\n|---|---|\n| `x\\|y` | **z** |", "<td><strong>z</strong></td>"],
    ["a task list", "- [x] done\n- [ ] open", '<span class="box on"></span>done'],
    ["details", "<details><summary>More</summary>\n\ntext\n\n</details>", "<summary>More</summary>"],
    ["a diff", "```diff\n+ new\n- old\n```", '<span class="line add">+ new</span>'],
    ["a link", "[here](https://example.com)", '<a href="https://example.com" rel="noreferrer">here</a>'],
    [
      "a character that was written as a number",
      "s3&#47;public&#95;a &#60;b&#62;",
      "s3&#47;public&#95;a &#60;b&#62;",
    ],
    ["a number of an issue", "see #12, not &#35;12", '<a href="/_page/go/12">#12</a>, not &#35;12'],
    ["hidden markers as nothing", "<!-- code:1 -->text", "<p>text</p>"],
  ])("shows %s", (_, text, expected) => {
    expect(markdown(text).html).toContain(expected);
  });

  it.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "<details onclick=x>",
    '[x](https://a"onclick="b)',
  ])("lets no script through: %s", (text) => {
    expect(markdown(text).html).not.toMatch(
      /<script|<img|<details on|href="javascript|" onclick=|"onclick="/,
    );
  });

  it("gives only tags that it knows, whatever is written", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."<>/\"'`*_[]()#-|~ \nabjs:") }), (text) => {
        const tags = markdown(text).html.match(/<[^>]*>/g) ?? [];
        expect(tags.filter((tag) => !/^<\/?[a-z0-9]+( (class|href|rel)="[^"<>]*")*>$/.test(tag))).toEqual([]);
      }),
    );
  });
});

describe("the page", () => {
  let directory: string;
  let github: GitHub;

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), "page-"));
    const people = { ana: { role: "write" }, omar: { role: "admin" } } as const;
    github = await startGitHub({ repository: "acme/infrastructure", directory, people });
    servePage(github);
  });

  afterEach(async () => {
    await github.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const ask = (origin: string) =>
    fetch(`${github.url}/_page/ask`, {
      method: "POST",
      redirect: "manual",
      headers: { origin, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ body: "/code a <b>private</b> bucket" }),
    });

  it("asks through the API and shows the words as they were written", async () => {
    const answer = await ask(github.url);
    expect(answer.headers.get("location")).toBe("/acme/infrastructure/issues/1");
    const shown = await (await fetch(`${github.url}/acme/infrastructure/issues/1`)).text();
    expect(shown).toContain("A &lt;b&gt;private&lt;/b&gt; bucket");
    expect(github.store.comments.map((comment) => comment.author)).toEqual(["ana"]);
    expect(github.problems).toEqual([]);
  });

  it("does nothing that another site asks for", async () => {
    expect((await ask("http://elsewhere.example")).status).toBe(403);
    expect(github.store.issues).toEqual([]);
  });

  it("says why GitHub refused", async () => {
    const ana = person(github, "ana");
    await ana.openIssue("x");
    const body = new URLSearchParams({ number: "1" });
    const headers = { origin: github.url, referer: `${github.url}/acme/infrastructure/issues/1` };
    const refused = await fetch(`${github.url}/_page/merge`, {
      method: "POST",
      redirect: "manual",
      headers,
      body,
    });
    expect(refused.headers.getSetCookie().join()).toContain("notice=Not%20Found");
  });
});
