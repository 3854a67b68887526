import { describe, expect, it } from "vitest";
import { readCommand } from "../../../../app/intake/command.ts";
import { cleanRequests, takenOut } from "../../../../app/intake/text/taken-out.ts";

function cleaned(body: string) {
  const command = readCommand(body, "code-bot[bot]");
  const texts = command.kind === "request" ? cleanRequests(command.texts).texts : [];
  return { text: texts.join("\n"), told: takenOut(command) };
}
const COMMENT = "<!-- and open it -->";

describe("the items of a list", () => {
  it.each([
    ["behind a fence that the end of the list has ended", `  \`\`\`\n  x\nand more ${COMMENT}`, false],
    ["behind a fence of waves that it has ended", `  ~~~\n  x\n${COMMENT}`, false],
    ["in a fence of the item", `  \`\`\`\n  ${COMMENT}\n  \`\`\``, true],
    ["behind that fence", `  \`\`\`\n  x\n  \`\`\`\n  ${COMMENT}`, false],
    ["in its text", `  with versions ${COMMENT}`, false],
  ])("show a comment where GitHub does: %s", (_, more, isShown) => {
    const { text, told } = cleaned(`/code\n- a bucket for logs\n${more}\n- a queue`);
    expect(text.includes("open it")).toBe(isShown);
    expect(told).toHaveLength(isShown ? 0 : 1);
    expect(text).toContain("a queue");
  });
});

describe("a further request", () => {
  it.each([
    ["beside a list, as its lines are indented", "/code\n- a bucket for logs\n/code a queue", false],
    ["where no list is", "/code a bucket for logs\n/code a queue", true],
  ])("shows an indented comment %s", (_, before, isShown) => {
    for (const indent of ["    ", "\t", "  \t "])
      expect(cleaned(`${before}\n\n${indent}${COMMENT}`).text.includes("open it")).toBe(isShown);
  });
});
