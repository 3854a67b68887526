import type { Part } from "../recipe.ts";

const labels = { app: { $name: 63 } };

/** Pods that keep no right they do not need: no root, no new privileges, nothing written to their image, no token of the cluster. */
export function deploymentPart(ports: readonly { container_port: { $wish: string } }[]): Part {
  return {
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
            container: [
              {
                name: { $name: 63 },
                image: { $wish: "image" },
                ...(ports.length === 0 ? {} : { port: [...ports] }),
                resources: {
                  requests: { cpu: "100m", memory: "128Mi" },
                  limits: { cpu: "500m", memory: "512Mi" },
                },
                security_context: {
                  allow_privilege_escalation: false,
                  read_only_root_filesystem: true,
                  run_as_non_root: true,
                  capabilities: { drop: ["ALL"] },
                },
              },
            ],
          },
        },
      },
    },
  };
}

export const PODS_NOTE =
  "Containers run without root, with a read-only file system, half a core and 512 MB at most, and no token of the cluster.";
