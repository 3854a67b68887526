import { z } from "zod";
import { Json } from "./json.ts";

const Words = z.array(z.string());

/**
 * What Terraform JSON may hold: the static gate denies everything that is not named here. Absent parts allow nothing.
 * Provider arguments are by `namespace/name`.
 */
export const GateProfile = z.strictObject({
  /** By source such as `hashicorp/aws` of the default registry. */
  providers: z.record(
    z.string(),
    z.strictObject({
      /** Arguments that its configuration may have; everything inside them is data. */
      arguments: Words,
      /** The exact versions; any exact version where absent. */
      versions: Words.optional(),
    }),
  ),
  /** The backend that the host writes, exactly; none at all is allowed too. */
  backend: z.strictObject({ type: z.string(), arguments: z.record(z.string(), Json) }),
  /** Functions of the language without `core::`, and those of providers as `provider::aws::arn_parse`. */
  functions: Words.default([]),
  /** Data sources by type, with the arguments that each must have to be harmless (mostly none). */
  dataSources: z.record(z.string(), z.record(z.string(), Json)).default({}),
  modules: z
    .strictObject({
      registryNamespaces: Words.default([]),
      /** Sources `<prefix><folder>?ref=<full commit id>`. */
      gitPrefixes: Words.default([]),
      /** `./folder` and below. */
      local: z.boolean().default(false),
    })
    .prefault({}),
  /** Arguments that name a file of the runner, by resource type; such a file must lie below `folder`. */
  runnerFiles: z
    .strictObject({
      folder: z.string().default("assets/"),
      arguments: z.record(z.string(), Words).default({}),
    })
    .prefault({}),
  limits: z
    .strictObject({
      bytes: z.int().default(16 * 1024 * 1024),
      depth: z.int().default(64),
      blocks: z.int().default(20_000),
      expressionDepth: z.int().default(100),
    })
    .prefault({}),
});
export type GateProfile = z.infer<typeof GateProfile>;
