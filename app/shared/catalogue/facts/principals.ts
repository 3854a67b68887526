import principals from "./principals.json" with { type: "json" };

const TABLE: ReadonlyMap<string, string> = new Map(Object.entries(principals));

/** The service that a role of this type has to trust: `aws_lambda_function` → `lambda.amazonaws.com`; null where none is known. */
export function principalOf(type: string): string | null {
  const words = type.split("_");
  const heads = words.map((_, index) => words.slice(0, words.length - index).join("_"));
  return heads.map((head) => TABLE.get(head)).find((found) => found !== undefined) ?? null;
}
