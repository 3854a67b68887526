import type { Pledges } from "./pledge.ts";

const PODS = "kubernetes_deployment_v1";
const PORT = "spec.template.spec.container.port.container_port";
const MEMORY = "spec.template.spec.container.resources.limits.memory";
/** The provider writes the number of replicas as text. */
const text = { after: "" } as const;

/** What may be promised on a cluster. */
export const KUBERNETES: readonly Pledges[] = [
  { kind: "secret", type: "kubernetes_secret_v1", pledges: [], companions: [] },
  {
    kind: "deployment",
    type: PODS,
    pledges: [
      { attribute: "image", type: PODS, path: "spec.template.spec.container.image" },
      { attribute: "replicas", type: PODS, path: "spec.replicas", written: text },
      { attribute: "port", type: PODS, path: PORT },
      { attribute: "memory", type: PODS, path: MEMORY, written: { by: 1024, after: "Mi" } },
    ],
    companions: [],
  },
  {
    kind: "container-service",
    type: "kubernetes_ingress_v1",
    pledges: [
      { attribute: "image", type: PODS, path: "spec.template.spec.container.image", named: true },
      { attribute: "replicas", type: PODS, path: "spec.replicas", named: true, written: text },
      { attribute: "port", type: PODS, path: PORT, named: true },
      {
        attribute: "memory",
        type: PODS,
        path: MEMORY,
        named: true,
        written: { by: 1024, after: "Mi" },
      },
      { attribute: "domain", type: "kubernetes_ingress_v1", path: "spec.rule.host" },
      { attribute: "domain", type: "kubernetes_ingress_v1", path: "spec.tls.hosts" },
    ],
    companions: [],
    farCompanions: [PODS, "kubernetes_service_v1"],
  },
];
