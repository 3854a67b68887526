import { textsIn, valueAt } from "#shared/checks/places.ts";
import type { ResourceChange } from "#shared/core/change-document.ts";
import type { ExpertFinding } from "#shared/core/review.ts";
import { objection } from "./objection.ts";

/** Ports that are meant for everybody. */
const PUBLIC_PORTS: readonly unknown[] = [80, 443];
const EVERYBODY: readonly string[] = ["0.0.0.0/0", "::/0"];
const PUBLIC_ACLS: readonly unknown[] = ["public-read", "public-read-write", "authenticated-read"];
const FLAGS = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];

/** What the change lets everybody reach: a port that is not a web port, the objects of a bucket. */
export function reviewExposure(resource: ResourceChange): ExpertFinding[] {
  return [...openPorts(resource), ...publicBucket(resource)];
}

function openPorts(resource: ResourceChange): ExpertFinding[] {
  return textsIn(resource.after)
    .filter(({ path, text }) => EVERYBODY.includes(text) && isIngress(resource, path))
    .filter(({ path }) => !isPublicPort(resource, path))
    .map(({ path, text }) =>
      objection(resource, {
        rule: "security/open-ingress",
        severity: "high",
        path,
        quoted: text,
        message: "Everybody can reach something else than a web port here.",
      }),
    );
}

function isIngress({ type, after }: ResourceChange, path: string): boolean {
  if (type === "aws_security_group_rule") return valueAt(after, "type") === "ingress";
  if (type === "aws_vpc_security_group_ingress_rule") return true;
  return /^aws_(?:default_)?security_group$/.test(type) && path.startsWith("ingress.");
}

/** The ports stand beside the source: in the same block, or in the rule itself. */
function isPublicPort({ after }: ResourceChange, path: string): boolean {
  const block = /^ingress\.\d+\./.exec(path)?.[0] ?? "";
  const [from, to] = [valueAt(after, `${block}from_port`), valueAt(after, `${block}to_port`)];
  return from === to && PUBLIC_PORTS.includes(from);
}

function publicBucket(resource: ResourceChange): ExpertFinding[] {
  const { type, after } = resource;
  const open = (path: string) =>
    objection(resource, {
      rule: "security/public-bucket",
      severity: "high",
      path,
      quoted: valueAt(after, path) ?? null,
      message: "Everybody can be given access to the objects.",
    });
  if (type === "aws_s3_bucket_public_access_block") {
    return FLAGS.filter((flag) => valueAt(after, flag) === false).map(open);
  }
  const isBucket = type === "aws_s3_bucket" || type === "aws_s3_bucket_acl";
  return isBucket && PUBLIC_ACLS.includes(valueAt(after, "acl")) ? [open("acl")] : [];
}
