import type { GitHubClient } from "#shared/adapters/octokit.ts";

export interface Installations {
  /** Whether this installation holds exactly this repository, by id and name. An unknown one is looked for once more, at most every half minute. */
  knows(installation: number, repository: { id: number; name: string }): Promise<boolean>;
  refresh(): Promise<void>;
}

interface Source {
  /** As the App itself. */
  readonly app: GitHubClient;
  /** As one installation of it. */
  readonly installed: (installation: number) => Promise<GitHubClient>;
  readonly now?: () => number;
}

const BETWEEN_LOOKS_MS = 30_000;

/** Where the App is installed, asked from GitHub and kept: a signed delivery from anywhere else is not taken. */
export function installationsOf({ app, installed, now = Date.now }: Source): Installations {
  let known: ReadonlySet<string> = new Set();
  let lookedAt = Number.NEGATIVE_INFINITY;
  const key = (installation: number, { id, name }: { id: number; name: string }) =>
    `${installation} ${id} ${name.toLowerCase()}`;

  const refresh = async () => {
    lookedAt = now();
    const installations = await app.paginate(app.rest.apps.listInstallations, { per_page: 100 });
    const active = installations.filter((installation) => !installation.suspended_at);
    const lists = await Promise.all(
      active.map(async ({ id: installation }) => {
        const client = await installed(installation);
        const list = client.rest.apps.listReposAccessibleToInstallation;
        const repositories = await client.paginate(list, { per_page: 100 });
        return repositories.map(({ id, full_name }) => key(installation, { id, name: full_name }));
      }),
    );
    known = new Set(lists.flat());
  };

  return {
    refresh,
    async knows(installation, repository) {
      const wanted = key(installation, repository);
      if (!known.has(wanted) && now() - lookedAt > BETWEEN_LOOKS_MS) await refresh();
      return known.has(wanted);
    },
  };
}
