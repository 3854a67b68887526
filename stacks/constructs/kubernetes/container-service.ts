import type { Recipe } from "../recipe.ts";
import { PODS, PODS_NOTE } from "./pods.ts";

export const CONTAINER_SERVICE: Recipe = {
  kind: "container-service",
  defaults: { replicas: 2, port: 8080, memory: 0.5 },
  assumptions: {
    replicas: "Two replicas run.",
    port: "The container listens on port 8080.",
    memory: "Each may take 512 MB of memory.",
  },
  notes: [
    PODS_NOTE,
    "Who reaches it is decided by the cluster's own ingress controller.",
    "The certificate is read from the secret that is named as the service with -tls, which has to be there.",
  ],
  limits: { memory: [0.125, 1024] },
  inherent: { https: [true] },
  parts: [
    {
      type: "kubernetes_ingress_v1",
      arguments: {
        metadata: { name: { $name: 63 } },
        spec: {
          tls: [{ hosts: [{ $wish: "domain" }], secret_name: { $text: [{ $name: 200 }, "-tls"] } }],
          rule: [
            {
              host: { $wish: "domain" },
              http: {
                path: [
                  {
                    path: "/",
                    path_type: "Prefix",
                    backend: {
                      service: {
                        name: { $part: "kubernetes_service_v1", get: "metadata.0.name" },
                        port: { number: 80 },
                      },
                    },
                  },
                ],
              },
            },
          ],
        },
      },
    },
    {
      type: "kubernetes_service_v1",
      arguments: {
        metadata: { name: { $name: 63 } },
        spec: {
          type: "ClusterIP",
          selector: { app: { $name: 63 } },
          port: [{ port: 80, target_port: { $text: [{ $wish: "port" }] } }],
        },
      },
    },
    PODS,
  ],
};
