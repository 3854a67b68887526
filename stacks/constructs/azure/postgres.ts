import type { Recipe } from "../recipe.ts";
import { CLIENT, GROUP, GROUP_NOTE, IN_GROUP, TENANT } from "./group.ts";

export const POSTGRES: Recipe = {
  kind: "postgres",
  defaults: { disk: 32, backupDays: 7, version: 16, protected: true, standby: false },
  assumptions: {
    disk: "The disk has 32 GB.",
    backupDays: "Backups are kept 7 days.",
    version: "It runs PostgreSQL 16, which takes only connections with TLS.",
    protected: "It cannot be deleted before its lock is taken off.",
    standby: "It has no standby in another zone.",
  },
  notes: [
    "It has no public address and no password: identities of Entra ID are let in, and its disk is encrypted with keys of Azure.",
    GROUP_NOTE,
  ],
  limits: { backupDays: [7, 35], version: [13, 17], disk: [32, 32_768] },
  parts: [
    {
      type: "azurerm_postgresql_flexible_server",
      arguments: {
        ...IN_GROUP,
        name: { $unique: 63 },
        version: { $text: [{ $wish: "version" }] },
        // The smallest size that takes a standby.
        sku_name: { $case: "standby", true: "GP_Standard_D2ds_v5", false: "B_Standard_B1ms" },
        high_availability: { $case: "standby", true: { mode: "ZoneRedundant" } },
        geo_redundant_backup_enabled: { $wish: "geoBackups" },
        storage_mb: { $times: "disk", by: 1024 },
        backup_retention_days: { $wish: "backupDays" },
        public_network_access_enabled: false,
        authentication: {
          active_directory_auth_enabled: true,
          password_auth_enabled: false,
          tenant_id: TENANT,
        },
      },
    },
    {
      type: "azurerm_management_lock",
      when: { protected: true },
      arguments: {
        name: { $text: [{ $name: 80 }, "-lock"] },
        scope: { $main: "id" },
        lock_level: "CanNotDelete",
        notes: "Take the lock off in a request of its own before the database is deleted.",
      },
    },
    CLIENT,
    GROUP,
  ],
};
