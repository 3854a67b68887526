/** `cidrBlock` → `cidr_block`, `SSLPolicy` → `ssl_policy`, `S3Bucket` → `s3_bucket`. */
export function snake(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();
}

/** Spellings of one attribute in singular and plural: documentation in TypeScript turns lists into plurals. */
export function spellings(name: string): string[] {
  const singular = name.endsWith("ies")
    ? `${name.slice(0, -3)}y`
    : name.replace(/(?<=ss|x|ch|sh)es$|(?<!s)s$/, "");
  const plural = name.endsWith("y") ? `${name.slice(0, -1)}ies` : `${name}s`;
  return [name, singular, plural, `${name}es`];
}
