import type { Logger } from "pino";
import type { Log } from "#shared/core/log.ts";

/** Lines of JSON; `event` is `stage/what`. */
export function pinoLog(logger: Logger): Log {
  return {
    info: (event, fields = {}) => logger.info(fields, event),
    warn: (event, fields = {}) => logger.warn(fields, event),
    error: (event, fields = {}) => logger.error(fields, event),
  };
}
