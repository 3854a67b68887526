import type { Judges } from "../../../app/steps/judges.ts";
import type { Keys } from "../../demo/keys.ts";
import { conversation, merge } from "../../support/conversation.ts";
import { recordingHands } from "../../support/recording-hands.ts";
import { ROSTER } from "./circle.ts";

export const STACK = "storage";
const standing = (bucket: string) =>
  `/code\n- an S3 bucket named "${bucket}"\n- a security group named "web"\n- a postgres database named "main"`;

/** A repository whose one stack has a bucket, a database and a security group already, as the product itself writes them. */
export async function groundFiles(
  judges: Judges,
  { keys, bucket }: { keys: Keys; bucket: string },
): Promise<Record<string, string>> {
  const world = recordingHands();
  await conversation(judges).say(world, standing(bucket));
  merge(world, 100);
  const files = world.commits.get(world.branches.get("main") ?? "")?.files ?? {};
  const stack = Object.entries(files).filter(([path]) => path.startsWith(`stacks/${STACK}/`));
  return {
    ...Object.fromEntries(stack),
    "README.md": "# Infrastructure\n",
    ".github/code.yml": settings(keys),
  };
}

function settings(keys: Keys): string {
  const seats = Object.entries(ROSTER).map(([duty, name]) => [duty, { models: [name] }]);
  const quoted = [keys.appLedger.public, keys.deployer.public].map((pem) => JSON.stringify(pem));
  return `version: 1
environments:
  test: { account: "123456789012", region: eu-west-1, apply_environment: code-test }
stacks:
  ${STACK}: { environment: test }
seats: ${JSON.stringify(Object.fromEntries(seats))}
keys: { app: [${quoted[0]}], deployer: [${quoted[1]}] }
`;
}
