import type { Recipe } from "../recipe.ts";
import { trusting } from "./trusting.ts";

export const FUNCTION: Recipe = {
  kind: "function",
  defaults: { memory: 1, timeout: 30 },
  assumptions: { memory: "It has 1 GB of memory.", timeout: "It is stopped after 30 seconds." },
  notes: [
    "Its role may write its own log and nothing else, and nobody may call it yet.",
    "Its log is kept 90 days.",
  ],
  limits: { memory: [0.125, 10], timeout: [1, 900] },
  parts: [
    {
      type: "aws_lambda_function",
      arguments: {
        function_name: { $name: 64 },
        package_type: "Image",
        image_uri: { $wish: "image" },
        role: { $part: "aws_iam_role", get: "arn" },
        memory_size: { $times: "memory", by: 1024 },
        timeout: { $wish: "timeout" },
        tracing_config: { mode: "Active" },
        logging_config: {
          log_format: "JSON",
          log_group: { $part: "aws_cloudwatch_log_group", get: "name" },
        },
      },
    },
    {
      type: "aws_iam_role",
      arguments: { name: { $name: 64 }, assume_role_policy: trusting("lambda.amazonaws.com") },
    },
    {
      type: "aws_cloudwatch_log_group",
      arguments: { name: { $text: ["/aws/lambda/", { $name: 64 }] }, retention_in_days: 90 },
    },
    {
      type: "aws_iam_role_policy",
      arguments: {
        role: { $part: "aws_iam_role", get: "id" },
        policy: {
          $json: {
            Version: "2012-10-17",
            Statement: [
              {
                Effect: "Allow",
                Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
                Resource: { $text: [{ $part: "aws_cloudwatch_log_group", get: "arn" }, ":*"] },
              },
            ],
          },
        },
      },
    },
  ],
};
