import { Contract } from "#shared/core/contract.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Repository } from "#shared/core/host.ts";
import { parseJson } from "#shared/core/parse.ts";
import type { Environment, Settings, Stack } from "#shared/core/settings.ts";

/** A stack of the settings that CODE writes, and where it lies. */
export interface Site {
  readonly stack: string;
  readonly stackPath: string;
  readonly place: Stack;
  readonly environment: Environment;
}

export interface StackFiles {
  readonly files: Readonly<Record<string, string>>;
  readonly contracts: readonly Contract[];
}

/** Refuses a stack that the settings do not have (`intake/no-stack`), and one that is not written in TypeScript (`intake/stack-kind`). */
export function siteOf(stack: string, settings: Settings): Site {
  const place = settings.stacks[stack];
  const environment = settings.environments[place?.environment ?? ""];
  if (place === undefined || environment === undefined) {
    const known = Object.keys(settings.stacks).join(", ");
    throw new PipelineError("intake/no-stack", `There is no stack ${stack}.`, {
      next: `Name one of ${known}.`,
    });
  }
  if (place.kind === "cdktf")
    return { stack, stackPath: place.path ?? `stacks/${stack}`, place, environment };
  throw new PipelineError("intake/stack-kind", `I do not write plain Terraform, and ${stack} is that.`, {
    next: "Change its files in a pull request of your own: it is planned and gated all the same.",
  });
}

/** The stack's own TypeScript and the constructs that stacks share. */
export async function readStack(
  repository: Repository,
  commit: string,
  stackPath: string,
): Promise<StackFiles> {
  const paths = await repository.paths(commit);
  const sources = paths.filter(
    (path) =>
      path.endsWith(".ts") && (path.startsWith(`${stackPath}/`) || path.startsWith("stacks/constructs/")),
  );
  const promises = paths.filter(
    (path) => path.startsWith(`${stackPath}/contract/`) && path.endsWith(".json"),
  );
  const read = async (path: string) => [path, (await repository.read(commit, path)) ?? ""] as const;
  const [files, contracts] = await Promise.all([
    Promise.all(sources.map(read)),
    Promise.all(promises.map(read)),
  ]);
  return {
    files: Object.fromEntries(files),
    contracts: contracts.map(([, text]) => parseJson(Contract, text, "contract/unreadable")),
  };
}
