import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { parseJson } from "#shared/core/parse.ts";

const State = z.object({ resources: z.array(z.object({ provider: z.string() })).default([]) });

/** Built into Terraform: nothing is installed for `terraform_data`. */
const BUILT_IN = "terraform.io/builtin/";

/** Whether the state names a provider that `terraform init` did not install into this directory, for its configuration did not ask for it. */
export async function lacksProviders(directory: string, state: Uint8Array | null): Promise<boolean> {
  if (state === null) return false;
  const text = Buffer.from(state).toString("utf8");
  const { resources } = parseJson(State, text, "state/unreadable");
  const sources = new Set(resources.map(({ provider }) => /\["([^"]+)"\]/.exec(provider)?.[1] ?? ""));
  return [...sources].some(
    (source) =>
      !source.startsWith(BUILT_IN) && !existsSync(join(directory, ".terraform", "providers", source)),
  );
}
