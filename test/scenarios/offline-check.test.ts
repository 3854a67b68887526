import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runProcess } from "#shared/adapters/process.ts";
import { findSandbox } from "#shared/adapters/sandbox.ts";
import type { Author } from "#shared/core/author.ts";
import { TypedChange } from "#shared/core/typed-change.ts";
import type { Value } from "#shared/core/value.ts";
import { type OfflineHands, offlineHands } from "../../app/adapters/offline/offline-hands.ts";
import type { Judges } from "../../app/steps/judges.ts";
import { providerMirror } from "../demo/tools.ts";
import { conversation } from "../support/conversation.ts";
import { realJudges } from "../support/real-judges.ts";
import { recordingHands } from "../support/recording-hands.ts";
import { tool } from "../support/tools.ts";

const ASK = "/code an SNS topic called orders";

let judges: Judges;
let offline: OfflineHands;
beforeAll(async () => {
  judges = await realJudges();
  const plugins = providerMirror() ?? "no mirror of providers";
  const sandbox = await findSandbox(runProcess);
  offline = offlineHands(
    { plugins, terraform: tool("terraform"), searchPath: "" },
    { sandbox, run: runProcess },
  );
});
afterAll(() => offline.stop());

/** A topic as the catalogue takes it; that the name of a FIFO topic ends in .fifo is known to the provider's plan alone. */
function topic(settings: Readonly<Record<string, Value>>): TypedChange {
  const encrypted = { kms_master_key_id: "arn:aws:kms:eu-west-1:123456789012:key/orders" };
  return changeTo("aws_sns_topic", { ...encrypted, ...settings });
}

function changeTo(type: string, settings: Readonly<Record<string, Value>>): TypedChange {
  const one = { kind: "create", mode: "managed", type, name: "orders", dependsOn: [] };
  return TypedChange.parse({
    ...{ stack: "storage", title: "Add the orders topic", assumptions: [], questions: [] },
    operations: [{ ...one, arguments: settings }],
  });
}

/** An author that writes the first of these, and the others when it is asked to mend. */
function world(first: TypedChange, mends: readonly TypedChange[], check = offline.check) {
  const said: string[] = [];
  const author: Author = {
    write: async () => first,
    async mend({ problems }) {
      said.push(...problems.map(({ rule, resource, message }) => `${rule} ${resource} ${message}`));
      return mends[said.length - 1] ?? null;
    },
  };
  const hands = recordingHands();
  const say = () => conversation({ ...judges, author, checkOffline: check }).say(hands, ASK);
  return { said, hands, say };
}

const BROKEN = topic({ name: "orders", fifo_topic: true });
const PLAIN = topic({ name: "orders" });

describe("a change that Terraform plans offline", { timeout: 120_000 }, () => {
  it("is proposed as it is where the provider takes it", async () => {
    const { hands, say, said } = world(PLAIN, []);
    expect(await say()).toContain("Pull request: #100");
    expect(hands.pulls.get(100)?.body).toContain("planned offline");
    expect(said).toEqual([]);
  });

  it("is mended by its author by what the provider says, and proposed as it was mended", async () => {
    const { hands, say, said } = world(BROKEN, [PLAIN]);
    expect(await say()).toContain("Pull request: #100");
    expect(said).toEqual([expect.stringMatching(/^terraform\/plan aws_sns_topic\.orders .*name/)]);
    const tip = hands.branches.get(hands.pulls.get(100)?.head.ref ?? "") ?? "";
    expect(hands.commits.get(tip)?.files["stacks/storage/storage.ts"]).not.toContain("fifoTopic");
  });

  it("is refused in the provider's words where nobody can mend it", async () => {
    const { hands, say } = world(BROKEN, []);
    const answered = await say();
    expect(answered).toContain("checks/blocked");
    expect(answered).toContain("invalid topic name");
    expect(hands.pulls.size).toBe(0);
  });

  it("is not mended into what was not asked for", async () => {
    const other = changeTo("aws_sqs_queue", { name: "orders", sqs_managed_sse_enabled: true });
    const { hands, say } = world(BROKEN, [other, other]);
    expect(await say()).toContain("checks/blocked");
    expect(hands.pulls.size).toBe(0);
  });

  it("is proposed unchecked, and says so, where nothing is set up", async () => {
    const { hands, say } = world(PLAIN, [], judges.checkOffline);
    expect(await say()).toContain("Pull request: #100");
    expect(hands.pulls.get(100)?.body).toContain("Not planned by Terraform here: no folder with providers");
  });
});
