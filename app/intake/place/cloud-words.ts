import type { Cloud } from "#shared/core/clouds.ts";

const TITLES: Readonly<Record<Cloud, string>> = {
  aws: "aws|amazon(?:\\s+web\\s+services)?",
  azure: "(?:microsoft\\s+)?azure",
  google: "google(?:\\s+cloud(?:\\s+platform)?)?|gcp",
  kubernetes: "kubernetes|k8s",
};

/** Things by the name that one cloud gave them. */
const OWN: Readonly<Record<Cloud, readonly string[]>> = {
  aws: [
    "s3",
    "ec2",
    "dynamodb",
    "dynamo",
    "cloudwatch",
    "sqs",
    "sns",
    "lambda",
    "rds",
    "ecs",
    "fargate",
    "route53",
  ],
  azure: ["blob", "cosmos", "aks", "vnet"],
  google: ["gcs", "pubsub", "bigquery", "gke"],
  kubernetes: ["pod", "pods", "namespace", "configmap"],
};

/** The cloud that a text puts its thing on, "on Azure", and the words that say so. */
export function cloudsIn(text: string): { readonly cloud: Cloud; readonly form: RegExp } | null {
  for (const [cloud, title] of Object.entries(TITLES) as [Cloud, string][]) {
    const form = new RegExp(
      `\\b(?:on|in|at|to|for|with|using|over\\s+on)\\s+(?:(?:the|our)\\s+)?(?:${title})(?=\\s*(?:$|[.,;:!?)\\n]|\\b(?:and|with|that|which|please|but|kept|called|named|too|also|as|in|on|for)\\b))`,
      "i",
    );
    if (form.test(text)) return { cloud, form };
  }
  return null;
}

/** Clouds whose own words the text uses. */
export function cloudsOwning(text: string): Cloud[] {
  const words = new Set(text.toLowerCase().match(/[a-z0-9]+/g) ?? []);
  return (Object.entries(OWN) as [Cloud, readonly string[]][])
    .filter(([, own]) => own.some((word) => words.has(word)))
    .map(([cloud]) => cloud);
}
