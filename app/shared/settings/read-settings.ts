import { parseDocument, visit } from "yaml";
import { PipelineError } from "../core/error.ts";
import { Settings } from "../core/settings.ts";
import { checkReferences } from "./check-references.ts";
import { describeIssue } from "./describe-issue.ts";

/** Settings are a page, not a database. */
const LIMIT = 256 * 1024;

/** Reads the text of `.github/code.yml`; every mistake is named by its path, a mistyped key with the nearest known one. */
export function readSettings(text: string): Settings {
  const result = Settings.safeParse(yamlValue(text));
  if (!result.success) {
    const problems = result.error.issues.map(describeIssue);
    throw new PipelineError("settings/invalid", problems.slice(0, 5).join("; "), {
      next: "Correct the named keys in .github/code.yml on the default branch.",
      details: problems,
    });
  }
  checkReferences(result.data);
  return result.data;
}

function yamlValue(text: string): unknown {
  if (text.length > LIMIT) throw unreadable("it is longer than 256 KB");
  try {
    const document = parseDocument(text, { uniqueKeys: true, strict: true, merge: false });
    const problem = document.errors[0] ?? document.warnings[0];
    if (problem !== undefined) throw unreadable(problem.message.split("\n")[0] ?? "");
    // An alias can make a small text a huge value, and makes two settings one.
    visit(document, {
      Alias: () => {
        throw unreadable("aliases (`*name`) are not allowed");
      },
    });
    return document.toJS();
  } catch (cause) {
    if (cause instanceof PipelineError) throw cause;
    throw unreadable("it is nested too deeply", cause);
  }
}

function unreadable(reason: string, cause?: unknown): PipelineError {
  return new PipelineError("settings/unreadable", `.github/code.yml cannot be read: ${reason}.`, {
    next: "Correct .github/code.yml on the default branch.",
    cause,
  });
}
