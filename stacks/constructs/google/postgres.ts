import type { Recipe } from "../recipe.ts";

export const POSTGRES: Recipe = {
  kind: "postgres",
  defaults: { disk: 20, backupDays: 7, version: 16, protected: true, standby: true },
  assumptions: {
    disk: "The disk has 20 GB.",
    backupDays: "Seven daily backups are kept.",
    version: "It runs PostgreSQL 16.",
    protected: "It cannot be deleted before its protection is taken off.",
    standby: "A standby in another zone takes over when its own fails.",
  },
  notes: [
    "It has no public address: Private Service Connect of its own project reaches it, with TLS only.",
    "No password is made: identities of the project log in, and its disk is encrypted with keys of Google.",
  ],
  limits: { backupDays: [1, 365], version: [13, 17], disk: [10, 65_536] },
  parts: [
    {
      type: "google_sql_database_instance",
      arguments: {
        name: { $name: 98 },
        database_version: { $text: ["POSTGRES_", { $wish: "version" }] },
        region: { $region: true },
        deletion_protection: { $wish: "protected" },
        settings: {
          tier: "db-custom-1-3840",
          edition: "ENTERPRISE",
          availability_type: { $case: "standby", true: "REGIONAL", false: "ZONAL" },
          disk_size: { $wish: "disk" },
          disk_autoresize: false,
          deletion_protection_enabled: { $wish: "protected" },
          database_flags: [
            { name: "cloudsql.iam_authentication", value: "on" },
            { name: "log_connections", value: "on" },
            { name: "log_disconnections", value: "on" },
          ],
          backup_configuration: {
            enabled: true,
            point_in_time_recovery_enabled: true,
            backup_retention_settings: { retained_backups: { $wish: "backupDays" } },
          },
          ip_configuration: {
            ipv4_enabled: false,
            ssl_mode: "ENCRYPTED_ONLY",
            psc_config: [
              {
                psc_enabled: true,
                allowed_consumer_projects: [{ $part: "data.google_project.current", get: "project_id" }],
              },
            ],
          },
        },
      },
    },
    { type: "google_project", mode: "data", suffix: "current", arguments: {} },
  ],
};
