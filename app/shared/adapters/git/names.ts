import { PipelineError } from "../../core/error.ts";
import { refName } from "../../core/name.ts";

const COMMIT = /^[0-9a-f]{40}$/;

/** A full commit id; anything shorter or symbolic could be an option or could move. */
export function commitId(value: string): string {
  if (COMMIT.test(value)) return value;
  throw new PipelineError("git/bad-commit", `${JSON.stringify(value)} is not a full commit id.`, {
    next: "Name the commit by its forty hexadecimal digits.",
  });
}

/** A path inside a tree: relative, without empty, `.`, `..` or `.git` parts and without control characters. */
export function treePath(value: string): string {
  const parts = value.split("/");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
  const isPlain = value !== "" && !/[\u0000-\u001f\u007f]/.test(value);
  if (isPlain && !parts.some((part) => part === "" || part === "." || part === ".." || isGitFolder(part)))
    return value;
  throw new PipelineError("git/bad-path", `${JSON.stringify(value)} is not a path inside a repository.`, {
    next: "Use a relative path without empty, dot or .git parts.",
  });
}

function isGitFolder(part: string): boolean {
  return part.toLowerCase() === ".git";
}

/** A branch name without `refs/heads/`, free of everything that a shell, the ref format or a refspec gives a meaning to. */
export function branch(value: string): string {
  try {
    return refName(value);
  } catch (cause) {
    throw new PipelineError("git/bad-branch", `${JSON.stringify(value)} is not a branch name.`, {
      next: "Use letters, digits, dots, dashes, underscores and slashes.",
      cause,
    });
  }
}
