import { IMAGE } from "./attributes.ts";
import type { Kind } from "./entry.ts";

export const FUNCTION: Kind = {
  kind: "function",
  isOutline: true,
  nouns: [
    "function",
    "serverless function",
    "lambda function",
    "aws lambda function",
    "azure function",
    "cloud function",
    "google cloud function",
  ],
  types: {
    aws: "aws_lambda_function",
    azure: "azurerm_linux_function_app",
    google: "google_cloud_run_v2_service",
  },
  needs: { image: { ask: "Which image holds its code?", suggestion: "registry.example.com/function:1" } },
  attributes: {
    image: IMAGE,
    memory: {
      type: "size",
      names: ["memory", "ram"],
      ask: "How much memory should it have?",
      suggestion: "1 GB",
      isExact: true,
    },
    timeout: {
      type: "duration",
      unit: "second",
      names: ["timeout", "time limit"],
      ask: "After how many seconds should it be stopped?",
      suggestion: "30 seconds",
    },
  },
};
