import type { Kind } from "./entry.ts";

/** A place for a secret: its value is never part of a request. */
export const SECRET: Kind = {
  kind: "secret",
  isOutline: true,
  nouns: [
    "secret",
    "aws secret",
    "secrets manager secret",
    "aws secrets manager secret",
    "key vault secret",
    "azure key vault secret",
    "google secret",
    "secret manager secret",
    "kubernetes secret",
  ],
  types: {
    aws: "aws_secretsmanager_secret",
    azure: "azurerm_key_vault",
    google: "google_secret_manager_secret",
    kubernetes: "kubernetes_secret_v1",
  },
  attributes: {},
};
