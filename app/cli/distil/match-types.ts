import type { Catalogue, ResourceType } from "#shared/core/catalogue.ts";
import { snake, spellings } from "./camel.ts";
import type { Documented } from "./docs.ts";

/** Below this a name belongs to no type of the catalogue. */
const LEAST = 0.55;

export interface TypeKey {
  readonly type: string;
  readonly mode: "managed" | "data";
}

/** Which Terraform type each documented name stands for: the one whose name and arguments agree best. */
export function matchTypes(
  documented: readonly Documented[],
  catalogue: Catalogue,
  prefix: string,
): ReadonlyMap<string, TypeKey> {
  const entries = (["managed", "data"] as const).flatMap((mode) =>
    catalogue
      .types({ mode, provider: prefix })
      .map((type) => catalogue.find(type, mode))
      .filter((entry) => entry !== null)
      .map(candidate),
  );
  const found = documented.map((one) => [one.name, RENAMED[one.name] ?? bestOf(one, entries)] as const);
  return new Map(found.flatMap(([name, key]) => (key === null ? [] : [[name, key] as const])));
}

/** Names that share nothing with Terraform's, and one whose twin is spelt closer. */
const RENAMED: Readonly<Record<string, TypeKey>> = {
  "directconnect.LinkAggregationGroup": { type: "aws_dx_lag", mode: "managed" },
  "s3.BucketObjectv2": { type: "aws_s3_object", mode: "managed" },
};

interface Candidate {
  readonly key: TypeKey;
  readonly words: ReadonlySet<string>;
  readonly squeezed: string;
  readonly inputs: ReadonlySet<string>;
}

function candidate(entry: ResourceType): Candidate {
  const [, ...words] = entry.type.split("_");
  const settable = Object.entries(entry.fields).filter(([, field]) => !field.isComputed);
  return {
    key: { type: entry.type, mode: entry.mode },
    words: new Set(words),
    squeezed: words.join(""),
    inputs: new Set(settable.map(([name]) => stem(name)).filter((name) => !COMMON.has(name))),
  };
}

const COMMON = new Set(["id", "tag", "tags_all", "timeout", "region", "label"]);

function stem(name: string): string {
  return spellings(name)[1] ?? name;
}

function bestOf(one: Documented, candidates: readonly Candidate[]): TypeKey | null {
  const local = one.name.slice(one.name.lastIndexOf(".") + 1);
  const own = snake(local.replace(/^get|(?<=[a-z])V\d$/g, "")).split("_");
  const folder = one.name.slice(0, Math.max(0, one.name.lastIndexOf("."))).split(".");
  const inputs = new Set(one.inputs.map(stem).filter((name) => !COMMON.has(name)));
  let best: { score: number; key: TypeKey } | null = null;
  for (const other of candidates) {
    if (other.key.mode !== one.mode) continue;
    const score = nameScore({ own, folder }, other) + overlap(inputs, other.inputs);
    if (best === null || score > best.score) best = { score, key: other.key };
  }
  return best !== null && best.score / 2 >= LEAST ? best.key : null;
}

function nameScore(name: { own: readonly string[]; folder: readonly string[] }, other: Candidate): number {
  const [full, bare] = [[...name.folder, ...name.own].join(""), name.own.join("")];
  if (other.squeezed === full || other.squeezed === bare) return 1;
  const mine = new Set([...name.own, ...name.folder]);
  const shared = [...other.words].filter((word) => mine.has(word)).length;
  return (shared / other.words.size + shared / Math.max(name.own.length, shared, 1)) / 2.2;
}

/** Share of names that both have. */
function overlap(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  if (left.size === 0 && right.size === 0) return 0.7;
  const shared = [...left].filter((name) => right.has(name)).length;
  return shared / (left.size + right.size - shared);
}
