import type { Json } from "./json.ts";

/** `event` is `stage/what`; fields carry no secret. */
export interface Log {
  info(event: string, fields?: Record<string, Json>): void;
  warn(event: string, fields?: Record<string, Json>): void;
  error(event: string, fields?: Record<string, Json>): void;
}
