import type { Finding } from "#shared/core/finding.ts";
import { visible } from "#shared/report/escape.ts";

/** One finding as a line: `critical network/no_world_ingress aws_security_group.web ingress.0: … [CIS-AWS-1.4/5.2]`. */
export function sentence({ severity, status, rule, resource, path, message, controls }: Finding): string {
  const place = [resource, path].filter((part) => part !== "").join(" ");
  const held = status === "unknown" ? `${severity} (undecided)` : severity;
  const answered = controls.length === 0 ? "" : ` [${controls.join(", ")}]`;
  return visible(`${held}  ${rule}  ${place === "" ? "" : `${place}: `}${message}${answered}`);
}
