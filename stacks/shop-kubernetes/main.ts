import { App } from "cdktf";
import { ShopKubernetesStack } from "./shop-kubernetes.ts";

const app = new App();
new ShopKubernetesStack(app, "shop-kubernetes");
app.synth();
