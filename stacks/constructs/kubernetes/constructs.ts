import type { Recipe } from "../recipe.ts";
import { CONTAINER_SERVICE } from "./container-service.ts";
import { DEPLOYMENT } from "./deployment.ts";
import { SECRET } from "./secret.ts";

export const KUBERNETES: readonly Recipe[] = [CONTAINER_SERVICE, DEPLOYMENT, SECRET];
