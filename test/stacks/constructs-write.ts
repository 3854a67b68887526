import { writeFileSync } from "node:fs";
import { constructsPage } from "./constructs-page.ts";

writeFileSync(new URL("../../stacks/constructs/README.md", import.meta.url), constructsPage());
