/** Commands that for ever say the same of objects that are named in full. */
const LASTING = new Set([
  ...["rev-parse", "cat-file", "ls-tree", "diff-tree", "diff"],
  ...["merge-base", "merge-tree", "rev-list"],
]);
/** Options, and objects by their whole names: alone, as a range, of a kind, or in a tree. */
const FIXED = /^(?:-.*|[0-9a-f]{40}(?:\.\.[0-9a-f]{40}|\^!|\^\{\w+\}|:.*)?)$/;
const KINDS = new Set(["commit", "tree", "blob"]);

type Run = (args: readonly string[]) => Buffer;

/**
 * Runs a command that reads named objects only once: what it has said, it would say again. Failures are not kept, since an object may
 * still come. `known` tells what a command would say of an object that was just made.
 */
export function askedOnce(run: Run) {
  const said = new Map<string, Buffer>();
  const known = (args: readonly string[], answer: string | Buffer) =>
    said.set(args.join("\0"), Buffer.from(answer));
  const asked: Run = (args) => {
    if (!isLasting(args)) return run(args);
    const found = said.get(args.join("\0")) ?? run(args);
    known(args, found);
    return found;
  };
  return { asked, known };
}

function isLasting([command = "", ...rest]: readonly string[]): boolean {
  const paths = rest.indexOf("--");
  const names = (paths === -1 ? rest : rest.slice(0, paths)).filter((one) => !KINDS.has(one));
  return LASTING.has(command) && names.every((name) => FIXED.test(name));
}
