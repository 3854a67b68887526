import type { Recipe } from "../recipe.ts";
import { IDENTITY, RUNS_AS } from "./identity.ts";

export const FUNCTION: Recipe = {
  kind: "function",
  defaults: { memory: 1 },
  assumptions: { memory: "It has 1 GB of memory." },
  notes: [
    "A function from an image is a Cloud Run service here, which runs only while it is called.",
    "It is not reached from the internet, nobody may call it yet, and its identity may do nothing.",
  ],
  limits: { memory: [0.125, 4], timeout: [1, 3600] },
  parts: [
    {
      type: "google_cloud_run_v2_service",
      arguments: {
        name: { $name: 49 },
        location: { $region: true },
        ingress: "INGRESS_TRAFFIC_INTERNAL_ONLY",
        deletion_protection: true,
        template: {
          service_account: RUNS_AS,
          timeout: { $case: "timeout", set: { $text: [{ $wish: "timeout" }, "s"] } },
          scaling: { min_instance_count: 0, max_instance_count: 10 },
          containers: [
            {
              image: { $wish: "image" },
              resources: { limits: { cpu: "1", memory: { $text: [{ $times: "memory", by: 1024 }, "Mi"] } } },
            },
          ],
        },
      },
    },
    IDENTITY,
  ],
};
