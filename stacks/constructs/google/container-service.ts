import type { Recipe } from "../recipe.ts";
import { IDENTITY, RUNS_AS } from "./identity.ts";

export const CONTAINER_SERVICE: Recipe = {
  kind: "container-service",
  defaults: { replicas: 2, port: 8080, public: false, memory: 0.5 },
  assumptions: {
    replicas: "Two replicas run.",
    memory: "Each has 512 MB of memory.",
    port: "The container listens on port 8080.",
    public:
      "Only callers inside the project's networks that hold the invoker's role reach it: say public to open it to the internet.",
  },
  notes: [
    "It is a Cloud Run service, which speaks HTTPS only; its identity may do nothing.",
    "A domain is bound once the DNS records that Google names are in place.",
  ],
  inherent: { https: [true] },
  limits: { replicas: [1, 100], memory: [0.125, 4] },
  parts: [
    {
      type: "google_cloud_run_v2_service",
      arguments: {
        name: { $name: 49 },
        location: { $region: true },
        ingress: { $case: "public", true: "INGRESS_TRAFFIC_ALL", false: "INGRESS_TRAFFIC_INTERNAL_ONLY" },
        deletion_protection: true,
        template: {
          service_account: RUNS_AS,
          scaling: {
            min_instance_count: { $wish: "replicas" },
            max_instance_count: { $wish: "maxReplicas", or: "replicas" },
          },
          containers: [
            {
              image: { $wish: "image" },
              ports: { container_port: { $wish: "port" } },
              resources: { limits: { cpu: "1", memory: { $text: [{ $times: "memory", by: 1024 }, "Mi"] } } },
            },
          ],
        },
      },
    },
    {
      type: "google_cloud_run_v2_service_iam_member",
      suffix: "public",
      when: { public: true },
      arguments: {
        name: { $main: "name" },
        location: { $main: "location" },
        role: "roles/run.invoker",
        member: "allUsers",
      },
    },
    {
      type: "google_cloud_run_domain_mapping",
      when: { domain: "set" },
      arguments: {
        name: { $wish: "domain" },
        location: { $region: true },
        metadata: { namespace: { $part: "data.google_project.current", get: "project_id" } },
        spec: { route_name: { $main: "name" } },
      },
    },
    IDENTITY,
    { type: "google_project", mode: "data", suffix: "current", arguments: {} },
  ],
};
