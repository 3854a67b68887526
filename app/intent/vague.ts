import type { Cloud } from "#shared/core/clouds.ts";
import { KINDS } from "./vocabulary/kinds.ts";

/** Nouns that leave open which kind is meant, with the kinds that they may stand for, the usual one first. */
const VAGUE: Readonly<Record<string, readonly string[]>> = {
  storage: ["bucket", "table"],
  "storage space": ["bucket", "table"],
  database: ["postgres", "table"],
  db: ["postgres", "table"],
  datastore: ["postgres", "table", "bucket"],
  "data store": ["postgres", "table", "bucket"],
  container: ["container-service", "deployment"],
  containers: ["container-service", "deployment"],
};

/** Says which engine it is after all. */
const ENGINES =
  /\b(postgres|postgresql|mysql|mariadb|oracle|sql|aurora|dynamo|dynamodb|mongo|mongodb|redis|cassandra|cosmos|firestore|bigtable|spanner|neptune|documentdb|block|file|object|blob|registry|image)\b/i;
const BEFORE =
  "a|an|some|the|our|my|new|small|big|large|simple|more|private|need|want|run|us|add|create|get|of|please";
const BEHIND = "for|to|with|that|which|called|named|in|on|and|where|please|so";

export interface Vague {
  readonly noun: string;
  /** What people call the kinds that it may stand for on this cloud. */
  readonly kinds: readonly string[];
  /** The request with an answer in the place of the noun. */
  with(answer: string): string;
}

/** "Some storage", "a database for the orders": a noun that stands for several kinds, where nothing else in the request says which. */
export function findVague(request: string, cloud: Cloud): Vague | null {
  if (ENGINES.test(request)) return null;
  for (const [noun, names] of Object.entries(VAGUE)) {
    const form = new RegExp(
      String.raw`(^|\b(?:${BEFORE})\s+)${noun}(?=\s*$|\s*[,.;:!?(]|\s+(?:${BEHIND})\b)`,
      "i",
    );
    const kinds = KINDS.filter(({ kind, types }) => names.includes(kind) && types[cloud] !== undefined);
    if (kinds.length === 0 || !form.test(request)) continue;
    const nouns = names.flatMap((name) => kinds.find(({ kind }) => kind === name)?.nouns[0] ?? []);
    const bare = (answer: string) => answer.trim().replace(/^(?:an?|the)\s+/i, "");
    return {
      noun,
      kinds: nouns,
      with: (answer) => request.replace(form, (_, before: string) => `${before}${bare(answer)}`),
    };
  }
  return null;
}
