import { readFileSync } from "node:fs";
import { z } from "zod";
import { DEFAULT_PROFILE } from "#shared/checks/static-gate/default-profile.ts";
import { GateProfile } from "#shared/core/gate-profile.ts";
import { Json } from "#shared/core/json.ts";

/** The profile as it lies beside the rows; the parts that say nothing to the static gate are left out. */
const RowsProfile = z.object({
  providers: z.record(z.string(), z.string()),
  backend: z.object({ allowed: z.array(z.record(z.string(), z.record(z.string(), Json))).length(1) }),
  providerConfig: z.record(z.string(), z.array(z.string())),
  modules: z.object({ registryNamespaces: z.array(z.string()), git: z.object({ prefix: z.string() }) }),
  functionsAllowed: z.array(z.string()),
  limits: z.object({
    maxDepth: z.int(),
    maxBytes: z.int(),
    maxBlocks: z.int(),
    maxExpressionDepth: z.int(),
  }),
});

/** Their settings in our words. Their host backend becomes the profile's; data sources and file arguments stay the product's own. */
export function profileOfRows(file: string): GateProfile {
  const rows = RowsProfile.parse(JSON.parse(readFileSync(file, "utf8")));
  const [backend = {}] = rows.backend.allowed;
  const [[type, backendArguments] = ["", {}]] = Object.entries(backend);
  return GateProfile.parse({
    providers: Object.fromEntries(
      Object.keys(rows.providers).map((source) => [
        source,
        { arguments: rows.providerConfig[source.split("/")[1] ?? ""] ?? [] },
      ]),
    ),
    backend: { type, arguments: backendArguments },
    functions: rows.functionsAllowed,
    dataSources: DEFAULT_PROFILE.dataSources,
    modules: {
      registryNamespaces: rows.modules.registryNamespaces,
      gitPrefixes: [rows.modules.git.prefix],
      local: true,
    },
    runnerFiles: DEFAULT_PROFILE.runnerFiles,
    limits: {
      depth: rows.limits.maxDepth,
      bytes: rows.limits.maxBytes,
      blocks: rows.limits.maxBlocks,
      expressionDepth: rows.limits.maxExpressionDepth,
    },
  });
}
