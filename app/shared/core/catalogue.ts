/** What a provider offers, read from its CDKTF bindings and overlaid with its real schema's flags. */

export type Shape =
  | { readonly kind: "string" | "number" | "bool" | "any" }
  | { readonly kind: "list" | "set" | "map"; readonly of: Shape }
  | { readonly kind: "object"; readonly fields: Readonly<Record<string, Field>> };

export interface Field {
  /** The TypeScript property: stored, since it cannot be derived. */
  readonly property: string;
  readonly shape: Shape;
  readonly isBlock: boolean;
  /** A block that may occur once: an object and not an array in typed data and TypeScript. */
  readonly isSingle: boolean;
  readonly isRequired: boolean;
  /** Set by the provider alone. */
  readonly isComputed: boolean;
  /** May be set, and the provider sets it where it is not; known only where the provider's own schema was read. */
  readonly isOptionalComputed: boolean;
  readonly isSensitive: boolean;
  readonly isDeprecated: boolean;
  /** Never stored in the state. */
  readonly isWriteOnly: boolean;
  /** Another value replaces the resource; false where no source says so. */
  readonly isForceNew: boolean;
  /** Elements of a list, set or repeatable block: 0 and null where no bound is known. */
  readonly minItems: number;
  readonly maxItems: number | null;
  /** The only values that the provider takes, empty where no source lists them. */
  readonly values: readonly string[];
  /** The provider takes the listed values in capitals and in small letters; false also where it could not be asked. */
  readonly isAnyCase: boolean;
  /** Least and most of a number, null where no source says so. */
  readonly range: Range | null;
  /** First sentence of the provider's own description, or "". */
  readonly documentation: string;
}

export interface Range {
  readonly min: number | null;
  readonly max: number | null;
}

/** What the provider demands of several arguments of one resource at once; paths are dotted names without indexes. */
export interface ArgumentRule {
  /** `requires`: the first path is of use only with all others. */
  readonly kind: "at-most-one" | "exactly-one" | "at-least-one" | "requires";
  readonly paths: readonly string[];
}

export interface ResourceType {
  /** `aws_s3_bucket`. */
  readonly type: string;
  readonly mode: "managed" | "data";
  /** `@cdktf/provider-aws/lib/s3-bucket/index.js`. */
  readonly module: string;
  /** `S3Bucket`. */
  readonly className: string;
  readonly isDeprecated: boolean;
  readonly fields: Readonly<Record<string, Field>>;
  /** Empty where no source was read that knows such rules. */
  readonly rules: readonly ArgumentRule[];
}

export interface ProviderFacts {
  /** `hashicorp/aws`. */
  readonly source: string;
  /** The version that the bindings were generated from, exact. */
  readonly version: string;
  /** `@cdktf/provider-aws/lib/provider/index.js`. */
  readonly module: string;
  readonly className: string;
  /** Exact version of the package of the bindings. */
  readonly bindings: string;
}

export interface Catalogue {
  /** By local provider name, which is the prefix of its types: `aws`. */
  readonly providers: Readonly<Record<string, ProviderFacts>>;
  find(type: string, mode?: "managed" | "data"): ResourceType | null;
  /** The type whose class this module of the bindings exports. */
  ofModule(module: string): ResourceType | null;
  /** Names of what one provider, or every provider, offers: resources unless data sources are asked for. */
  types(asked?: { readonly mode?: "managed" | "data"; readonly provider?: string }): readonly string[];
}
