import { CLOUDS, Cloud } from "#shared/core/clouds.ts";
import { type Mark, textOf } from "./meaning.ts";
import type { Reading } from "./reading.ts";
import { type Refusal, refuse } from "./refusal.ts";

/** What one cloud alone calls so. Words that several use, such as "vpc", are nobody's. */
const OWN: Readonly<Record<Cloud, readonly string[]>> = {
  aws: "aws|amazon|s3|ec2|dynamodb|dynamo|cloudwatch|sqs|route53|lambda|rds|ecs|fargate".split("|"),
  azure:
    "azure|blob container|storage account|vnet|service bus|key vault|container app|log analytics|cosmos".split(
      "|",
    ),
  google: "google|gcp|gcs|pubsub|cloud run|cloud sql|cloud storage|cloud function".split("|"),
  kubernetes: "kubernetes|k8s".split("|"),
};

function ownerOf(mark: Mark): Cloud | undefined {
  const said = ` ${mark.tokens.map(({ lower }) => lower).join(" ")} `;
  return Cloud.options.find((cloud) => OWN[cloud].some((word) => said.includes(` ${word} `)));
}

/** A thing that is asked for by another cloud's name is not made on this one: the words and what is nearest here are said. */
export function findOtherCloud({ marks, uses, frames, cloud }: Reading): Refusal | null {
  const kinds = new Set(frames.map(({ kind }) => kind.kind));
  const fillers = marks.filter((mark) => mark.meanings.some((meaning) => meaning.is === "filler"));
  const nouns = marks.filter((_, at) => kinds.has(uses.get(at) ?? ""));
  for (const mark of [...nouns, ...fillers]) {
    const meant = ownerOf(mark);
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
