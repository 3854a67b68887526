import type { Paraphrases } from "./table.ts";

const LAMBDA = "lambda.amazonaws.com";

export const ROLE: Paraphrases = {
  kind: "role",
  creates: [
    ["an iam role for lambda", "lambda", { service: LAMBDA }],
    ["a role called resizer for a lambda function", "resizer", { service: LAMBDA }],
    ["iam role app for ec2", "app", { service: "ec2.amazonaws.com" }],
    [
      'Please create an IAM role named "task-runner" that ECS can assume',
      "task_runner",
      { service: "ecs-tasks.amazonaws.com" },
    ],
    [
      "We need an execution role for the importer lambda with basic execution and read-only access to S3",
      "importer",
      { service: LAMBDA, policies: ["service-role/AWSLambdaBasicExecutionRole", "AmazonS3ReadOnlyAccess"] },
    ],
    ["role for step functions named flow", "flow", { service: "states.amazonaws.com" }],
    ["iam rloe builder for codebuild", "builder", { service: "codebuild.amazonaws.com" }],
    [
      "an iam role for glue called etl with full access to dynamodb",
      "etl",
      { service: "glue.amazonaws.com", policies: ["AmazonDynamoDBFullAccess"] },
    ],
    ["I'd like a service role for api gateway", "api_gateway", { service: "apigateway.amazonaws.com" }],
    [
      "role agent for ec2 instances with session manager",
      "agent",
      { service: "ec2.amazonaws.com", policies: ["AmazonSSMManagedInstanceCore"] },
    ],
  ],
  changes: [
    ["give the processor role read-only access to s3", "processor", { policies: ["AmazonS3ReadOnlyAccess"] }],
    [
      "add basic execution to the processor role",
      "processor",
      { policies: ["service-role/AWSLambdaBasicExecutionRole"] },
    ],
    [
      "processor should also have session manager",
      "processor",
      { policies: ["AmazonSSMManagedInstanceCore"] },
    ],
    ["let ecs assume the processor role", "processor", { service: "ecs-tasks.amazonaws.com" }],
    [
      "please allow the processor role full access to dynamodb",
      "processor",
      { policies: ["AmazonDynamoDBFullAccess"] },
    ],
  ],
  removes: [
    ["delete the processor role", "processor"],
    ["please drop the iam role processor", "processor"],
    ["the processor role is not needed any longer", "processor"],
  ],
};
