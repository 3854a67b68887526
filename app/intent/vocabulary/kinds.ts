import { BUCKET } from "./bucket.ts";
import type { Kind } from "./entry.ts";
import { INSTANCE } from "./instance.ts";
import { LOG_GROUP } from "./log-group.ts";
import { NETWORK } from "./network.ts";
import { ROLE } from "./role.ts";
import { SECURITY_GROUP } from "./security-group.ts";
import { TABLE } from "./table.ts";

export const KINDS: readonly Kind[] = [BUCKET, LOG_GROUP, TABLE, SECURITY_GROUP, NETWORK, INSTANCE, ROLE];
