import type { Recipe } from "../recipe.ts";
import { NETWORK_PARTS, SERVICE, taskParts } from "./fargate.ts";

export const DEPLOYMENT: Recipe = {
  kind: "deployment",
  defaults: { replicas: 2, zones: 2, range: "10.0.0.0/16" },
  assumptions: { replicas: "Two replicas run." },
  notes: [
    "The equal of a deployment here is an ECS service on Fargate, in a network of its own with the range 10.0.0.0/16.",
    "A task has an address to fetch its image with, and nothing may come in; its file system is read-only.",
    "Its log is kept 90 days.",
  ],
  parts: [{ type: "aws_ecs_service", arguments: SERVICE }, ...taskParts([]), ...NETWORK_PARTS],
};
