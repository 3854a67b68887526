import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import { z } from "zod";
import { PipelineError } from "#shared/core/error.ts";
import { parseJson } from "#shared/core/parse.ts";

/** What the synth job hands on: data, never code. */
export const Documents = z.strictObject({
  version: z.literal(1),
  /** The commit of the default branch that was merged into, or that came before. */
  base: z.string(),
  /** The head of the pull request, or the commit of the default branch. */
  head: z.string(),
  /** Terraform JSON text by stack. */
  stacks: z.record(z.string(), z.strictObject({ json: z.string() })),
});
export type Documents = z.infer<typeof Documents>;

/** GitHub's limit for the outputs of a job. */
const LIMIT = 1024 * 1024;
/** What a small text may become: a bomb stops here. */
const UNPACKED_LIMIT = 64 * 1024 * 1024;

/** The best quality takes ten times as long for a tenth less. */
const QUALITY = { [constants.BROTLI_PARAM_QUALITY]: 7 };

/** The documents as one job output; `synth/documents-too-large` beyond GitHub's limit. */
export function packDocuments(documents: Documents): string {
  const text = Buffer.from(JSON.stringify(documents), "utf8");
  const packed = brotliCompressSync(text, { params: QUALITY }).toString("base64");
  if (packed.length <= LIMIT) return packed;
  const count = Object.keys(documents.stacks).length;
  throw new PipelineError(
    "synth/documents-too-large",
    `The configuration of ${count} stacks is larger than 1 MB packed.`,
    {
      next: "Split the change: plan fewer stacks in one pull request.",
    },
  );
}

/** Reads the job output again; anything else is `synth/documents-unreadable`. */
export function unpackDocuments(packed: string): Documents {
  let text: string;
  try {
    text = brotliDecompressSync(Buffer.from(packed, "base64"), { maxOutputLength: UNPACKED_LIMIT }).toString(
      "utf8",
    );
  } catch (cause) {
    throw new PipelineError("synth/documents-unreadable", "The output of the synth job cannot be read.", {
      next: "Run the workflow again.",
      cause,
    });
  }
  return parseJson(Documents, text, "synth/documents-unreadable");
}
