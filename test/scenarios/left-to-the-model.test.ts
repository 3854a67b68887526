import { beforeAll, describe, expect, it } from "vitest";
import type { AuthorPacket } from "#shared/core/author.ts";
import type { Judges } from "../../app/steps/judges.ts";
import { conversation } from "../support/conversation.ts";
import { realJudges } from "../support/real-judges.ts";
import { recordingHands } from "../support/recording-hands.ts";

const HARD = '/code an SQS queue named "orders", with whatever it takes for the accountants to glitter';
const QUEUE = 'an SQS queue named "orders" with sqs managed sse enabled';

let judges: Judges;
beforeAll(async () => {
  judges = await realJudges();
});

/** An author that reads requests itself, as one with a model does, and writes what this sentence asks for. */
function reader(sentence: string) {
  const packets: AuthorPacket[] = [];
  const author: Judges["author"] = {
    readsRequests: true,
    write: (packet, signal) => {
      packets.push(packet);
      return judges.author.write({ ...packet, request: sentence }, signal);
    },
  };
  return { packets, ...conversation({ ...judges, author }) };
}

describe("a request that the rules do not understand", () => {
  it("is refused with its words where no model is asked", async () => {
    const world = recordingHands();
    expect(await conversation(judges).say(world, HARD)).toContain("glitter");
    expect(world.pulls.size).toBe(0);
  });

  it("is left to the model, held to what its words promise, and says so", async () => {
    const world = recordingHands();
    const { say, packets } = reader(QUEUE);
    expect(await say(world, HARD)).toContain("Pull request: #100");
    expect(packets.map(({ request }) => request)).toEqual([HARD.replace("/code ", "")]);
    const body = [...world.pulls.values()][0]?.body ?? "";
    for (const part of ["left it to the model", "glitter", "`aws_sqs_queue` called `orders`"])
      expect(body).toContain(part);
  });

  it("makes no pull request where the model does something else than the words promise", async () => {
    const world = recordingHands();
    const { say } = reader('an SNS topic named "orders"');
    expect(await say(world, HARD)).toContain("contract&#47;exists");
    expect(world.pulls.size).toBe(0);
  });

  it("is shown to the model where its words promise nothing, and a thing that nobody asked for is refused", async () => {
    const world = recordingHands();
    const { say, packets } = reader(QUEUE);
    expect(await say(world, "/code please let it glitter at dawn")).toContain("Nobody asked for this");
    expect(packets.map(({ request }) => request)).toEqual(["please let it glitter at dawn"]);
    expect(world.pulls.size).toBe(0);
  });

  it.each([
    ["a fence", '```sh\nrm -rf "$DIR"/*\n```', "rm -rf"],
    ["a table", "| name | retention |\n|---|---|\n| a | 1 day |\n| b | 2 days |", "| b | 2 days |"],
  ])("shows %s to the model alone, and says so", async (_, shown, part) => {
    const world = recordingHands();
    const { say, packets } = reader(QUEUE);
    expect(await say(world, `/code an SQS queue named "orders"\n\n${shown}`)).toContain("Pull request: #100");
    expect(packets.map(({ request }) => request).join()).toContain(part);
    expect(world.pulls.get(100)?.body).toContain("was read by the model alone");
  });

  it("takes a fence for part of the request where no model reads it", async () => {
    const world = recordingHands();
    expect(await conversation(judges).say(world, '/code an SQS queue\n```\nrm -rf "x"/*\n```')).toContain(
      "⛔",
    );
  });

  it.each([
    ["a contradiction", '/code an SQS queue named "orders" that is public and private'],
    ["what another cloud has", "/code an Azure storage account for the orders"],
  ])("is no excuse for %s: no model is asked", async (_, request) => {
    const world = recordingHands();
    const { say, packets } = reader(QUEUE);
    await say(world, request);
    expect(packets).toEqual([]);
    expect(world.pulls.size).toBe(0);
  });
});
