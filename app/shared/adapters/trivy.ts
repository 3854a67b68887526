import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { type ErrorCode, PipelineError } from "../core/error.ts";
import type { Finding, Severity } from "../core/finding.ts";
import { isJsonObject, type Json } from "../core/json.ts";
import { parseJson } from "../core/parse.ts";
import type { RunProcess } from "../core/process.ts";
import type { Scanner } from "../core/scanner.ts";

export interface TrivyOptions {
  /** Absolute path. */
  readonly binary: string;
  /** Holds the checks that are unpacked once; nothing is downloaded. */
  readonly cacheDirectory: string;
  readonly run: RunProcess;
  /** SHA-256 (hex) that the binary must have. */
  readonly sha256?: string;
}

/** Published by somebody who had stolen the project's keys, in March 2026. */
const COMPROMISED = "0.69.4";

/** Trivy tells documents apart by the end of their name. */
const FILE_NAMES = { terraform: "main.tf", plan: "plan.json" };

const OFFLINE = ["--skip-check-update", "--skip-version-check", "--disable-telemetry"];

const SEVERITIES: Readonly<Record<string, Severity>> = { CRITICAL: "critical", HIGH: "high", LOW: "low" };

const Misconfiguration = z.object({
  ID: z.string(),
  Title: z.string().default(""),
  Message: z.string().default(""),
  Severity: z.string(),
  Status: z.string(),
  CauseMetadata: z.object({ Resource: z.string().default("") }).prefault({}),
});
const Scan = z.object({
  Results: z.array(z.object({ Misconfigurations: z.array(Misconfiguration).default([]) })).default([]),
});
const Version = z.object({ Version: z.string() });

/** Trivy; nothing is scanned before its bytes (where a digest is given) and its version were checked: `trivy/wrong-digest`, `trivy/compromised-version`. */
export function trivyScanner(options: TrivyOptions): Scanner {
  let checked: Promise<void> | null = null;
  const ready = () => {
    checked ??= check(options);
    return checked;
  };
  return {
    ready,
    async scan(document, kind) {
      await ready();
      return await scan(options, document, kind);
    },
  };
}

async function check(options: TrivyOptions): Promise<void> {
  await checkDigest(options);
  const answer = await start(options, ["--version", "-f", "json"]);
  const { Version: version } = parseJson(Version, answer, "trivy/unreadable");
  if (version === COMPROMISED) {
    throw refusal("trivy/compromised-version", `Trivy ${version} is known to steal credentials.`);
  }
}

async function scan(options: TrivyOptions, document: Json, kind: "terraform" | "plan"): Promise<Finding[]> {
  const directory = await mkdtemp(join(tmpdir(), "trivy-"));
  try {
    const file = join(directory, FILE_NAMES[kind]);
    const text = typeof document === "string" ? document : JSON.stringify(withoutTemplateTexts(document));
    await writeFile(file, text, { mode: 0o600 });
    const cache = ["--cache-dir", options.cacheDirectory];
    const answer = await start(options, ["config", ...OFFLINE, ...cache, "-q", "-f", "json", file]);
    const { Results: results } = parseJson(Scan, answer, "trivy/unreadable");
    // Trivy passes a file that it did not recognise, with exit code 0 and no result.
    if (results.length === 0) throw refusal("trivy/nothing-scanned", "Trivy did not recognise the document.");
    return results.flatMap(({ Misconfigurations }) => Misconfigurations.flatMap(findingOf));
  } finally {
    await rm(directory, { recursive: true });
  }
}

/**
 * Trivy's rules about taste and cost and not about safety: a key of one's own has to be paid, granted and rotated. That data is
 * encrypted at all is judged by our own policies.
 */
const ADVICE: ReadonlySet<string> = new Set(["AWS-0132", "AVD-AWS-0132"]);

/** Trivy's rules that ask too little to block: AWS-0104 looks at no port, our `network/no_world_egress` does. */
const COARSE: ReadonlySet<string> = new Set(["AWS-0104", "AVD-AWS-0104"]);

function severityOf({ ID, Severity }: z.infer<typeof Misconfiguration>): Severity {
  if (ADVICE.has(ID)) return "low";
  return COARSE.has(ID) ? "medium" : (SEVERITIES[Severity] ?? "medium");
}

/** Trivy believes a `constant_value`, which Terraform also writes for a template of a JSON configuration, beside its references. */
function withoutTemplateTexts(node: Json): Json {
  if (Array.isArray(node)) return node.map(withoutTemplateTexts);
  if (!isJsonObject(node)) return node;
  const isTemplate = Array.isArray(node.references) && "constant_value" in node;
  const members = Object.entries(node).filter(([name]) => !(isTemplate && name === "constant_value"));
  return Object.fromEntries(members.map(([name, child]) => [name, withoutTemplateTexts(child)]));
}

function findingOf(found: z.infer<typeof Misconfiguration>): Finding[] {
  if (found.Status !== "FAIL") return [];
  return [
    {
      rule: `trivy/${found.ID}`,
      severity: severityOf(found),
      status: "fail",
      resource: found.CauseMetadata.Resource,
      path: "",
      message: [found.Title, found.Message].filter((part) => part !== "").join(": "),
      controls: [],
    },
  ];
}

async function start({ run, binary }: TrivyOptions, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(binary, args, { env: { HOME: tmpdir() }, timeoutMs: 120_000 });
  if (code === 0) return stdout;
  throw refusal("trivy/failed", `Trivy ended with ${code}: ${stderr.trim().slice(0, 500)}`);
}

async function checkDigest({ binary, sha256 }: TrivyOptions): Promise<void> {
  if (sha256 === undefined) return;
  const bytes = await readFile(binary).catch((cause: unknown) => {
    throw refusal("trivy/not-found", `There is no Trivy at ${binary}.`, cause);
  });
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== sha256) throw refusal("trivy/wrong-digest", `The Trivy binary has the digest ${found}.`);
}

function refusal(code: ErrorCode, message: string, cause?: unknown): PipelineError {
  return new PipelineError(code, message, {
    cause,
    next: "Install the pinned Trivy release and compare its SHA-256 with the one in the settings of the action.",
  });
}
