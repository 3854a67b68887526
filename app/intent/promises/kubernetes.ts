import type { Pledges } from "./pledge.ts";

const PODS = "kubernetes_deployment_v1";
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
    ],
    companions: [],
  },
  {
    kind: "container-service",
    type: "kubernetes_ingress_v1",
    pledges: [
      { attribute: "image", type: PODS, path: "spec.template.spec.container.image", named: true },
      { attribute: "replicas", type: PODS, path: "spec.replicas", named: true, written: text },
      { attribute: "domain", type: "kubernetes_ingress_v1", path: "spec.rule.host" },
      { attribute: "domain", type: "kubernetes_ingress_v1", path: "spec.tls.hosts" },
    ],
    companions: [],
    farCompanions: [PODS, "kubernetes_service_v1"],
  },
];
