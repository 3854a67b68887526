import type { ExistingResource } from "#shared/core/existing-resource.ts";
import { BUCKET } from "./bucket.ts";
import { TABLE } from "./dynamo-table.ts";
import { INSTANCE } from "./instance.ts";
import { LOG_GROUP } from "./log-group.ts";
import { NETWORK } from "./network.ts";
import { ROLE } from "./role.ts";
import { SECURITY_GROUP } from "./security-group.ts";
import type { Paraphrases } from "./table.ts";

export const PARAPHRASES: readonly Paraphrases[] = [
  BUCKET,
  LOG_GROUP,
  TABLE,
  SECURITY_GROUP,
  NETWORK,
  INSTANCE,
  ROLE,
];

const resource = (type: string, name: string): ExistingResource => ({
  address: `${type}.${name}`,
  type,
  name,
  attributes: {},
  references: [],
});

/** The stack that changes and removals speak about: one of each kind. */
export const STACK: readonly ExistingResource[] = [
  resource("aws_s3_bucket", "invoices"),
  resource("aws_cloudwatch_log_group", "payments"),
  resource("aws_dynamodb_table", "orders"),
  resource("aws_security_group", "edge"),
  resource("aws_vpc", "shared"),
  resource("aws_instance", "builder"),
  resource("aws_iam_role", "processor"),
];
