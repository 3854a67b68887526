import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changeOfPullRequest } from "../../action/change.ts";
import { storyOf } from "./story.ts";
import { makeWorld, type World } from "./world.ts";

let world: World;
let proposed: { number: number; ref: string };
beforeAll(async () => {
  world = await makeWorld();
  const { number, head } = await storyOf(world).propose("a note");
  proposed = { number, ref: head.ref };
});
afterAll(() => world.bare.remove());

/** The change, and what was fetched for it. */
async function changeWith(headHint: string | null) {
  const fetched: string[] = [];
  const fetch = (branches: readonly string[]) => {
    fetched.push(branches.join(" "));
    return world.hands.git.fetch(branches);
  };
  const hands = { ...world.hands, git: { ...world.hands.git, fetch } };
  const { number } = proposed;
  return { change: await changeOfPullRequest({ number }, hands, { ...world.context, headHint }), fetched };
}

describe("the head branch that an event names", () => {
  it.each<[string, () => string | null, number]>([
    ["is fetched once where it is the pull request's", () => proposed.ref, 1],
    ["is not believed where it is another one", () => "elsewhere", 2],
    ["is not believed where it is no branch name", () => "--upload-pack=id", 2],
    ["need not be there", () => null, 1],
  ])("%s", async (_, hint, fetches) => {
    const plain = await changeWith(null);
    const { change, fetched } = await changeWith(hint());
    // Each merge is a commit of its own second.
    expect(change).toEqual({ ...plain.change, commit: expect.stringMatching(/^[0-9a-f]{40}$/) });
    expect(fetched).toHaveLength(fetches);
    expect(fetched.at(-1)).toBe(`main ${proposed.ref}`);
  });
});
