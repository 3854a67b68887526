import type { Recipe } from "../recipe.ts";
import { APP, SURROUNDINGS } from "./container-app.ts";
import { GROUP_NOTE } from "./group.ts";

export const CONTAINER_SERVICE: Recipe = {
  kind: "container-service",
  defaults: { replicas: 2, port: 8080, public: false },
  assumptions: {
    replicas: "Two replicas run.",
    port: "The container listens on port 8080.",
    public: "Only its own environment reaches it: say public to open it to the internet.",
  },
  notes: [
    "It is a container app in an environment of its own; plain HTTP is turned away.",
    "A domain is bound once the DNS records that Azure names are in place.",
    "Its log is kept 90 days.",
    GROUP_NOTE,
  ],
  inherent: { https: [true] },
  limits: { replicas: [1, 300] },
  parts: [
    {
      type: "azurerm_container_app",
      arguments: {
        ...APP,
        ingress: {
          external_enabled: { $wish: "public" },
          allow_insecure_connections: false,
          target_port: { $wish: "port" },
          transport: "auto",
          traffic_weight: [{ latest_revision: true, percentage: 100 }],
        },
      },
    },
    {
      type: "azurerm_container_app_custom_domain",
      when: { domain: "set" },
      arguments: { name: { $wish: "domain" }, container_app_id: { $main: "id" } },
    },
    ...SURROUNDINGS,
  ],
};
