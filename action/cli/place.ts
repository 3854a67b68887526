import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { openGit } from "#shared/adapters/git.ts";
import { PipelineError } from "#shared/core/error.ts";
import { signerFrom, trustedKeys } from "#shared/ledger/keys.ts";
import { readStateKey, stateKeyProvider } from "#shared/ledger/state-key.ts";
import type { StateReader, StateWriter } from "../state/place.ts";

/** What every command takes. Keys are files, never arguments: an argument is seen by everybody on the machine. */
const OPTIONS = {
  remote: { type: "string" },
  repository: { type: "string" },
  stack: { type: "string" },
  "state-key": { type: "string", multiple: true, default: [] },
  deployer: { type: "string", multiple: true, default: [] },
  "signing-key": { type: "string" },
  "push-key": { type: "string" },
  "last-known": { type: "string" },
} as const satisfies ParseArgsOptionsConfig;

const PLACE_USAGE = `--remote URL --repository OWNER/NAME --stack NAME
  --deployer FILE    public key (PEM) of a deployer that is believed; may be repeated
  --state-key FILE   opens state; may be repeated, the first one seals
  --signing-key FILE private key (PEM) of the deployer, to write
  --push-key FILE    SSH deploy key; without it CODE_PUSH_TOKEN, or the machine's access to a path
  --last-known ID    state commit that must be the tip or before it`;

type Texts = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** Reads the common options and a command's own ones. */
export function readOptions<T extends ParseArgsOptionsConfig>(args: string[], own: T) {
  return parseArgs({ args, options: { ...OPTIONS, ...own } }).values as Texts;
}

/** Runs a command on a stack's state, in a clone that is gone afterwards. */
export async function withWriter<T>(values: Texts, work: (writer: StateWriter) => Promise<T>): Promise<T> {
  const signer = signerFrom(readFileSync(needed(values, "signing-key"), "utf8"));
  return await withReader(values, async (reader) => {
    const [seal] = reader.open;
    if (seal === undefined) throw missing("state-key");
    return await work({ ...reader, seal, signer });
  });
}

export async function withReader<T>(values: Texts, work: (reader: StateReader) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), "code-state-"));
  try {
    const token = process.env.CODE_PUSH_TOKEN;
    const key = optional(values, "push-key");
    const git = openGit({
      directory: join(directory, "clone"),
      remote: needed(values, "remote"),
      identity: { name: "CODE deployer", email: "deployer@code.invalid" },
      ...(key === null ? {} : { sshKey: readFileSync(key, "utf8") }),
      ...(token === undefined ? {} : { token }),
    });
    return await work({
      git,
      repository: needed(values, "repository"),
      stack: needed(values, "stack"),
      open: files(values, "state-key").map((text) => stateKeyProvider(readStateKey(text))),
      trusted: trustedKeys(files(values, "deployer")),
    });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

export function needed(values: Texts, name: string): string {
  const value = optional(values, name);
  if (value === null) throw missing(name);
  return value;
}

export function optional(values: Texts, name: string): string | null {
  const value = values[name];
  return typeof value === "string" ? value : null;
}

/** The person at the keyboard, as a run. */
export function byHand(job: string, values: Texts) {
  const run = { id: `cli-${process.pid}-${Date.now()}`, attempt: 1 };
  return { run, job, lastKnown: optional(values, "last-known") };
}

function files(values: Texts, name: string): readonly string[] {
  const value = values[name];
  return Array.isArray(value) ? value.map((file) => readFileSync(String(file), "utf8")) : [];
}

function missing(name: string): PipelineError {
  return new PipelineError("state/missing-option", `--${name} is missing.`, {
    next: `The options are:\n${PLACE_USAGE}`,
  });
}
