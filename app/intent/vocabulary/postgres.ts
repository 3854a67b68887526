import type { Kind } from "./entry.ts";

export const POSTGRES: Kind = {
  kind: "postgres",
  isOutline: true,
  nouns: [
    "postgresql database",
    "postgres database",
    "postgresql",
    "postgres",
    "postgresql instance",
    "postgres instance",
    "postgresql server",
    "postgres server",
    "rds postgresql database",
    "rds postgres database",
    "azure postgresql database",
    "cloud sql postgresql database",
    "google postgresql database",
  ],
  types: {
    aws: "aws_db_instance",
    azure: "azurerm_postgresql_flexible_server",
    google: "google_sql_database_instance",
  },
  attributes: {
    disk: {
      type: "size",
      names: ["disk", "storage", "disk space", "volume"],
      ask: "How large should its disk be?",
      suggestion: "32 GB",
    },
    backupDays: {
      type: "duration",
      names: ["backup", "backup retention", "daily backup", "automatic backup"],
      soft: ["keep", "retain", "kept for"],
      ask: "For how many days should backups be kept?",
      suggestion: "7 days",
    },
    version: {
      type: "count",
      names: ["version", "engine version", "major version"],
      ask: "Which major version of PostgreSQL?",
      suggestion: "16",
    },
    protected: {
      type: "flag",
      names: ["deletion protection", "protected", "delete protection", "protection against deletion"],
    },
  },
};
