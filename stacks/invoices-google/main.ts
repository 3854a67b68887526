import { App } from "cdktf";
import { InvoicesGoogleStack } from "./invoices-google.ts";

const app = new App();
new InvoicesGoogleStack(app, "invoices-google");
app.synth();
