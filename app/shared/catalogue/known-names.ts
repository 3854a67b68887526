import known from "./known-names.json" with { type: "json" };

/** Without what every object brings: "constructor" is nobody's other name. */
function bare(names: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.assign(Object.create(null), names);
}

/**
 * Names that people carry over from other tools and from earlier versions of a provider, by what they are called now.
 * Sources: the providers' upgrade guides (AWS 3 to 5: S3 bucket refactor, removed `name` of `aws_db_instance`, EC2-Classic), the
 * names of services in CloudFormation, boto3 and the consoles, and aliases that Terraform itself never had.
 */
export const RENAMED_TYPES: Readonly<Record<string, string>> = bare(known.renamedTypes);

/** Words of one cloud, console or tool, by the words that the provider's names use. */
export const SYNONYMS: Readonly<Record<string, string>> = bare(known.synonyms);

/** Prefixes that no provider has. */
export const PREFIXES: Readonly<Record<string, string>> = bare(known.prefixes);

/** Arguments that an earlier version, the API or a sibling resource calls otherwise: `type.argument` by its path today. */
export const RENAMED_ARGUMENTS: Readonly<Record<string, string>> = bare(known.renamedArguments);

/** What is a resource of its own and refers back: `type.block` by that resource. */
export const OWN_RESOURCES: Readonly<Record<string, string>> = bare(known.ownResources);
