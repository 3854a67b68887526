import { IMAGE, IMAGE_FORM, MEMORY, PORT, REACHING, REPLICAS } from "./attributes.ts";
import type { Attribute, Kind } from "./entry.ts";

/** Nothing leads to a deployment from outside: what is to be reached is a container service. */
const PUBLIC: Attribute = {
  type: "flag",
  names: [
    "public",
    "publicly reachable",
    "reachable from outside",
    "reachable from outside the cluster",
    "reachable from the internet",
    "exposed to the internet",
  ],
  denied: REACHING,
  off: ["private", "internal"],
};

export const DEPLOYMENT: Kind = {
  kind: "deployment",
  isOutline: true,
  nouns: ["deployment", "kubernetes deployment", "container deployment", "k8s deployment"],
  types: {
    aws: "aws_ecs_service",
    azure: "azurerm_container_app",
    google: "google_cloud_run_v2_worker_pool",
    kubernetes: "kubernetes_deployment_v1",
  },
  impliedBy: { literals: [IMAGE_FORM], clouds: ["kubernetes"] },
  needs: { image: { ask: "Which image should it run?", suggestion: "registry.example.com/worker:1" } },
  attributes: { image: IMAGE, replicas: REPLICAS, port: PORT, memory: MEMORY, public: PUBLIC },
};
