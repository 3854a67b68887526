/** A literal as Terraform JSON holds it outside any function call: it never becomes an expression (`${` → `$${`, `%{` → `%%{`). */
export function escapeLiteral(text: string): string {
  // A function, since `$$` in a replacement text stands for one `$`.
  return text.replaceAll("${", () => "$${").replaceAll("%{", "%%{");
}

/** A literal inside a CDKTF `Fn` call: CDKTF itself escapes newlines and `${`, and nothing else. */
export function escapeInFunction(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("%{", "%%{");
}
