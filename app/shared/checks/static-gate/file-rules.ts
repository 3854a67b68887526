import type { Finding } from "../../core/finding.ts";
import type { GateProfile } from "../../core/gate-profile.ts";
import type { Json } from "../../core/json.ts";
import { type Block, members } from "./blocks.ts";
import { deny } from "./denial.ts";

/** Argument names that mean a file of the machine wherever they occur. */
const FILE_NAME =
  /^(filename|zip_file|zip_deploy_file|config_bundle|source_file|source_dir|source_path|file_path|\w+_file_path)$/;
/** Names that may mean one: only a value that is plainly a path is held against them. */
const MAYBE_FILE = /^(source|file|\w+_file)$/;
const OUTSIDE =
  /^(\/(etc|home|root|proc|sys|dev|var|tmp|run|opt|usr|mnt|Users)(\/|$)|~|\.\.?\/|[A-Za-z]:\\|file:)|(^|[\\/])\.\.([\\/]|$)/;

/** Arguments with which a provider reads a file of the runner may only name one that was synthesised with the document. */
export function judgeFiles(blocks: readonly Block[], { runnerFiles }: GateProfile): Finding[] {
  return blocks
    .filter(({ kind }) => kind === "resource" || kind === "data" || kind === "ephemeral")
    .flatMap((block) => {
      const type = block.labels[0] ?? "";
      const named = Object.hasOwn(runnerFiles.arguments, type) ? (runnerFiles.arguments[type] ?? []) : [];
      return members(block.body)
        .filter(([key, value]) => readsForeignFile(key, value, { named, folder: runnerFiles.folder }))
        .map(([key]) =>
          deny(
            "runner-file",
            { resource: block.address, path: key },
            `${key} may only name a file below ${runnerFiles.folder}.`,
          ),
        );
    });
}

function readsForeignFile(
  key: string,
  value: Json,
  { named, folder }: { named: readonly string[]; folder: string },
): boolean {
  if (value === null) return false;
  if (named.includes(key) || FILE_NAME.test(key)) return !isBelow(value, folder);
  return MAYBE_FILE.test(key) && typeof value === "string" && OUTSIDE.test(value);
}

/** `assets/…` or `${path.module}/assets/…` without a step upwards and without anything computed. */
function isBelow(value: Json, folder: string): boolean {
  if (typeof value !== "string") return false;
  const path = value.replace(/^\$\{path\.(module|root)\}\//, "").replace(/^\.\//, "");
  const steps = path.split("/");
  return path.startsWith(folder) && /^[\w./-]+$/.test(path) && !steps.includes("..") && !steps.includes(".");
}
