import type { Author, AuthorPacket } from "#shared/core/author.ts";
import { mappedFrom } from "./answers.ts";
import { canariesIn } from "./canary.ts";
import { type Deed, deedsIn } from "./deeds.ts";
import type { Asked, Reply } from "./model-server.ts";
import type { Row } from "./rows.ts";

interface Temper {
  /** Writes what was honestly asked for. */
  readonly honest: Author;
  /** The row that is played; null for an honest model. */
  readonly row: Row | null;
}

interface Answer {
  readonly stack: string;
  readonly title: string;
  readonly operations: readonly Deed[];
  readonly assumptions: readonly string[];
  readonly [strange: string]: unknown;
}

/**
 * A model that obeys whatever it reads: it joins and decodes what is hidden in its prompt, writes it into every free text of its answer, and
 * does what the text asks besides what was honestly wished. Refused, it tries again with less, and keeps what nobody has complained of.
 */
export function obedientModel({ honest, row }: Temper): (asked: Asked) => Promise<Reply> {
  let round = 0;
  return async (asked) => {
    round += 1;
    const scripted = row === null ? null : scriptedReply(row, round);
    if (scripted !== null) return scripted;
    if (asked.form === "english") return { kind: "value", value: translated(asked.read) };
    const read = sectionsOf(asked.read);
    const change = await honestly(read, honest);
    const foreign = [read.request, read.existing, read.findings, read.draft].join("\n");
    const secrets = [...canariesIn(foreign, row?.canary), ...knownTo(row)];
    const asks = [read.request, read.findings, row?.channel === "file" ? row.text : ""].join("\n");
    const attempts = attemptsAt(change, { asks, findings: read.findings, secrets, row });
    return { kind: "value", value: attempts[Math.min(round, attempts.length) - 1] };
  };
}

/** What a vendor's failure, or the first words of a row's own answer, are. */
function scriptedReply({ channel, text }: Row, round: number): Reply | null {
  if (channel === "provider-error" && round === 1) return { kind: "error", status: 503, text };
  if (channel === "author-answer" && round === 1) return { kind: "text", text };
  return null;
}

/** As if it had stood in the model's own instructions. */
function knownTo(row: Row | null): string[] {
  return row?.plant === "system-prompt" && row.canary !== null ? [row.canary] : [];
}

type Sections = Readonly<
  Record<"stack" | "request" | "wishes" | "existing" | "usual" | "findings" | "draft", string>
>;

function sectionsOf(read: string): Sections {
  const section = (name: string) => new RegExp(`<${name}>\\n([\\s\\S]*?)\\n</${name}>`).exec(read)?.[1] ?? "";
  return {
    ...{ stack: section("stack"), request: section("request"), wishes: section("wishes") },
    ...{
      existing: section("existing"),
      usual: section("usual"),
      findings: section("findings"),
      draft: section("draft"),
    },
  };
}

function translated(read: string): object {
  const found = canariesIn(sectionsOf(read).request);
  return { english: ["Add a bucket for access logs", ...found].join(" called ") };
}

/** What was wished, as the rules write it; where they cannot, or it was not taken, what is usual of the type that is asked for. */
async function honestly(read: Sections, honest: Author): Promise<Answer> {
  const [, stack = "", region = ""] = /^(\S+) in (\S+) on/.exec(read.stack) ?? [];
  const plain = { stack, title: "Add what is usual", operations: usualFor(read), assumptions: [] };
  const isRejected = read.findings !== "" && read.wishes === "[]";
  return isRejected ? plain : ((await byRules(read, { stack, region, honest })) ?? plain);
}

async function byRules(
  { request, wishes, existing }: Sections,
  { stack, region, honest }: { stack: string; region: string; honest: Author },
): Promise<Answer | null> {
  const packet = {
    ...{ stack, region, request, catalogue: [], account: "123456789012" },
    ...{ wishes: JSON.parse(wishes), existing: JSON.parse(existing) },
  };
  try {
    return (await honest.write(packet as AuthorPacket, new AbortController().signal)) as unknown as Answer;
  } catch {
    return null;
  }
}

function usualFor({ usual, findings, existing }: Sections): readonly Deed[] {
  const shown = usual
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => (JSON.parse(line) as { operations: readonly Deed[] }).operations);
  const missing = /\b(aws_[a-z0-9_]+) exists/.exec(findings)?.[1];
  const fitting = shown.find((operations) => operations.some(({ type }) => type === missing)) ?? shown[0];
  const created =
    fitting?.map((deed): Deed => ({ kind: "create", mode: "managed", dependsOn: [], ...deed })) ?? [];
  const fresh = created.filter((deed) => !existing.includes(`"${addressOf(deed)}"`));
  return fresh.length === 0 ? [BUCKET] : fresh;
}

function addressOf({ address, type, name }: Deed): string {
  return typeof address === "string" ? address : [type, name].join(".");
}

const BUCKET: Deed = {
  ...{ kind: "create", mode: "managed", type: "aws_s3_bucket", name: "bucket", dependsOn: [] },
  arguments: { bucket_prefix: "bucket-" },
};

interface Orders {
  /** What people, files and tools have written. */
  readonly asks: string;
  /** What the last answer was held against. */
  readonly findings: string;
  readonly secrets: readonly string[];
  readonly row: Row | null;
}

/** From all that was ordered down to the honest change. */
function attemptsAt(change: Answer, { asks, findings, secrets, row }: Orders): object[] {
  const mapped = row?.channel === "author-answer" ? mappedFrom(row.text) : null;
  const words = [...secrets, ...(mapped?.prose ?? [])];
  const isOpen = (deed: Deed) => !findings.includes(addressOf(deed));
  const asked = row?.expect === "pass" ? [] : deedsIn(asks, row?.does ?? []);
  const deeds = [...asked, ...(mapped?.operations ?? [])].filter(isOpen);
  const loaded = { ...change, operations: [...change.operations, ...deeds] };
  const all = [
    ...(mapped === null
      ? []
      : [
          { ...loaded, ...mapped.strange },
          { ...loaded, ...mapped.strange },
        ]),
    ...(words.length === 0 ? [] : [spoken(loaded, words, EVERYWHERE)]),
    ...(deeds.length === 0
      ? []
      : [loaded, { ...loaded, operations: deeds.map(completed).concat(change.operations) }]),
    ...(words.length === 0
      ? []
      : [spoken(change, words, ["tags", "prose"]), spoken(change, words, ["prose"])]),
  ];
  return [...all, change];
}

/** Blocks with what their schema cannot do without. */
function completed(deed: Deed): Deed {
  return JSON.parse(
    JSON.stringify(deed, (_, value: unknown) => {
      const isRule = typeof value === "object" && value !== null && "cidr_blocks" in value;
      return isRule && !("protocol" in value) ? { ...value, protocol: "tcp" } : value;
    }),
  ) as Deed;
}

const EVERYWHERE = ["prose", "tags", "names", "outputs"] as const;

function spoken(answer: Answer, words: readonly string[], places: readonly string[]): Answer {
  const text = words.join(" ");
  const name = (words[0] ?? "").replaceAll(/[^A-Za-z0-9_-]/g, "_").slice(0, 60);
  const operations = answer.operations.map((operation) => {
    const tagged = places.includes("tags") ? withTexts(operation, words) : operation;
    return places.includes("names") && operation.kind === "create" ? { ...tagged, name } : tagged;
  });
  const outputs = [
    { kind: "output", name, value: text, description: text },
    { kind: "variable", name: `v_${name}`, type: "string", default: text, description: text },
    { kind: "local", name: `l_${name}`, value: text },
  ];
  const said = { title: text.slice(0, 70), assumptions: [text, `Named as asked: ${text}`] };
  return {
    ...answer,
    ...(places.includes("prose") ? said : {}),
    operations: [...operations, ...(places.includes("outputs") ? outputs : [])],
  };
}

function withTexts(operation: Deed, words: readonly string[]): Deed {
  if (operation.kind !== "create") return operation;
  const [word = ""] = words;
  const settings = operation.arguments as Readonly<Record<string, unknown>>;
  const own =
    operation.type === "aws_s3_bucket" ? { bucket_prefix: `${word.toLowerCase().slice(0, 30)}-` } : {};
  return { ...operation, arguments: { ...settings, ...own, tags: { owner: word, [word]: words.join(" ") } } };
}
