import { type People, Permission } from "../core/host.ts";
import { userName } from "../core/name.ts";
import type { GitHubRepository } from "./octokit.ts";
import { orNull } from "./steady.ts";

/** What somebody may do now; who is not known may do nothing. A custom role counts as the permission it is built on. */
export function githubPeople({ client, owner, repo }: GitHubRepository): People {
  return {
    async permissionOf(login) {
      const found = await orNull(
        client.rest.repos.getCollaboratorPermissionLevel({ owner, repo, username: userName(login) }),
      );
      if (found === null) return "none";
      const { role_name: role, permission } = found.data;
      return [role, permission].filter(isPermission)[0] ?? "none";
    },
    async isInTeam(login, team) {
      const [org = owner, slug = team] = team.includes("/") ? team.split("/") : [];
      const found = await orNull(
        client.rest.teams.getMembershipForUserInOrg({ org, team_slug: slug, username: userName(login) }),
      );
      return found?.data.state === "active";
    },
  };
}

function isPermission(value: unknown): value is Permission {
  return Permission.includes(value as Permission);
}
