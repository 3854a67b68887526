import type { Recipe } from "../recipe.ts";

export const POSTGRES: Recipe = {
  kind: "postgres",
  defaults: { disk: 20, backupDays: 7, version: 16, protected: true, standby: true },
  assumptions: {
    disk: "The disk has 20 GB.",
    backupDays: "Backups are kept 7 days.",
    version: "It runs PostgreSQL 16, which takes only connections with TLS.",
    protected: "It cannot be deleted before its protection is taken off.",
    standby: "A standby in another zone takes over when its own fails.",
  },
  notes: [
    "It has no public address, its disk is encrypted, and RDS makes and keeps the master password in Secrets Manager.",
    "It lies in the account's default network.",
  ],
  limits: { backupDays: [1, 35], version: [15, 17], disk: [20, 65_536] },
  parts: [
    {
      type: "aws_db_instance",
      arguments: {
        identifier: { $name: 63 },
        engine: "postgres",
        engine_version: { $text: [{ $wish: "version" }] },
        instance_class: "db.t4g.micro",
        allocated_storage: { $wish: "disk" },
        storage_type: "gp3",
        storage_encrypted: true,
        username: "postgres",
        manage_master_user_password: true,
        iam_database_authentication_enabled: true,
        publicly_accessible: false,
        multi_az: { $wish: "standby" },
        backup_retention_period: { $wish: "backupDays" },
        copy_tags_to_snapshot: true,
        deletion_protection: { $wish: "protected" },
        skip_final_snapshot: false,
        final_snapshot_identifier: { $text: [{ $name: 50 }, "-final"] },
        auto_minor_version_upgrade: true,
        performance_insights_enabled: true,
        enabled_cloudwatch_logs_exports: ["postgresql", "upgrade"],
      },
    },
  ],
};
