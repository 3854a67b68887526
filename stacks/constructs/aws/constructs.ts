import type { Recipe } from "../recipe.ts";
import { BUCKET } from "./bucket.ts";
import { CONTAINER_SERVICE } from "./container-service.ts";
import { DEPLOYMENT } from "./deployment.ts";
import { DNS_RECORD } from "./dns-record.ts";
import { FUNCTION } from "./function.ts";
import { INSTANCE } from "./instance.ts";
import { LOG_GROUP } from "./log-group.ts";
import { NETWORK } from "./network.ts";
import { POSTGRES } from "./postgres.ts";
import { QUEUE } from "./queue.ts";
import { ROLE } from "./role.ts";
import { SECRET } from "./secret.ts";
import { SECURITY_GROUP } from "./security-group.ts";
import { TABLE } from "./table.ts";

export const AWS: readonly Recipe[] = [
  BUCKET,
  LOG_GROUP,
  TABLE,
  SECURITY_GROUP,
  NETWORK,
  INSTANCE,
  ROLE,
  QUEUE,
  SECRET,
  POSTGRES,
  FUNCTION,
  DNS_RECORD,
  CONTAINER_SERVICE,
  DEPLOYMENT,
];
