import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account/index.js";
import { StorageContainer } from "@cdktf/provider-azurerm/lib/storage-container/index.js";
import { StorageManagementPolicy } from "@cdktf/provider-azurerm/lib/storage-management-policy/index.js";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

export class InvoicesAzureStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    new AzurermProvider(this, "azurerm", {
      features: [{}],
      subscriptionId: "00000000-0000-0000-0000-000000000000",
    });

    const group = new ResourceGroup(this, "invoices", {
      name: "acme-invoices",
      location: "westeurope",
    });

    const account = new StorageAccount(this, "azurerm_storage_account.invoices", {
      name: "acmeinvoices",
      resourceGroupName: group.name,
      location: group.location,
      accountTier: "Standard",
      accountReplicationType: "ZRS",
      minTlsVersion: "TLS1_2",
      httpsTrafficOnlyEnabled: true,
      allowNestedItemsToBePublic: false,
      sharedAccessKeyEnabled: false,
      infrastructureEncryptionEnabled: true,
      blobProperties: {
        versioningEnabled: true,
        deleteRetentionPolicy: { days: 30 },
        containerDeleteRetentionPolicy: { days: 30 },
      },
    });
    account.overrideLogicalId("invoices");

    new StorageContainer(this, "azurerm_storage_container.invoices", {
      name: "invoices",
      storageAccountId: account.id,
      containerAccessType: "private",
    }).overrideLogicalId("invoices");

    new StorageManagementPolicy(this, "azurerm_storage_management_policy.invoices", {
      storageAccountId: account.id,
      rule: [
        {
          name: "expire",
          enabled: true,
          filters: { blobTypes: ["blockBlob"], prefixMatch: ["invoices/"] },
          actions: { baseBlob: { deleteAfterDaysSinceModificationGreaterThan: 90 } },
        },
      ],
    }).overrideLogicalId("invoices");
  }
}
