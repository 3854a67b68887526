import { IMAGE, IMAGE_FORM, MEMORY, PORT, REPLICAS } from "./attributes.ts";
import type { Kind } from "./entry.ts";

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
  attributes: { image: IMAGE, replicas: REPLICAS, port: PORT, memory: MEMORY },
};
