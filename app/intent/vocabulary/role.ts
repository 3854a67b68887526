import type { Kind } from "./entry.ts";

export const ROLE: Kind = {
  kind: "role",
  nouns: [
    "role",
    "iam role",
    "service role",
    "execution role",
    "iam service role",
    "aws role",
    "instance role",
    "task role",
  ],
  types: { aws: "aws_iam_role" },
  nameFrom: "service",
  needs: { service: { ask: "Which service may assume the role?", suggestion: "lambda" } },
  attributes: {
    service: {
      type: "choice",
      names: ["function", "service"],
      pattern: /^[a-z0-9.-]+\.amazonaws\.com$/,
      // Service principals as in the AWS documentation of each service's role.
      values: {
        "lambda.amazonaws.com": ["lambda", "lambda function", "aws lambda"],
        "ec2.amazonaws.com": ["ec2", "ec2 instance", "ec2 server", "amazon ec2"],
        "ecs-tasks.amazonaws.com": ["ecs", "ecs task", "fargate", "fargate task", "container"],
        "states.amazonaws.com": ["step function", "state machine"],
        "apigateway.amazonaws.com": ["api gateway"],
        "codebuild.amazonaws.com": ["codebuild", "code build"],
        "codepipeline.amazonaws.com": ["codepipeline", "code pipeline"],
        "glue.amazonaws.com": ["glue", "glue job"],
        "events.amazonaws.com": ["eventbridge", "event bridge"],
        "scheduler.amazonaws.com": ["eventbridge scheduler"],
        "firehose.amazonaws.com": ["firehose"],
        "sagemaker.amazonaws.com": ["sagemaker"],
        "eks.amazonaws.com": ["eks", "eks cluster"],
        "rds.amazonaws.com": ["rds"],
        "backup.amazonaws.com": ["aws backup"],
      },
    },
    policies: {
      type: "choice",
      many: true,
      names: ["access", "permission", "policy"],
      // AWS managed policies by their name behind `policy/`.
      values: {
        "service-role/AWSLambdaBasicExecutionRole": [
          "basic execution",
          "basic lambda execution",
          "write log",
        ],
        "service-role/AWSLambdaVPCAccessExecutionRole": ["vpc access", "vpc execution"],
        "service-role/AmazonECSTaskExecutionRolePolicy": ["task execution"],
        AmazonSSMManagedInstanceCore: ["session manager", "ssm", "systems manager"],
        CloudWatchAgentServerPolicy: ["cloudwatch agent"],
        AmazonS3ReadOnlyAccess: [
          "read only access to s3",
          "read access to s3",
          "s3 read access",
          "s3 read only access",
          "read from s3",
          "read s3",
        ],
        AmazonS3FullAccess: ["full access to s3", "s3 full access", "write access to s3"],
        AmazonDynamoDBReadOnlyAccess: [
          "read only access to dynamodb",
          "read access to dynamodb",
          "dynamodb read access",
        ],
        AmazonDynamoDBFullAccess: [
          "full access to dynamodb",
          "dynamodb full access",
          "write access to dynamodb",
        ],
        AmazonSQSFullAccess: ["full access to sqs", "sqs full access"],
        AdministratorAccess: ["administrator", "administrator access", "admin", "admin access", "full admin"],
        ReadOnlyAccess: ["read only", "read only access"],
      },
    },
  },
};
