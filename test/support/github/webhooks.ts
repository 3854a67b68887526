import { createHmac, randomUUID } from "node:crypto";
import { fill } from "./fill.ts";
import type { Hub, HubEvent } from "./hub.ts";
import { loginOf } from "./identity.ts";
import { type Shape, webhookDoor } from "./openapi.ts";
import { repositoryShape, userShape } from "./shapes.ts";
import { type Delivery, now, type RegisteredApp } from "./store.ts";

const PATIENCE_MS = 10_000;

/** The whole payload of an event, in the shape that GitHub publishes for it. */
export function payloadOf(hub: Hub, event: HubEvent, problems: string[]): Shape {
  const name = [event.name, event.action]
    .filter((part) => part !== null)
    .join("_")
    .replaceAll("_", "-");
  const door = webhookDoor(name);
  const action = event.action === null ? {} : { action: event.action };
  const stated = {
    ...action,
    repository: repositoryShape(hub),
    sender: userShape(hub, loginOf(event.by)),
    ...event.payload,
  };
  if (door === null) {
    problems.push(`GitHub publishes no webhook ${name}`);
    return stated;
  }
  const payload = fill(door.schema, stated) as Shape;
  problems.push(...door.problems(payload).map((problem) => `webhook ${name}: ${problem}`));
  return payload;
}

export interface Courier {
  deliver(app: RegisteredApp, event: { name: string; action: string | null; payload: Shape }): void;
  redeliver(deliveryId: number): void;
  /** Waits until no delivery is on its way. */
  settled(): Promise<void>;
}

/** Sends signed deliveries once and keeps a record of each, as GitHub does: nothing is tried again by itself. */
export function courier(hub: Hub): Courier {
  const under = new Set<Promise<void>>();
  const start = (app: RegisteredApp, delivery: Delivery): void => {
    hub.store.deliveries.push(delivery);
    const sending = send(app, delivery).finally(() => under.delete(sending));
    under.add(sending);
  };
  return {
    deliver(app, { name, action, payload }) {
      start(app, {
        id: hub.store.nextId(),
        guid: randomUUID(),
        app: app.slug,
        event: name,
        action,
        redelivery: false,
        payload: { ...payload, installation: { id: app.installationId, node_id: `I_${app.id}` } },
        deliveredAt: now(),
        status: "pending",
        statusCode: 0,
      });
    },
    redeliver(deliveryId) {
      const first = hub.store.deliveries.find((one) => one.id === deliveryId);
      const app = hub.store.apps.find((one) => one.slug === first?.app);
      if (first === undefined || app === undefined) return;
      start(app, { ...first, id: hub.store.nextId(), redelivery: true, deliveredAt: now() });
    },
    async settled() {
      while (under.size > 0) await Promise.all(under);
    },
  };
}

async function send(app: RegisteredApp, delivery: Delivery): Promise<void> {
  if (app.webhook === null) return;
  const body = JSON.stringify(delivery.payload);
  const signature = createHmac("sha256", app.webhook.secret).update(body).digest("hex");
  try {
    const response = await fetch(app.webhook.url, {
      method: "POST",
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: {
        "content-type": "application/json",
        "user-agent": "GitHub-Hookshot/standin",
        "x-github-delivery": delivery.guid,
        "x-github-event": delivery.event,
        "x-github-hook-id": "1",
        "x-hub-signature-256": `sha256=${signature}`,
      },
    });
    delivery.statusCode = response.status;
    delivery.status = response.ok ? "OK" : `Invalid HTTP Response: ${response.status}`;
  } catch (cause) {
    delivery.statusCode = 502;
    delivery.status = `failed to connect: ${cause instanceof Error ? cause.message : String(cause)}`;
  }
}
