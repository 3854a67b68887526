/** A plan with one update, one replacement, one creation with a secret, one resource that stays, and an output. */
export function planFixture() {
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    timestamp: "2026-01-01T00:00:00Z",
    planned_values: {},
    resource_changes: [
      {
        address: "aws_s3_bucket.a",
        mode: "managed",
        type: "aws_s3_bucket",
        name: "a",
        provider_name: "registry.terraform.io/hashicorp/aws",
        change: {
          actions: ["update"],
          before: { bucket: "a", tags: { team: "x", note: null }, port: 1 },
          after: { bucket: "a", tags: { team: "y", note: null }, port: 1 },
          after_unknown: { tags: {} },
          before_sensitive: { tags: {} },
          after_sensitive: { tags: {} },
        },
      },
      {
        address: "aws_db_instance.b",
        mode: "managed",
        type: "aws_db_instance",
        name: "b",
        provider_name: "registry.terraform.io/hashicorp/aws",
        change: {
          actions: ["delete", "create"],
          before: { password: "old-secret", list: ["x", "y"] },
          after: { password: "new-secret", list: ["y", "x"] },
          after_unknown: { id: true, list: [false, false] },
          before_sensitive: { password: true },
          after_sensitive: { password: true },
          replace_paths: [["engine"], ["name"]],
        },
      },
      {
        address: "aws_sns_topic.c",
        mode: "managed",
        type: "aws_sns_topic",
        name: "c",
        provider_name: "registry.terraform.io/hashicorp/aws",
        change: { actions: ["no-op"], before: { name: "c" }, after: { name: "c" }, after_unknown: {} },
      },
    ],
    output_changes: {
      url: {
        actions: ["create"],
        before: null,
        after: "https://x",
        after_unknown: false,
        after_sensitive: false,
      },
    },
    variables: { region: { value: "eu-west-1" }, other: { value: 1 } },
    configuration: {
      provider_config: {
        aws: { name: "aws", expressions: { region: { references: ["var.region"] } } },
      },
      root_module: {
        resources: [
          {
            address: "aws_db_instance.b",
            mode: "managed",
            type: "aws_db_instance",
            name: "b",
            provisioners: [],
          },
        ],
      },
    },
  };
}

export const CIRCUMSTANCES = {
  stack: "invoices",
  environment: "production",
  account: "123456789012",
  region: "eu-west-1",
  policyDigest: "p",
  lockFileDigest: "l",
  toolVersions: { terraform: "1.11.4" },
};

export const KEY = new Uint8Array(32).fill(7);
