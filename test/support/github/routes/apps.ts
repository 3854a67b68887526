import { type Call, created, notFound, ok, Refusal, type Route } from "../http.ts";
import { loginOf } from "../identity.ts";
import type { Shape } from "../openapi.ts";
import { apiOf, appShape, repositoryShape, userShape } from "../shapes.ts";
import type { Delivery, Level, Permissions, RegisteredApp } from "../store.ts";

const LIFETIME_MS = 3_600_000;

/** What an App does as itself, and the tokens it gets for its installation. */
export const APP_ROUTES: readonly Route[] = [
  { method: "GET", path: "/app", needs: ["app"], handle: (call) => ok(appShape(call.hub, appOf(call).slug)) },
  { method: "GET", path: "/app/installations", needs: ["app"], handle: (call) => ok([installation(call)]) },
  {
    method: "GET",
    path: "/app/installations/{installation_id}",
    needs: ["app"],
    handle(call) {
      if (call.params.installation_id !== String(appOf(call).installationId)) throw notFound();
      return ok(installation(call));
    },
  },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/installation",
    needs: ["app"],
    handle: (call) => ok(installation(call)),
  },
  {
    method: "POST",
    path: "/app/installations/{installation_id}/access_tokens",
    needs: ["app"],
    handle: accessToken,
  },
  {
    method: "GET",
    path: "/installation/repositories",
    needs: ["metadata:read"],
    handle: ({ hub }) =>
      ok({ total_count: 1, repository_selection: "selected", repositories: [repositoryShape(hub)] }),
  },
  {
    method: "GET",
    path: "/app/hook/deliveries",
    needs: ["app"],
    handle: (call) => ok(deliveriesOf(call).toReversed().map(deliveryShape)),
  },
  {
    method: "GET",
    path: "/app/hook/deliveries/{delivery_id}",
    needs: ["app"],
    handle(call) {
      const delivery = findDelivery(call);
      const request = { headers: { "x-github-delivery": delivery.guid }, payload: delivery.payload };
      return ok({ ...deliveryShape(delivery), request, response: { headers: {}, payload: null } });
    },
  },
  {
    method: "POST",
    path: "/app/hook/deliveries/{delivery_id}/attempts",
    needs: ["app"],
    handle(call) {
      call.hub.redeliver(findDelivery(call).id);
      return { status: 202, body: {} };
    },
  },
];

function appOf(call: Call): RegisteredApp {
  if (call.by.kind !== "app") throw new Refusal(401, "A JSON web token could not be decoded");
  return call.by.app;
}

function installation(call: Call): Shape {
  const { hub } = call;
  const app = appOf(call);
  return {
    id: app.installationId,
    app_id: app.id,
    app_slug: app.slug,
    account: userShape(hub, hub.owner),
    target_id: 2,
    target_type: "Organization",
    repository_selection: "selected",
    permissions: app.permissions,
    events: app.events,
    access_tokens_url: `${apiOf(hub)}/app/installations/${app.installationId}/access_tokens`,
    repositories_url: `${apiOf(hub)}/installation/repositories`,
    html_url: `${hub.url}/settings/installations/${app.installationId}`,
  };
}

function accessToken(call: Call) {
  const app = appOf(call);
  if (call.params.installation_id !== String(app.installationId)) throw notFound();
  const wanted = (call.body.permissions ?? app.permissions) as Permissions;
  for (const [name, level] of Object.entries(wanted)) {
    const held: Level | undefined = app.permissions[name];
    if (held !== "write" && held !== level)
      throw new Refusal(422, `The permission ${name}:${level} was not granted.`);
  }
  const login = loginOf(call.by);
  const token = call.hub.mintToken({ kind: "installation", app, login, permissions: wanted });
  const expires = new Date(Date.now() + LIFETIME_MS).toISOString();
  return created({ token, expires_at: expires, permissions: wanted, repository_selection: "selected" });
}

function deliveriesOf(call: Call): readonly Delivery[] {
  return call.hub.store.deliveries.filter((delivery) => delivery.app === appOf(call).slug);
}

function findDelivery(call: Call): Delivery {
  const found = deliveriesOf(call).find((one) => String(one.id) === call.params.delivery_id);
  if (found === undefined) throw notFound();
  return found;
}

function deliveryShape(delivery: Delivery): Shape {
  const { id, guid, event, action, redelivery, status } = delivery;
  const code = { status_code: delivery.statusCode, delivered_at: delivery.deliveredAt, duration: 0.1 };
  return { id, guid, event, action, redelivery, status, ...code, installation_id: 1, repository_id: 1 };
}
