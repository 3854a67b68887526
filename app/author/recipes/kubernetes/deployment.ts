import type { Recipe } from "../recipe.ts";
import { deploymentPart, PODS_NOTE } from "./pods.ts";

export const DEPLOYMENT: Recipe = {
  kind: "deployment",
  defaults: { replicas: 2 },
  assumptions: { replicas: "Two replicas run." },
  notes: [PODS_NOTE],
  parts: [deploymentPart([])],
};
