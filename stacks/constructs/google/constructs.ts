import type { Recipe } from "../recipe.ts";
import { BUCKET } from "./bucket.ts";
import { CONTAINER_SERVICE } from "./container-service.ts";
import { DEPLOYMENT } from "./deployment.ts";
import { DNS_RECORD } from "./dns-record.ts";
import { FUNCTION } from "./function.ts";
import { LOG_GROUP } from "./log-group.ts";
import { NETWORK } from "./network.ts";
import { POSTGRES } from "./postgres.ts";
import { QUEUE } from "./queue.ts";
import { SECRET } from "./secret.ts";

export const GOOGLE: readonly Recipe[] = [
  BUCKET,
  CONTAINER_SERVICE,
  DEPLOYMENT,
  DNS_RECORD,
  FUNCTION,
  LOG_GROUP,
  NETWORK,
  POSTGRES,
  QUEUE,
  SECRET,
];
