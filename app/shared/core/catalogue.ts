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
  readonly isSensitive: boolean;
  readonly isDeprecated: boolean;
}

export interface ResourceType {
  /** `aws_s3_bucket`. */
  readonly type: string;
  readonly mode: "managed" | "data";
  /** `@cdktf/provider-aws/lib/s3-bucket/index.js`. */
  readonly module: string;
  /** `S3Bucket`. */
  readonly className: string;
  readonly fields: Readonly<Record<string, Field>>;
}

export interface Catalogue {
  /** `hashicorp/aws` and its exact version by local provider name. */
  readonly providers: Readonly<
    Record<
      string,
      {
        readonly source: string;
        readonly version: string;
        readonly module: string;
        readonly className: string;
      }
    >
  >;
  find(type: string, mode?: "managed" | "data"): ResourceType | null;
  /** The type whose class this module of the bindings exports. */
  ofModule(module: string): ResourceType | null;
  types(): readonly string[];
}
