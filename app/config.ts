import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { PipelineError } from "#shared/core/error.ts";

const Secret = z
  .string({ error: "is not set" })
  .min(24, "is shorter than 24 characters")
  .refine((secret) => !/^(?:development)+$/i.test(secret), "is Probot's default");

const Pem = z
  .string({ error: "is not set" })
  .transform((text) => (text.includes("-----BEGIN") ? text : Buffer.from(text, "base64").toString("utf8")))
  .refine((text) => /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text), "is no PEM private key")
  .transform((text) => text.replaceAll("\\n", "\n"));

const Environment = z.object({
  APP_ID: z.coerce.number({ error: "is not set" }).int("is no number").min(1, "is no number"),
  PRIVATE_KEY: Pem,
  WEBHOOK_SECRET: Secret,
  /** Ed25519: signs the App's ledger entries and nothing else. */
  CODE_LEDGER_KEY: Pem,
  /** The embedded inbox; lost orders cannot be found again, so it lies on a lasting disk. */
  CODE_DATA: z.string().default("code.sqlite"),
  GITHUB_API_URL: z.url().default("https://api.github.com"),
  HOST: z.string().default("0.0.0.0"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** How many requests are worked on at once. */
  CODE_WORKERS: z.coerce.number().int().min(1).max(32).default(2),
  /** How long running work may go on after SIGTERM before it is left to be resumed. */
  CODE_DRAIN_SECONDS: z.coerce.number().min(0).default(25),
  /** Absolute path; the first one on PATH where absent. */
  TRIVY_PATH: z.string().optional(),
  /** Where the scanner unpacks its checks once. */
  CODE_CACHE: z.string().default(join(tmpdir(), "code-engine")),
  PATH: z.string().default(""),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  /** Without it the key-less author writes. */
  ANTHROPIC_API_KEY: z.string().optional(),
  ANTHROPIC_MODEL: z.string().default("claude-sonnet-4-5"),
});
export type Config = z.infer<typeof Environment>;

/** The environment as settings; every missing or wrong variable is named at once. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const result = Environment.safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  throw new PipelineError("config/environment", problems.join("; "), {
    next: "Set the named variables and start again.",
    details: problems,
  });
}
