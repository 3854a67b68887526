import { PipelineError } from "#shared/core/error.ts";
import type { Repository } from "#shared/core/host.ts";
import type { Settings } from "#shared/core/settings.ts";
import { readSettings } from "#shared/settings/read-settings.ts";

/** The settings as the default branch has them now: never those of a pull request. */
export async function settingsOf(repository: Repository): Promise<Settings> {
  const branch = await repository.defaultBranch();
  const commit = await repository.tip(branch);
  const text = commit === null ? null : await repository.read(commit, ".github/code.yml");
  if (text !== null) return readSettings(text);
  throw new PipelineError("settings/missing", `There is no .github/code.yml on ${branch}.`, {
    next: "Run `code-engine init` and merge what it writes.",
  });
}
