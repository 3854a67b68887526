import type { Json } from "../../core/json.ts";

/** Words in the names of arguments, blocks and types that protect: on is safe. */
const SAFE =
  /(^|_)(encrypt\w*|kms|cmek|sse|versioning|versioned|logging|logs?|backups?|recovery|retention|protection|protect|prevent\w*|tls|ssl|https|mfa|rotation|audit\w*|authentication|uniform|integrity|shielded|secure|non_root|read_only|multi_az|termination|tokens|snapshot\w*|waf|web_acl\w*|diagnostic\w*|lock|block_public_\w+|ignore_public_\w+|restrict_public_\w+|public_access_(block|prevention)|private_(cluster|nodes|endpoint)|enable_private_\w+|network_policy|flow_log|ownership|iap|firewall_policy|drop|security_context|monitoring|deletion_window|auto_minor_version_upgrade|scan_on_push|(viewer|minimum|min)_protocol|tag_mutability)(_|$)/;
/** Words that open or weaken: on is not safe. */
const UNSAFE =
  /(^|_)(publicly|public_network_access|allow\w*_public_access|allow_privilege_escalation|privileged|force_destroy|force_delete|skip_final_snapshot|insecure|anonymous|host_(network|pid|ipc)|allow_insecure\w*|disable_(encrypt\w*|logging|backups?|protection|audit\w*))(_|$)/;

export function isUnsafeWhenOn(path: string): boolean {
  return UNSAFE.test(lastOf(path));
}

/** Whether an argument, or a block that it stands in, protects. */
export function isProtective(path: string): boolean {
  return path.split(".").some((step) => SAFE.test(step) && !UNSAFE.test(step));
}

/** The part of the path that is the protecting block or argument itself. */
export function protectionAt(path: string): string {
  const steps = path.split(".");
  const at = steps.findIndex((step) => SAFE.test(step) && !UNSAFE.test(step));
  return steps.slice(0, at + 1).join(".");
}

/** Whether the resource is there to protect another: a bucket's versioning, a disk's backup. */
export function isProtectiveType(type: string): boolean {
  return SAFE.test(type.replace(/^[a-z]+_/, ""));
}

function lastOf(path: string): string {
  return path.split(".").at(-1) ?? "";
}

const OFF =
  /^(|false|0|off|none|no|disabled?|suspended|optional|inherited|unspecified|http|allow[-_]all|mutable|deactivated)$/i;

function isOff(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === false || value === 0) return true;
  return typeof value === "string" && OFF.test(value);
}

/** Whether a value protects less than the one before: off, a shorter time, an older protocol, a key that is not one's own. */
export function isWeaker(path: string, was: Json, is: Json | undefined): boolean {
  if (isUnsafeWhenOn(path)) return isOff(was) && !isOff(is);
  if (isOff(was) || isOff(is)) return !isOff(was);
  if (typeof was === "number" && typeof is === "number") return isSpan(path) && is < was;
  return typeof was === "string" && typeof is === "string" && isWeakerText(path, was, is);
}

function isSpan(path: string): boolean {
  return /(retention|recovery|backup|window|days)/.test(lastOf(path)) && !/rotation/.test(path);
}

function isWeakerText(path: string, was: string, is: string): boolean {
  const [before, after] = [versionIn(was), versionIn(is)];
  if (/tls|ssl/i.test(`${path} ${was}`) && before !== null && after !== null) return after < before;
  return /kms/i.test(was) && /^(AES256|NONE)$/i.test(is);
}

function versionIn(text: string): number | null {
  const [, major, minor = "0"] = /(\d+)(?:[._-]?(\d))?/.exec(text.replace(/^\D*/, "")) ?? [];
  return major === undefined ? null : Number(`${major.slice(0, 1)}.${major.slice(1) || minor}`);
}
