import type { Recipe } from "../recipe.ts";
import { IDENTITY, RUNS_AS } from "./identity.ts";

export const DEPLOYMENT: Recipe = {
  kind: "deployment",
  defaults: { replicas: 2 },
  assumptions: { replicas: "Two replicas run." },
  notes: [
    "The equal of a deployment here is a worker pool of Cloud Run, which nothing can reach; its identity may do nothing.",
  ],
  limits: { replicas: [1, 100] },
  parts: [
    {
      type: "google_cloud_run_v2_worker_pool",
      arguments: {
        name: { $name: 49 },
        location: { $region: true },
        deletion_protection: true,
        scaling: { scaling_mode: "MANUAL", manual_instance_count: { $wish: "replicas" } },
        template: { service_account: RUNS_AS, containers: [{ image: { $wish: "image" } }] },
      },
    },
    IDENTITY,
  ],
};
