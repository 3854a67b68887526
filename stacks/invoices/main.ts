import { App } from "cdktf";
import { InvoicesStack } from "./invoices.ts";

const app = new App();
new InvoicesStack(app, "invoices");
app.synth();
