import { createHash } from "node:crypto";
import type { Configuration, Planned, Secrets, Terraform, TerraformRun } from "#shared/core/terraform.ts";

/** Terraform that plans the same configuration on the same state once: the next run is given the real plan that was recorded. */
export function recordedTerraform(real: Terraform): Terraform {
  const plans = new Map<string, Planned>();
  return {
    async open(files) {
      return recordedRun(await real.open(files), files, plans);
    },
  };
}

function recordedRun(run: TerraformRun, files: Configuration, plans: Map<string, Planned>): TerraformRun {
  let key = "";
  let isPlanned = false;
  let isApplied = false;
  const planNow = () => {
    isPlanned = true;
    return run.plan();
  };
  return {
    ...run,
    // What is never planned needs no provider.
    init: async () => undefined,
    async begin(secrets) {
      key = keyOf(files, secrets);
      await run.begin(secrets);
    },
    async plan() {
      const known = isApplied ? undefined : plans.get(key);
      if (known !== undefined) return known;
      const planned = await planNow();
      if (!isApplied) plans.set(key, planned);
      return planned;
    },
    async apply(onLine) {
      if (!isPlanned) await planNow();
      isApplied = true;
      return await run.apply(onLine);
    },
  };
}

function keyOf(files: Configuration, { state }: Secrets): string {
  const hash = createHash("sha256").update(state ?? "");
  for (const [name, bytes] of Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`\0${name}\0`).update(bytes);
  return hash.digest("hex");
}
