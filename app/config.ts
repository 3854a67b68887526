import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { PipelineError } from "#shared/core/error.ts";
import { MODEL_VENDORS } from "#shared/core/model.ts";
import { derivedConsultationKey, readConsultationKey } from "#shared/ledger/consultation-key.ts";

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
  /** 32 bytes in base64: seals consultations in the ledger; derived from the key above where absent. */
  CODE_CONSULTATION_KEY: z.string().optional(),
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
  /** Absolute path of Terraform; the first one on PATH where absent. */
  TERRAFORM_PATH: z.string().optional(),
  /** Folder that holds `registry.terraform.io`: where it is set, Terraform plans each change offline. */
  CODE_TERRAFORM_PLUGINS: z.string().optional(),
  /** Where the scanner unpacks its checks once. */
  CODE_CACHE: z.string().default(join(tmpdir(), "code-engine")),
  PATH: z.string().default(""),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  /** Who writes; unless said, Claude where there is a key, else the key-less author. */
  CODE_AUTHOR: z.enum(["rulebook", ...MODEL_VENDORS]).optional(),
  CODE_AUTHOR_MODEL: z.string().optional(),
  /** Base URL of the author's service; the vendor's own where absent. OpenAI's and a compatible server's ends with /v1. */
  CODE_AUTHOR_URL: z.url().optional(),
  /** Base URLs of the vendors for the seats, where they are not the vendors' own; a compatible server is known by its URL. */
  CODE_ANTHROPIC_URL: z.url().optional(),
  CODE_OPENAI_URL: z.url().optional(),
  CODE_GEMINI_URL: z.url().optional(),
  CODE_COMPATIBLE_URL: z.url().optional(),
  /** What models may cost on this server in one day (UTC), in US dollars, whatever repositories allow. */
  CODE_DOLLARS_A_DAY: z.coerce.number().min(0).default(50),
  ANTHROPIC_API_KEY: z.string().optional(),
  OPENAI_API_KEY: z.string().optional(),
  GEMINI_API_KEY: z.string().optional(),
  /** A server of one's own may want none. */
  CODE_COMPATIBLE_KEY: z.string().default(""),
  /** The id of the Drive folder that keeps consultations; none are kept where it is absent. */
  CODE_DRIVE_FOLDER: z
    .string()
    .regex(/^[A-Za-z0-9_-]{10,100}$/, "is no id of a folder: take the last part of its address")
    .optional(),
  /** `workload-identity`, the JSON of a service account or workload identity, or the absolute path of its file. */
  CODE_DRIVE_CREDENTIALS: z.string().optional(),
  CODE_DRIVE_SCOPE: z.enum(["drive.file", "drive"]).default("drive.file"),
});
export type Config = z.infer<typeof Environment>;

/** The key that seals consultations, from the two variables that decide it. */
export function consultationKeyIn(environment: Readonly<Record<string, string | undefined>>): Uint8Array {
  const { CODE_CONSULTATION_KEY: own, CODE_LEDGER_KEY: ledgerKey } = parsed(SealingEnvironment, environment);
  return own === undefined ? derivedConsultationKey(ledgerKey) : readConsultationKey(own);
}

const SealingEnvironment = Environment.pick({ CODE_CONSULTATION_KEY: true, CODE_LEDGER_KEY: true });

/** The environment as settings; every missing or wrong variable is named at once. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  return parsed(Environment, environment);
}

function parsed<T>(schema: z.ZodType<T>, environment: Readonly<Record<string, string | undefined>>): T {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw misconfigured(result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`));
}

/** What is wrong with the environment, each variable by its name. */
export function misconfigured(problems: string[]): PipelineError {
  return new PipelineError("config/environment", problems.join("; "), {
    next: "Set the named variables and start again.",
    details: problems,
  });
}
