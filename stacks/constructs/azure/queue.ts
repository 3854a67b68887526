import type { Recipe } from "../recipe.ts";
import { GROUP, GROUP_NOTE, IN_GROUP } from "./group.ts";

export const QUEUE: Recipe = {
  kind: "queue",
  defaults: { retentionDays: 4, deadLetters: true },
  assumptions: {
    retentionDays: "Messages are kept 4 days.",
    deadLetters: "What expires, or was received five times without success, goes to its dead-letter queue.",
  },
  notes: [
    "It is a Service Bus queue in a namespace of its own, which takes only TLS 1.2 and identities of Entra ID; messages are encrypted with keys of Azure.",
    GROUP_NOTE,
  ],
  limits: { retentionDays: [1, 365], visibilitySeconds: [5, 300] },
  parts: [
    {
      type: "azurerm_servicebus_queue",
      arguments: {
        name: { $name: 260 },
        namespace_id: { $part: "azurerm_servicebus_namespace", get: "id" },
        default_message_ttl: { $text: ["P", { $wish: "retentionDays" }, "D"] },
        lock_duration: {
          $case: "visibilitySeconds",
          set: { $text: ["PT", { $wish: "visibilitySeconds" }, "S"] },
        },
        dead_lettering_on_message_expiration: { $wish: "deadLetters" },
        max_delivery_count: 5,
      },
    },
    {
      type: "azurerm_servicebus_namespace",
      arguments: {
        ...IN_GROUP,
        name: { $unique: 50 },
        sku: "Standard",
        local_auth_enabled: false,
        minimum_tls_version: "1.2",
      },
    },
    GROUP,
  ],
};
