/** Pieces that mean something to TypeScript, JSON, HCL, the library or a shell, and what stands beside them. */
const PIECES = [
  "${",
  "%{",
  "$${",
  "%%{",
  "}",
  "{",
  "$",
  "%",
  "~",
  '"',
  '\\"',
  "\\",
  "\\n",
  "\\u0041",
  "'",
  "`",
  "\n",
  "\r\n",
  "\t",
  "<<EOT\n",
  "/*",
  "//",
  "#",
  "${TfToken[TOKEN.0]}",
  '${file("/etc/hostname")}',
  "%{ if true }x%{ endif }",
  'x", "leak" = file("/etc/hostname"), "z" = "y',
  "${HOME}",
  "aws_vpc.main.id",
  "$1",
  "é",
  "日本語",
  "😀",
  "\u2028",
  "\u00a0",
  "a",
  "Z9",
  " ",
  "=",
  ",",
  "[0]",
];

/** The same literals for the same seed: one to six pieces each. */
export function literals(count: number, seed: number): string[] {
  let state = seed;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + next(6) }, () => PIECES[next(PIECES.length)] ?? "").join(""),
  );
}
