import { z } from "zod";
import { PipelineError } from "#shared/core/error.ts";

const Instance = z.object({
  index_key: z.union([z.string(), z.number()]).optional(),
  deposed: z.string().optional(),
  attributes: z.object({ id: z.string().nullish(), arn: z.string().nullish() }).nullish(),
});

/** The fields of terraform.tfstate (version 4) that are read here. */
const TerraformState = z.object({
  version: z.literal(4),
  serial: z.int().min(0),
  lineage: z.string().min(1),
  resources: z
    .array(
      z.object({
        module: z.string().optional(),
        mode: z.enum(["managed", "data"]),
        type: z.string(),
        name: z.string(),
        instances: z.array(Instance),
      }),
    )
    .default([]),
});
type TerraformState = z.infer<typeof TerraformState>;

export interface KnownResource {
  readonly address: string;
  readonly type: string;
  readonly id: string | null;
  readonly arn: string | null;
}

/** Terraform writes the file in place: what is half written is not JSON, and is not a state yet. */
export function isWholeState(bytes: Uint8Array): boolean {
  return parse(bytes) !== null;
}

/** Lineage and serial of a state file; what is not one is `state/not-a-state`. */
export function identityOfState(bytes: Uint8Array): { lineage: string; serial: number } {
  const { lineage, serial } = read(bytes);
  return { lineage, serial };
}

/** Every managed instance that the state holds, by address. */
export function resourcesInState(bytes: Uint8Array | null): readonly KnownResource[] {
  if (bytes === null) return [];
  return read(bytes)
    .resources.filter((resource) => resource.mode === "managed")
    .flatMap((resource) =>
      resource.instances
        .filter((instance) => instance.deposed === undefined)
        .map((instance) => ({
          address: addressOf(resource, instance.index_key),
          type: resource.type,
          id: instance.attributes?.id ?? null,
          arn: instance.attributes?.arn ?? null,
        })),
    );
}

function addressOf(
  resource: { module?: string | undefined; type: string; name: string },
  key: string | number | undefined,
): string {
  const plain = `${resource.type}.${resource.name}`;
  const indexed = key === undefined ? plain : `${plain}[${JSON.stringify(key)}]`;
  return resource.module === undefined ? indexed : `${resource.module}.${indexed}`;
}

function parse(bytes: Uint8Array): TerraformState | null {
  try {
    const result = TerraformState.safeParse(JSON.parse(Buffer.from(bytes).toString("utf8")));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}

function read(bytes: Uint8Array): TerraformState {
  const state = parse(bytes);
  if (state !== null) return state;
  throw new PipelineError("state/not-a-state", "The file is not a Terraform state of version 4.", {
    next: "Give a whole terraform.tfstate as Terraform 0.12 or later writes it.",
  });
}
