import { DeploymentV1 } from "@cdktf/provider-kubernetes/lib/deployment-v1/index.js";
import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1/index.js";
import { NetworkPolicyV1 } from "@cdktf/provider-kubernetes/lib/network-policy-v1/index.js";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider/index.js";
import { ServiceV1 } from "@cdktf/provider-kubernetes/lib/service-v1/index.js";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

export class ShopKubernetesStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    new KubernetesProvider(this, "kubernetes", { host: "https://cluster.example.com" });

    const shop = new NamespaceV1(this, "shop", { metadata: { name: "shop" } });

    new NetworkPolicyV1(this, "kubernetes_network_policy_v1.shop", {
      metadata: { name: "deny-by-default", namespace: shop.metadata.name },
      spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    }).overrideLogicalId("shop");

    new DeploymentV1(this, "kubernetes_deployment_v1.web", {
      metadata: { name: "web", namespace: shop.metadata.name, labels: { app: "web" } },
      spec: {
        replicas: "3",
        selector: { matchLabels: { app: "web" } },
        template: {
          metadata: { labels: { app: "web" } },
          spec: {
            automountServiceAccountToken: false,
            securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
            container: [
              {
                name: "web",
                image: "registry.example.com/shop/web:1.4.2",
                port: [{ containerPort: 8080 }],
                resources: {
                  requests: { cpu: "100m", memory: "128Mi" },
                  limits: { cpu: "500m", memory: "256Mi" },
                },
                securityContext: {
                  allowPrivilegeEscalation: false,
                  readOnlyRootFilesystem: true,
                  capabilities: { drop: ["ALL"] },
                },
              },
            ],
          },
        },
      },
    }).overrideLogicalId("web");

    new ServiceV1(this, "kubernetes_service_v1.web", {
      metadata: { name: "web", namespace: shop.metadata.name },
      spec: { selector: { app: "web" }, port: [{ port: 80, targetPort: "8080" }], type: "ClusterIP" },
    }).overrideLogicalId("web");
  }
}
