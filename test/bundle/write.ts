import { rmSync } from "node:fs";
import { buildAction } from "./build.ts";

rmSync("action/dist", { recursive: true, force: true });
await buildAction("action/dist");
