/** What a function of the language answers, as far as it is always the same. */
type Answer = "string" | "number" | "bool" | "list" | "map" | "any";

export interface FunctionShape {
  readonly answer: Answer;
  /** Fewest and most arguments. */
  readonly takes: readonly [number, number];
}

const MANY = 100;

/** The functions that typed data may call: pure, without a file, a clock or randomness. JSON text is `$json`, not a call. */
export const FUNCTIONS: Readonly<Record<string, FunctionShape>> = {
  ...shapes(
    "string",
    [1, 1],
    "lower upper title trimspace chomp strrev base64encode base64decode base64gzip base64sha256",
  ),
  ...shapes("string", [1, 1], "md5 sha1 sha256 sha512 urlencode cidrnetmask tostring"),
  ...shapes("string", [2, 2], "join trim trimprefix trimsuffix formatdate timeadd cidrhost"),
  ...shapes("string", [3, 3], "replace substr cidrsubnet"),
  ...shapes("any", [1, MANY], "format"),
  ...shapes("number", [1, 1], "abs ceil floor length tonumber signum"),
  ...shapes("number", [1, MANY], "max min"),
  ...shapes("number", [2, 2], "pow"),
  ...shapes("bool", [1, 1], "tobool"),
  ...shapes("bool", [2, 2], "contains startswith endswith strcontains"),
  ...shapes("list", [1, 1], "tolist toset distinct compact sort"),
  ...shapes("list", [2, 2], "split"),
  ...shapes("list", [2, MANY], "cidrsubnets"),
  ...shapes("any", [1, 1], "keys values flatten reverse tomap one"),
  ...shapes("any", [2, 2], "element zipmap"),
  ...shapes("any", [3, 3], "lookup slice"),
  ...shapes("any", [1, MANY], "merge concat coalesce"),
};

function shapes(
  answer: Answer,
  takes: readonly [number, number],
  names: string,
): Record<string, FunctionShape> {
  return Object.fromEntries(names.split(" ").map((name) => [name, { answer, takes }]));
}
