import { basename } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { z } from "zod";
import { packedCatalogues, packedFacts, packedIndexes } from "#shared/adapters/catalogue.ts";
import { catalogueOf } from "#shared/catalogue/catalogue-of.ts";
import { factsOf } from "#shared/catalogue/facts/pack.ts";
import { searchIn } from "#shared/catalogue/search/retrieve.ts";
import { ChangeDocument } from "#shared/core/change-document.ts";
import { Cloud } from "#shared/core/clouds.ts";
import { Contract } from "#shared/core/contract.ts";
import { PipelineError } from "#shared/core/error.ts";
import { existingIn } from "#shared/core/existing-resource.ts";
import { plainText } from "#shared/core/json.ts";
import { parseJson, parseShape } from "#shared/core/parse.ts";
import { AUTHOR_ROOM } from "#shared/core/search.ts";
import { keylessAuthor } from "../author/keyless.ts";
import type { Meant } from "../steps/request/meant.ts";
import { understandRequest } from "../steps/request/understand.ts";
import { readContracts, readDocument, writeFiles } from "./author-files.ts";

const USAGE = `usage: code-engine author --stack DIR "request" [--document FILE] [--answer "1: text"]… [--go] [--cloud C] [--account A] [--region R] [--emit] [--json]
       code-engine author --batch    JSON lines {id, request, stack?, cloud?, account?, region?, document?, answers?} on standard input

DIR/contract/*.json holds the promises so far; the document is that of the stack as it stands.`;

const Job = z.object({
  id: z.string().default("request"),
  request: z.string(),
  stack: z.string().default("main"),
  cloud: Cloud.default("aws"),
  account: z.string().default(""),
  region: z.string().optional(),
  document: ChangeDocument.optional(),
  contracts: z.array(Contract).default([]),
  /** Answers by number; questions without one take their default once there is any answer, or none but `{}`. */
  answers: z.record(z.string(), z.string()).optional(),
});
type Job = z.infer<typeof Job>;

const CATALOGUE = catalogueOf(packedCatalogues());
const FACTS = factsOf(packedFacts());
const KNOWN = { catalogue: CATALOGUE, facts: FACTS, search: searchIn(CATALOGUE, FACTS, packedIndexes()) };

/** Understands a request, promises it and writes it as typed data; 0 written, 1 refused, 3 questions are open. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      stack: { type: "string" },
      document: { type: "string" },
      answer: { type: "string", multiple: true, default: [] },
      go: { type: "boolean", default: false },
      cloud: { type: "string", default: "aws" },
      account: { type: "string", default: "" },
      region: { type: "string" },
      emit: { type: "boolean", default: false },
      batch: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  if (values.batch) return await batch(process.stdin);
  const [request] = positionals;
  if (values.stack === undefined || request === undefined || positionals.length > 1) {
    console.error(USAGE);
    return 2;
  }
  const isAnswered = values.go || values.answer.length > 0;
  const result = await author({
    id: "request",
    request,
    stack: basename(values.stack),
    cloud: parseShape(Cloud, values.cloud, "author/unknown-cloud"),
    account: values.account,
    region: values.region,
    document: values.document === undefined ? undefined : readDocument(values.document),
    contracts: readContracts(values.stack),
    answers: isAnswered ? Object.fromEntries(values.answer.map(numbered)) : undefined,
  });
  console.log(JSON.stringify(result, null, values.json ? 0 : 2));
  if (values.emit && "change" in result) writeFiles(values.stack, result, KNOWN.catalogue);
  return EXITS[result.kind];
}

const EXITS = { understood: 0, refused: 1, unclear: 3 } as const;

async function author(job: Job) {
  const existing = job.document === undefined ? [] : existingIn(job.document);
  const { request, stack, cloud, region = "", answers = null } = job;
  const meant = understandRequest({ request, stack, cloud, region, existing, answers }, KNOWN);
  if (meant.kind !== "understood") return { id: job.id, ...meant };
  const { promise: _, ...understood } = meant;
  try {
    return { id: job.id, ...understood, ...(await written(job, meant, existing)) };
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    return {
      id: job.id,
      kind: "refused" as const,
      code: error.code,
      message: error.message,
      next: error.next,
    };
  }
}

async function written(
  job: Job,
  meant: Extract<Meant, { kind: "understood" }>,
  existing: ReturnType<typeof existingIn>,
) {
  const { wishes } = meant;
  const asked = wishes
    .map(({ attributes }) => attributes.region)
    .find((region) => typeof region === "string");
  const region = job.region ?? plainText(asked ?? "");
  const contract = meant.promise(job.id, job.contracts);
  const promised = contract.promises.map(({ subject }) => subject.type);
  const found = KNOWN.search.retrieve(job.request, { ...AUTHOR_ROOM, promised });
  const { stack, cloud, account } = job;
  const place = { stack, cloud, account, region };
  const packet = { ...place, request: job.request, wishes, existing, catalogue: found };
  return {
    cloud,
    region,
    contract,
    change: await keylessAuthor(KNOWN).write(packet, AbortSignal.timeout(10_000)),
  };
}

/** One line in, one line out; 0 only when every line was understood. */
async function batch(input: NodeJS.ReadableStream): Promise<number> {
  let worst = 0;
  for await (const line of createInterface({ input })) {
    if (line.trim() === "") continue;
    const result = await author(parseJson(Job, line, "author/job-unreadable"));
    worst = Math.max(worst, EXITS[result.kind]);
    console.log(JSON.stringify(result));
  }
  return worst;
}

function numbered(answer: string): [string, string] {
  const [, number = "", text = ""] = /^\s*(\d)\s*:\s*(.+)$/s.exec(answer) ?? [];
  return [number, text];
}
