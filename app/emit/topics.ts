import { addressOf, type Declaration, inOrder, needs } from "./order.ts";

/** Files of a long stack: each may refer to those before it. Beside each the words by which types name their service on any cloud. */
const TOPICS: Readonly<Record<string, string>> = {
  settings: "resource namespace",
  network:
    "vpc subnet subnetwork route nat eip internet security network firewall peering availability virtualnetwork router address egress customer vpn transit service",
  access:
    "iam kms key secret secrets secretsmanager identity account user role partition caller acm certificate cognito ssm",
  data: "s3 storage db rds dynamodb sql mssql mysql postgresql redis elasticache efs ebs volume persistent redshift opensearch elasticsearch backup cosmosdb glue athena kinesis bigquery spanner firestore neptune docdb filestore memorystore fsx lakeformation",
  messaging: "sqs sns pubsub servicebus eventhub eventgrid mq msk kafka ses scheduler sfn",
  compute:
    "instance lambda ecs eks ecr container cluster autoscaling appautoscaling launch ami machine batch function cloudfunctions app web run deployment pod stateful daemon job sagemaker elastic cloud image spot placement",
  delivery: "lb alb elb api apigatewayv2 cloudfront route53 dns wafv2 waf frontdoor cdn ingress global",
  monitoring: "cloudwatch monitor monitoring logging log alarm config cloudtrail guardduty budgets",
  services: "",
};
const NAMES = Object.keys(TOPICS);
const BY_WORD = new Map(
  Object.entries(TOPICS).flatMap(([topic, words]) => words.split(" ").map((word) => [word, topic])),
);

/** The declarations that stand in one file. */
export interface Part {
  readonly topic: string;
  readonly declarations: readonly Declaration[];
}

/**
 * Declarations by topic, in an order in which no file needs a later one: what refers to something of a later topic stands with that.
 * Outputs belong to the overview and to none.
 */
export function partsOf(declarations: readonly Declaration[]): Part[] {
  const places = new Map<string, number>();
  const inside = declarations.filter(({ kind }) => kind !== "output");
  for (const declaration of inOrder(inside)) {
    const needed = needs(declaration).map((address) => places.get(address) ?? 0);
    places.set(addressOf(declaration), Math.max(NAMES.indexOf(topicOf(declaration)), ...needed));
  }
  return NAMES.map((topic, index) => ({
    topic,
    declarations: inside.filter((one) => places.get(addressOf(one)) === index),
  })).filter(({ declarations: own }) => own.length > 0);
}

/** The first word of a type's name that says a service; variables, locals and further providers are settings. */
function topicOf(declaration: Declaration): string {
  if (declaration.kind !== "create") return "settings";
  const [, ...words] = declaration.type.split("_");
  return words.map((word) => BY_WORD.get(word)).find((topic) => topic !== undefined) ?? "services";
}
