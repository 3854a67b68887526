import type { Recipe } from "../recipe.ts";
import { APP, SURROUNDINGS } from "./container-app.ts";
import { GROUP_NOTE } from "./group.ts";

export const DEPLOYMENT: Recipe = {
  kind: "deployment",
  defaults: { replicas: 2 },
  assumptions: { replicas: "Two replicas run." },
  notes: [
    "The equal of a deployment here is a container app, in an environment of its own, that nothing can reach.",
    "Its log is kept 90 days.",
    GROUP_NOTE,
  ],
  limits: { replicas: [1, 300] },
  parts: [{ type: "azurerm_container_app", arguments: APP }, ...SURROUNDINGS],
};
