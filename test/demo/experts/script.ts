import type { Name } from "./vendors.ts";

/** Who sits where in the demo: security by another vendor than the author, and fidelity by a model that cannot be reached. */
export const SEATS = {
  author: { models: [{ vendor: "anthropic", model: "claude-opus-5-5" }] },
  security: { models: [{ vendor: "openai", model: "gpt-5.5" }] },
  reliability: { models: [{ vendor: "google-genai", model: "gemini-2.5-pro" }] },
  cost: { models: [{ vendor: "compatible", model: "qwen3-32b" }] },
  fidelity: { models: [{ vendor: "anthropic", model: "claude-haiku-5-5" }] },
};

const NAME = "aws_s3_bucket.invoices";
const DAYS = "rule[0].expiration[0].days";

function finding(of: Readonly<Record<string, string>>): object {
  return { id: "F1", address: NAME, rule: "REVIEW-1", ...of };
}
const findings = (...found: object[]) => ({ findings: found, unknowns: [] });

/** What each model of the demo says; null is a vendor that is overloaded. */
export function say({ vendor, model, text }: { vendor: Name; model: string; text: string }): unknown {
  if (model === "claude-haiku-5-5") return null;
  if (vendor === "anthropic") return change(text);
  if (vendor === "openai") return security(text);
  if (vendor === "compatible") {
    const versions = {
      dimension: "cost",
      severity: "low",
      path: "force_destroy",
      quoted: "false",
      monthly: "4.20",
    };
    return findings(
      finding({ ...versions, message: "Old versions are kept and paid for: about four dollars a month." }),
    );
  }
  return findings(
    finding({
      ...{
        dimension: "reliability",
        severity: "high",
        message: "Ninety days may be less than the law asks for invoices.",
      },
      ...{ address: "aws_s3_bucket_lifecycle_configuration.invoices", path: DAYS, quoted: "90" },
    }),
    finding({
      ...{ id: "F2", dimension: "reliability", severity: "high", path: "replication", quoted: "none" },
      message: "This is said without evidence.",
    }),
  );
}

function security(text: string): object {
  if (!text.includes('force_destroy\\\\\\":true') && !text.includes('force_destroy\\":true'))
    return findings();
  const forced = { dimension: "security", severity: "critical", path: "force_destroy", quoted: "true" };
  return findings(finding({ ...forced, message: "Whoever deletes the bucket deletes every invoice in it." }));
}

/** The author forgets what a bucket holds, until the circle objects. */
function change(text: string): object {
  const isTold = text.includes("deletes every invoice");
  const id = { $ref: `${NAME}.id` };
  const create = (type: string, given: object) => ({
    ...{ kind: "create", mode: "managed", type, name: "invoices", arguments: given, dependsOn: [] },
  });
  const closed = { block_public_acls: true, block_public_policy: true };
  const hidden = { ignore_public_acls: true, restrict_public_buckets: true };
  const algorithm = { apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } };
  const expiry = { id: "expire", status: "Enabled", filter: [{ prefix: "" }], expiration: [{ days: 90 }] };
  return {
    ...{ stack: "storage", title: "Add bucket invoices", assumptions: [], questions: [] },
    operations: [
      create("aws_s3_bucket", { bucket_prefix: "invoices-", force_destroy: !isTold }),
      create("aws_s3_bucket_public_access_block", { bucket: id, ...closed, ...hidden }),
      create("aws_s3_bucket_versioning", { bucket: id, versioning_configuration: { status: "Enabled" } }),
      create("aws_s3_bucket_server_side_encryption_configuration", { bucket: id, rule: [algorithm] }),
      create("aws_s3_bucket_lifecycle_configuration", { bucket: id, rule: [expiry] }),
    ],
  };
}
