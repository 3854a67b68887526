import { type Config, misconfigured } from "../config.ts";

/** Where consultations are kept, null for nowhere; half of it is a mistake, and the other half is named. */
export function driveIn(config: Config) {
  const { CODE_DRIVE_FOLDER: folder, CODE_DRIVE_CREDENTIALS: credentials } = config;
  if (folder !== undefined && credentials !== undefined)
    return { folder, credentials, scope: config.CODE_DRIVE_SCOPE };
  if (folder !== undefined)
    throw misconfigured(["CODE_DRIVE_CREDENTIALS is not set, and CODE_DRIVE_FOLDER is"]);
  if (credentials !== undefined)
    throw misconfigured(["CODE_DRIVE_FOLDER is not set, and CODE_DRIVE_CREDENTIALS is"]);
  return null;
}
