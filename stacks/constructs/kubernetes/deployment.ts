import type { Recipe } from "../recipe.ts";
import { PODS, PODS_NOTE } from "./pods.ts";

export const DEPLOYMENT: Recipe = {
  kind: "deployment",
  defaults: { replicas: 2, memory: 0.5 },
  assumptions: { replicas: "Two replicas run.", memory: "Each may take 512 MB of memory." },
  limits: { memory: [0.125, 1024] },
  notes: [PODS_NOTE],
  parts: [PODS],
};
