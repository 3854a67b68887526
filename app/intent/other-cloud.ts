import { CLOUDS, type Cloud } from "#shared/core/clouds.ts";
import { textOf } from "./meaning.ts";
import type { Reading } from "./reading.ts";
import { type Refusal, refuse } from "./refusal.ts";

/** Words of one cloud alone. Those that several clouds use, such as "vpc", are nobody's. */
const WORDS: Readonly<Record<string, Cloud>> = {
  ...Object.fromEntries(
    ["aws", "amazon", "s3", "ec2", "dynamodb", "dynamo", "cloudwatch", "sqs", "route53", "lambda"].map(
      (word) => [word, "aws" as const],
    ),
  ),
  ...Object.fromEntries(["rds", "ecs", "fargate"].map((word) => [word, "aws" as const])),
  azure: "azure",
  ...Object.fromEntries(["google", "gcp", "gcs", "pubsub"].map((word) => [word, "google" as const])),
  kubernetes: "kubernetes",
};

/** A thing that is asked for by another cloud's name is not made on this one: the words and what is nearest here are said. */
export function findOtherCloud({ marks, uses, frames, cloud }: Reading): Refusal | null {
  const kinds = new Set(frames.map(({ kind }) => kind.kind));
  const fillers = marks.filter((mark) => mark.meanings.some((meaning) => meaning.is === "filler"));
  const nouns = marks.filter((_, at) => kinds.has(uses.get(at) ?? ""));
  for (const mark of [...nouns, ...fillers]) {
    const meant = mark.tokens.map(({ lower }) => WORDS[lower]).find((one) => one !== undefined);
    if (meant === undefined || meant === cloud) continue;
    return refuse(
      "intent/other-cloud",
      `"${textOf(mark)}" is of ${CLOUDS[meant].title}, and this stack lies on ${CLOUDS[cloud].title}.`,
      `${nearest(frames[0]?.kind, cloud)}Or name a stack that lies on ${CLOUDS[meant].title}.`,
    );
  }
  return null;
}

/** The same kind by the name that no cloud owns, with what it is here. */
function nearest(kind: Reading["frames"][number]["kind"] | undefined, cloud: Cloud): string {
  const type = kind?.types[cloud];
  if (kind === undefined) return "";
  return type === undefined
    ? `${CLOUDS[cloud].title} has no ${kind.nouns[0]}. `
    : `Ask for a ${kind.nouns[0]}: here it is ${type}. `;
}
