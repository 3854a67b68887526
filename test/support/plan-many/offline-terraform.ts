import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runProcess } from "#shared/adapters/process.ts";
import type { ProcessResult } from "#shared/core/process.ts";
import { providerMirror } from "../../demo/tools.ts";
import { tool } from "../tools.ts";

/** Terraform in a directory of its own that takes its providers from the machine's mirror, without `init` and without a network. */
export interface OfflineTerraform {
  readonly directory: string;
  /** Full sources of the providers that are there: `registry.terraform.io/hashicorp/aws`. */
  readonly providers: readonly string[];
  run(args: readonly string[], region?: string): Promise<ProcessResult>;
  close(): Promise<void>;
}

export async function offlineTerraform(): Promise<OfflineTerraform> {
  const directory = await mkdtemp(join(tmpdir(), "plan-many-"));
  const found = installed();
  const overrides = found.map(({ source, folder }) => `    "${source}" = "${folder}"\n`).join("");
  const settings = join(directory, "terraform.rc");
  await writeFile(settings, `provider_installation {\n  dev_overrides {\n${overrides}  }\n  direct {}\n}\n`);
  const binary = tool("terraform");
  return {
    directory,
    providers: found.map(({ source }) => source),
    run: (args, region = "us-east-1") =>
      runProcess(binary, args, {
        cwd: directory,
        env: {
          PATH: dirname(binary),
          HOME: directory,
          TF_CLI_CONFIG_FILE: settings,
          CHECKPOINT_DISABLE: "1",
          TF_IN_AUTOMATION: "1",
          AWS_REGION: region,
          AWS_EC2_METADATA_DISABLED: "true",
        },
      }),
    close: () => rm(directory, { recursive: true, force: true }),
  };
}

/** Providers of the mirror by `host/namespace/name`, each with the folder of its binary. */
function installed(): { source: string; folder: string }[] {
  const mirror = providerMirror();
  const root = mirror === null ? null : join(mirror, "registry.terraform.io");
  if (root === null) throw new Error("No folder registry.terraform.io with a provider is on this machine");
  return folders(root).flatMap((namespace) =>
    folders(join(root, namespace)).map((name) => ({
      source: `registry.terraform.io/${namespace}/${name}`,
      folder: newest(join(root, namespace, name)),
    })),
  );
}

function newest(folder: string): string {
  const version = folders(folder).at(-1) ?? "";
  return join(folder, version, folders(join(folder, version))[0] ?? "");
}

function folders(path: string): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort((left, right) => left.localeCompare(right, "en", { numeric: true }));
}
