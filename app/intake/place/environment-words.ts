/** Words for one sort of environment: settings may use one, and people another. */
const FAMILIES: readonly (readonly string[])[] = [
  ["production", "prod", "prd", "live"],
  ["staging", "stage", "stg", "preproduction", "pre-production", "preprod", "pre-prod"],
  ["development", "dev"],
  ["test", "testing", "tst"],
  ["qa"],
  ["sandbox"],
];

/** Every word that may name an environment here, the longest first. */
export function environmentWords(names: readonly string[]): string[] {
  return [...new Set([...names, ...FAMILIES.flat()])].sort((one, other) => other.length - one.length);
}

/** The environments that a word means: the one of that name, else those of that sort. */
export function environmentsNamed(said: string, names: readonly string[]): string[] {
  const word = said.toLowerCase();
  if (names.includes(word)) return [word];
  const family = FAMILIES.find((words) => words.includes(word)) ?? [word];
  return names.filter(
    (name) => family.includes(name) || name.split("-").some((part) => family.includes(part)),
  );
}
/** A stack's name without the part that names an environment: `storage` and `storage-staging` are counterparts. */
export function baseName(stack: string, environments: readonly string[]): string {
  const words = new Set(environmentWords(environments));
  const parts = stack.split("-").filter((part) => !words.has(part));
  return parts.join("-");
}
