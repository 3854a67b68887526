import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChangeDocument } from "#shared/core/change-document.ts";
import { changeDetails, changeTable, countChanges } from "#shared/report/change-table.ts";
import { cutToFit, GITHUB_LIMIT, paginate } from "#shared/report/cut-to-fit.ts";
import { code, fence, inline } from "#shared/report/escape.ts";
import { findingsTable } from "#shared/report/findings-table.ts";
import { promisesInWords } from "#shared/report/promises.ts";
import { stickyComment, stickyMarker } from "#shared/report/sticky.ts";

const bucket = (over: object) => ({
  address: "aws_s3_bucket.a",
  type: "aws_s3_bucket",
  name: "a",
  provider: "aws",
  actions: ["create" as const],
  before: null,
  after: null,
  unknown: false,
  sensitive: false,
  references: [],
  replacePaths: [],
  ...over,
});
const document = (...resources: object[]): ChangeDocument => ({
  source: "plan",
  resources: resources.map(bucket),
  data: [],
  providers: [],
  outputs: [],
});

describe("foreign text", () => {
  it.each([
    "</details>",
    "@everyone",
    "<img src=x>",
    "[a](http://b)",
    "![x](y)",
    "a|b",
    "`x`",
    "www.evil.com",
    "#12",
  ])("shows %s and does nothing", (text) => {
    expect(inline(text)).not.toMatch(/[<>@[\]`|]|https?:|www\./);
    expect(code(text)).not.toMatch(/<\/details>|<img|\|/);
  });

  it("shows marks that turn or hide text", () => {
    expect(inline("a\u202Eb\u200Bc\u2066")).toMatch(/u.*202e.*200b.*2066/s);
    expect(code("x\ny")).toBe("`x y`");
  });

  it("never leaves a fence early", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("`", "~", "\n", "a", " ", "\r") }), (text) => {
        const lines = fence(text, "diff").split("\n");
        const mark = lines.at(-1) ?? "";
        expect(lines.slice(1, -1).every((line) => !line.includes(mark))).toBe(true);
      }),
    );
  });
});

describe("a cut", () => {
  const piece = fc.constantFrom(
    "```diff\n",
    "```\n",
    "text 🦀 äß\n",
    "<details>\n",
    "</details>\n",
    "x".repeat(90),
    "\n",
  );
  const open = (markdown: string) => paginate(markdown, 1_000_000).join("") === markdown;

  it("fits, ends with the pointer, and closes what it opened", () => {
    fc.assert(
      fc.property(fc.array(piece, { minLength: 30, maxLength: 80 }), (pieces) => {
        const markdown = pieces.join("");
        const cut = cutToFit(markdown, "[The rest](u)", 500);
        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(500);
        expect(cut.isWellFormed()).toBe(true);
        if (cut !== markdown) expect(cut.endsWith("[The rest](u)")).toBe(true);
        expect(open(cut)).toBe(true);
      }),
    );
  });

  it("closes a fence that it falls into", () => {
    const cut = cutToFit(`# T\n\`\`\`\`diff\n${"+ a\n".repeat(100)}\`\`\`\`\n`, "more", 100);
    expect(cut).toMatch(/\n````\n\nmore$/);
  });

  it("pages hold every line, each within the limit", () => {
    const lines = Array.from({ length: 500 }, (_, index) => `line ${index} 🦀`);
    const pages = paginate(["```", ...lines, "```"].join("\n"), 1000);
    expect(pages.every((page) => Buffer.byteLength(page) <= 1000)).toBe(true);
    expect(pages.join("\n").match(/line \d+ /g)).toHaveLength(500);
    expect(pages.every((page) => page.trimEnd().endsWith("```") && page.startsWith("```"))).toBe(true);
  });

  it("splits one endless line between characters", () => {
    const pages = paginate("🦀".repeat(1000), 101);
    expect(pages.join("")).toBe("🦀".repeat(1000));
    expect(pages.every((page) => page.isWellFormed() && Buffer.byteLength(page) <= 101)).toBe(true);
  });

  it("keeps a comment within GitHub's limit", () => {
    const comment = stickyComment(stickyMarker("plan"), "x".repeat(70_000), "more");
    expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(GITHUB_LIMIT);
    expect(comment.startsWith("<!-- code:plan -->\n")).toBe(true);
  });
});

describe("the change table", () => {
  it("has a row a resource, and says why it is replaced", () => {
    const changes = document(
      { actions: ["delete", "create"], replacePaths: ["bucket"] },
      { actions: ["no-op"], address: "x" },
    );
    expect(changeTable(changes)).toContain("| replace | `aws_s3_bucket.a` | because of `bucket` |");
    expect(changeTable(changes)).not.toContain("`x`");
    expect(countChanges(changes)).toBe("1 to replace");
    expect(countChanges(document())).toBe("no changes");
  });

  it("masks sensitive values and shows what is decided later", () => {
    const details = changeDetails(
      document({
        actions: ["update"],
        before: { password: "s3cret", tags: { a: "1" }, list: ["old-secret"] },
        after: { password: "n3w", tags: { a: "2" }, list: ["new-secret", "x"] },
        unknown: { arn: true },
        sensitive: { password: true, list: [true] },
      }),
    );
    expect(details).not.toMatch(/s3cret|n3w|old-secret|new-secret/);
    expect(details).toContain('- tags.a = "1"\n+ tags.a = "2"');
    expect(details).toContain("+ arn = (known after apply)");
    expect(details).toContain("+ password = (sensitive)");
  });

  it("masks all below a mark on the whole", () => {
    const details = changeDetails(document({ after: { a: { b: "s3cret" } }, sensitive: { a: true } }));
    expect(details).not.toContain("s3cret");
  });
});

describe("findings and promises", () => {
  it("list the worst first", () => {
    const finding = {
      rule: "a/b",
      status: "fail" as const,
      resource: "r",
      path: "p",
      message: "bad | thing",
      controls: [],
    };
    const table = findingsTable([
      { ...finding, severity: "low" },
      { ...finding, severity: "critical", status: "unknown" },
    ]);
    expect(table.indexOf("critical (decided at plan)")).toBeLessThan(table.indexOf("low"));
    expect(table).not.toContain("bad | thing");
  });

  it("speak in words", () => {
    const subject = { type: "aws_s3_bucket", name: "a" };
    const words = promisesInWords({
      version: 1,
      id: "x",
      withdraws: ["y/z"],
      promises: [
        { kind: "exists", id: "1", subject },
        { kind: "at-least", id: "2", subject, path: "days", value: 90 },
        { kind: "refers-to", id: "3", subject: { type: "v" }, to: subject },
        { kind: "equals", id: "5", subject, path: "blocked", value: true, ours: true },
      ],
      guards: [{ kind: "nothing-is-destroyed", id: "4", except: [] }],
    });
    expect(words).toContain("There is `aws_s3_bucket.a`.");
    expect(words).toContain("`days` is at least `90`.");
    expect(words).toContain("`blocked` is `true`. (ours: nobody asked for it, it is so to be safe)");
    expect(words).not.toContain("`90`. (ours");
    expect(words).toContain("Nothing is destroyed.");
    expect(words).toContain("Withdrawn: the promise `y/z`.");
  });
});
