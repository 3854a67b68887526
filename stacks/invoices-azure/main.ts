import { App } from "cdktf";
import { InvoicesAzureStack } from "./invoices-azure.ts";

const app = new App();
new InvoicesAzureStack(app, "invoices-azure");
app.synth();
