import { constants } from "node:fs";
import { type FileHandle, lstat, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { PipelineError } from "../core/error.ts";
import { Json } from "../core/json.ts";
import { parseJson } from "../core/parse.ts";

/** More than any real stack has, and little enough to hold. */
const LIMIT = 8 * 1024 * 1024;

/** The one `cdk.tf.json` of a stack. A program that was not trusted wrote it: links, other stacks and large files are refused. */
export async function readSynthOutput(directory: string, stack: string): Promise<Json> {
  const stacks = await listReal(join(directory, "stacks"));
  const others = stacks.filter((name) => name !== stack);
  if (others.length > 0) {
    throw notAllowed(`main.ts also made ${others.join(", ")}: one main.ts makes one stack.`);
  }
  await listReal(join(directory, "stacks", stack));
  const bytes = await readReal(join(directory, "stacks", stack, "cdk.tf.json"));
  const text = decode(bytes);
  return parseJson(Json, text, "synth/no-output");
}

async function listReal(path: string): Promise<string[]> {
  const status = await lstat(path).catch(missing);
  if (!status.isDirectory()) throw notAllowed("The output has a link or a file where a directory belongs.");
  return readdir(path);
}

async function readReal(path: string): Promise<Uint8Array> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    opened,
  );
  try {
    return await readSmall(file);
  } finally {
    await file.close();
  }
}

async function readSmall(file: FileHandle): Promise<Uint8Array> {
  const status = await file.stat();
  if (!status.isFile()) throw notAllowed("The output is not a file.");
  if (status.size > LIMIT) throw notAllowed(`The output has more than ${LIMIT} bytes.`);
  return file.readFile();
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw notAllowed("The output is not UTF-8 text.");
  }
}

function opened(cause: unknown): never {
  if (cause instanceof Error && "code" in cause && cause.code === "ELOOP") {
    throw notAllowed("The output is a link.");
  }
  throw missing(cause);
}

function missing(cause: unknown): never {
  throw new PipelineError("synth/no-output", "The stack wrote no Terraform JSON under its own name.", {
    next: "Name the stack in main.ts like its folder, and end with app.synth().",
    cause,
  });
}

function notAllowed(message: string): PipelineError {
  return new PipelineError("synth/output-not-allowed", message, {
    next: "Let main.ts make one stack, named like its folder, and nothing else.",
  });
}
