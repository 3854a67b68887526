import { describe, expect, it } from "vitest";
import { sanitiseRequest } from "../../../../../app/intake/text/sanitise.ts";
import { unseenIn } from "../../../../../app/intake/text/shown/unseen.ts";

describe("what GitHub does not show is taken out:", () => {
  it.each([
    ["a comment between escaped backticks", "a \\`<!-- x -->\\` b", "a \\`\\` b"],
    [
      "a comment between backticks in a block of HTML",
      "a\n\n<div>\n`<!-- x -->`\n</div>",
      "a\n\n<div>\n``\n</div>",
    ],
    ["a comment behind one on its line", "a\n<!-- x --> `<!-- x -->`", "a\n ``"],
    ["a comment between backticks of two lengths", "a ` <!-- x --> `` b", "a `  `` b"],
    ["a comment between backticks of two paragraphs", "a `b\n\n<!-- x -->\n\nc`", "a `b\n\n\n\nc`"],
    [
      "a comment between backticks of two cells",
      "a\n\n| a | b |\n|---|---|\n| ` | <!-- x --> ` |",
      "a\n\n| a | b |\n|---|---|\n| ` |  ` |",
    ],
    ["a comment between returns that end a line", "a `b\r\r<!-- x -->\r\rc`", "a `b\n\n\n\nc`"],
    ["a comment between backticks that only look like one run", "a `\u200b``<!-- x -->```", "a ``````"],
    ["a comment below a fence that stands behind the command", "```\n<!-- x -->\n```", "```\n\n```"],
    ["a comment behind a fence that begins the text", "```\na\n```\n<!-- x -->", "```\na\n```"],
    ["a comment behind the fence of a list", "a\n- b\n  ```\n  c\n<!-- x -->", "a\n- b\n  ```\n  c"],
    ["a comment behind the fence of an item", "a\n- ```\n  c\n  ```\n<!-- x -->", "a\n- ```\n  c\n  ```"],
    ["an indented comment that goes on with a paragraph", "a\n    <!-- x -->\nb", "a\n    \nb"],
    ["an indented comment of a list", "a\n\n1. b\n\n    <!-- x -->\nc", "a\n\n1. b\n\n    \nc"],
    ["attributes", 'an <abbr title="x" aria-label=y data-z>S3</abbr> bucket', "an <abbr>S3</abbr> bucket"],
    ["attributes on several lines", "see <a\nhref='#'\ntitle='x'>b</a>", "see <a>b</a>"],
    ["attributes up to the end of a block of HTML", 'a\n\n<div title="x\n\ny', "a"],
    ["a tag that GitHub does not know", "a <open-it-to-the-world>b</open-it-to-the-world>", "a b"],
    ["a picture", "a <img src=x alt='y'>b", "a b"],
    ["an element that is hidden", "a <p hidden>b <p>c</p> d</p> e", "a  e"],
    ["an open element that is hidden", "a\n<p class=x hidden>b\nc", "a"],
    ["a template", "a <template>b</template> c", "a  c"],
    ["a comment behind what GitHub shows as typed", "a <script title='<!-- x -->'>b", "a <script title=''>b"],
    ["what a browser takes for a comment", "a\n\n<div>\n</ x >\n<!x>\n</div>", "a\n\n<div>\n\n\n</div>"],
    ["the title of a link", 'see [a](/b "x")', "see a"],
    ["a link with brackets in its words", "see [a [b] `]` c](/x)", "see a [b] `]` c"],
    ["a link on several lines", "see [a\nb](\n/x\n'y\nz')", "see a\nb"],
    ["a link to an address in brackets", 'see [a](<b c> "t)")', "see a"],
    ["a link with parentheses in its target", "see [a](/b(c)d)", "see a"],
    ["an image in a link", "a [![b](/c)](/d) e", "a  e"],
    ["the label of a link that is defined", "see [a][x y].\n\n[X  Y]: /z", "see a."],
    ["a definition with its title below", "see [a]\n\n[a]:\n/b\n'x\ny'\nc", "see [a]\n\n\nc"],
    ["a definition in a quote", "a\n\n> [b]: /c 'x'", "a\n\n>"],
    ["a footnote that nothing refers to", "a\n\n[^b]: x\ny\n\n    z\n\nc", "a\n\n\n\nc"],
    ["a footnote that code or it itself refers to", "a `[^b]`\n\n[^b]: x [^b]", "a `[^b]`"],
    ["numbers of invisible characters", "a&#8203;b&#x200B;c&ZeroWidthSpace;d", "abcd"],
    ["numbers without an end in a block of HTML", "a\n\n<p>b&#8203c", "a\n\n<p>bc"],
  ])("%s", (...[, raw, text]) => {
    const clean = sanitiseRequest(raw);
    expect(clean.text).toBe(text);
    expect(clean.stripped).not.toEqual([]);
  });
});

describe("what GitHub shows stays:", () => {
  it.each([
    ["a comment in code with a backslash at its end", "a `<!-- x -->\\` b"],
    ["a comment in code behind an escaped backtick", "a \\`` <!-- x --> ` b"],
    ["a comment in code on two lines", "a `b\nc <!-- x --> d` e"],
    ["a comment in code of a cell", "a\n\n| a | b |\n|---|---|\n| b | `<!-- x -->` |"],
    ["a comment in an indented block", "a\n\n    <!-- x -->\n\n    <p hidden>\nb"],
    ["a comment in a block below a list that has ended", "- a\n\nb\n\n    <!-- x -->"],
    ["a comment in a fence", "a\n~~~ html\n<!-- x --> <b title='y'>\n[a](b)\n~~~\nb"],
    ["a comment in a fence of a list", "a\n- b\n  ```\n  <!-- x -->\n  ```"],
    ["a comment written with entities", "a &lt;!-- x --&gt; &#60;b&#62; &amp;#8203;"],
    ["an escaped number", "a \\&#8203; and `&#8203;`"],
    ["signs that are no tag", "a < b > c, 1<2, keep the rest < 30 s, <3 <b"],
    ["an escaped tag", "a \\<b title='x'>"],
    ["addresses in angle brackets", "see <https://docs.example.com/a> and <ana@example.com>"],
    ["tags that GitHub shows as typed", 'the string "<script>alert(1)</script>" and <title>'],
    ["text that may be unfolded", "a\n\n<details><summary>b</summary>\n\nc\n\n</details>"],
    ["bare elements", "press <kbd>x</kbd><br/>and H<sub>2</sub>O"],
    ["brackets that link nowhere", "a [b] and list[0] and [c][d], f(x)[1] and [x] (y)"],
    ["a footnote that something refers to", "a[^b]\n\n[^B]: c\nd"],
    ["words behind a label", "a\n\n[note]: keep it 30 days"],
    ["arrows", "web --> api --> db, and <-- back & forth"],
  ])("%s", (...[, text]) => {
    expect(sanitiseRequest(text)).toEqual({ text, stripped: [] });
  });
});

describe("unseenIn", () => {
  const MARKS = [
    ...[
      "`",
      "``` ",
      "\n```\n",
      "\\",
      "<",
      "<a ",
      "<a b='",
      '<a b="',
      "<p hidden>",
      "<template>",
      "\n<div ",
      "<!--",
      "<!-",
      "<?",
      "<![CDATA[",
    ],
    ...[
      "[",
      "![",
      "[]",
      "[](",
      "[a](b (",
      '[a](b "',
      "[a](<",
      "[a][",
      "](",
      "[^a]",
      "\n[^a]: b",
      "\n[a]: b",
      "\n[a]: b '",
      "\n[",
      "&#8203;",
      "&#",
    ],
    ...[
      "\n> ",
      "\n- ",
      "\n- ```",
      "\n1. <div>",
      "\n    a",
      "\n\n    a",
      "|",
      "\n|-|",
      "\n<b>\n",
      " ",
      "\t",
      "\n",
    ],
  ];

  it.each(MARKS)("comes to an end with 60,000 characters of %j", (mark) => {
    const text = mark.repeat(Math.ceil(60_000 / mark.length));
    let last = 0;
    for (const { start, end } of unseenIn(text)) {
      expect(start).toBeGreaterThanOrEqual(last);
      last = end;
    }
    expect(last).toBeLessThanOrEqual(text.length);
  });
});
