import { cpSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { rolldown } from "rolldown";

/** Bundles the action into a directory that runs without node_modules; the same sources give the same bytes. */
export async function buildAction(directory: string): Promise<void> {
  const bundle = await rolldown({
    input: "action/main.ts",
    platform: "node",
    logLevel: "silent",
    treeshake: true,
    // Its remarks would say where this machine keeps its packages.
    experimental: { attachDebugInfo: "none" },
  });
  await bundle.write({
    dir: directory,
    format: "esm",
    minify: false,
    banner: "import.meta.dirname; const __dirname = import.meta.dirname, __filename = import.meta.filename;",
    entryFileNames: "main.js",
    chunkFileNames: "chunks/[name].js",
  });
  await bundle.close();
  mkdirSync(directory, { recursive: true });
  // The parser looks for its WebAssembly one folder above its own file.
  const parser = dirname(createRequire(import.meta.url).resolve("@cdktf/hcl2json/package.json"));
  cpSync(join(parser, "main.wasm.gz"), join(directory, "main.wasm.gz"));
}
