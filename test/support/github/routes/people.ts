import { type Answer, type Call, notFound, ok, type Route } from "../http.ts";
import { loginOf } from "../identity.ts";
import { apiOf, userShape } from "../shapes.ts";
import type { Role, User } from "../store.ts";

/** Users, what they may do here, and their teams. */
export const PEOPLE_ROUTES: readonly Route[] = [
  {
    method: "GET",
    path: "/user",
    needs: ["anyone"],
    handle: ({ hub, by }) => ok(userShape(hub, loginOf(by))),
  },
  {
    method: "GET",
    path: "/users/{username}",
    needs: ["anyone"],
    handle: (call) => ok(userShape(call.hub, userOf(call).login)),
  },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/collaborators/{username}/permission",
    needs: ["metadata:read"],
    handle: permission,
  },
  {
    method: "GET",
    path: "/orgs/{org}/teams/{team_slug}/memberships/{username}",
    needs: ["members:read"],
    handle(call) {
      const { hub, params } = call;
      if (!userOf(call).teams.includes(params.team_slug ?? "")) throw notFound();
      return ok({
        url: `${apiOf(hub)}/teams/1/memberships/${params.username}`,
        role: "member",
        state: "active",
      });
    },
  },
];

function userOf(call: Call): User {
  const user = call.hub.store.users.get(call.params.username ?? "");
  if (user === undefined) throw notFound();
  return user;
}

/** The old four words; `role_name` has the finer ones. */
const COARSE: Readonly<Record<Role, string>> = {
  read: "read",
  triage: "read",
  write: "write",
  maintain: "write",
  admin: "admin",
};

function permission(call: Call): Answer {
  const { hub } = call;
  const { login, role } = userOf(call);
  const coarse = role === null ? "none" : COARSE[role];
  return ok({ permission: coarse, role_name: role ?? "none", user: userShape(hub, login) });
}
