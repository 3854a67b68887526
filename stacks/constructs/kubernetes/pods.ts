import type { Part } from "../recipe.ts";

const labels = { app: { $name: 63 } };

/** No root, no new privileges, nothing written to the image. */
const CONTAINER = {
  name: { $name: 63 },
  image: { $wish: "image" },
  resources: {
    requests: { cpu: "100m", memory: "128Mi" },
    limits: { cpu: "500m", memory: { $text: [{ $times: "memory", by: 1024 }, "Mi"] } },
  },
  security_context: {
    allow_privilege_escalation: false,
    read_only_root_filesystem: true,
    run_as_non_root: true,
    capabilities: { drop: ["ALL"] },
  },
};

/** Pods that keep no right they do not need: none of their container's, and no token of the cluster. */
export const PODS: Part = {
  type: "kubernetes_deployment_v1",
  arguments: {
    metadata: { name: { $name: 63 }, labels },
    spec: {
      replicas: { $text: [{ $wish: "replicas" }] },
      selector: { match_labels: labels },
      template: {
        metadata: { labels },
        spec: {
          automount_service_account_token: false,
          security_context: { run_as_non_root: true, seccomp_profile: { type: "RuntimeDefault" } },
          container: {
            $case: "port",
            set: [{ ...CONTAINER, port: [{ container_port: { $wish: "port" } }] }],
            none: [CONTAINER],
          },
        },
      },
    },
  },
};

export const PODS_NOTE =
  "Containers run without root, with a read-only file system, half a core at most, and no token of the cluster.";
