import { DOMAIN, IMAGE, MEMORY, PORT, REACHING, REPLICAS } from "./attributes.ts";
import type { Kind } from "./entry.ts";

export const CONTAINER_SERVICE: Kind = {
  kind: "container-service",
  isOutline: true,
  nouns: [
    "container service",
    "containerized service",
    "containerised service",
    "web service",
    "cloud run service",
    "google cloud run service",
    "azure container app",
    "ecs service",
    "fargate service",
    "container app",
  ],
  types: {
    aws: "aws_lb",
    azure: "azurerm_container_app",
    google: "google_cloud_run_v2_service",
    kubernetes: "kubernetes_ingress_v1",
  },
  needs: {
    image: { ask: "Which image should it run?", suggestion: "registry.example.com/service:1" },
    domain: {
      ask: "Under which domain name is it reached?",
      suggestion: "service.example.com",
      clouds: ["aws", "kubernetes"],
    },
  },
  attributes: {
    image: IMAGE,
    domain: DOMAIN,
    port: PORT,
    replicas: { ...REPLICAS, most: "maxReplicas" },
    maxReplicas: {
      type: "count",
      names: ["maximum replica", "max replica", "maximum instance", "max instance"],
      range: [1, 1000],
      ask: "How many replicas may there be at most?",
      suggestion: "4",
    },
    memory: MEMORY,
    public: {
      type: "flag",
      names: [
        "public",
        "publicly reachable",
        "public access",
        "publicly accessible",
        "reachable from the internet",
        "open to the internet",
      ],
      denied: REACHING,
      off: ["private", "internal"],
    },
    https: { type: "flag", names: ["behind https", "https", "over https", "behind tls", "tls"] },
  },
};
