import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { writerOf } from "../../action/apply-stack.ts";
import { changeOfCommit } from "../../action/change.ts";
import { reconcile } from "../../action/reconcile.ts";
import { readLock } from "../../action/state/lock.ts";
import { pullState } from "../../action/state/pull-state.ts";
import { kinds, storyOf } from "./story.ts";
import { makeWorld, type World } from "./world.ts";

/** `b` fails at apply, never at plan: its condition depends on what `a` only has once it is made. */
const HALF = JSON.stringify({
  resource: {
    terraform_data: {
      a: { input: "one" },
      b: {
        input: "two",
        lifecycle: {
          precondition: [
            { condition: '${terraform_data.a.id == "never"}', error_message: "No b on this a." },
          ],
        },
      },
    },
  },
});
const WHOLE = JSON.stringify({ resource: { terraform_data: { a: { input: "one" }, b: { input: "two" } } } });

const State = z.object({
  resources: z.array(z.object({ name: z.string(), instances: z.array(z.unknown()) })),
});

describe("an apply that does not end well", () => {
  let world: World;
  let story: ReturnType<typeof storyOf>;
  beforeEach(async () => {
    world = await makeWorld();
    story = storyOf(world);
  });
  afterEach(() => world.bare.remove());

  async function merged(text: string) {
    const pull = await story.proposeFiles({ "stacks/notes/main.tf.json": text });
    expect(await story.planned(pull.number)).toEqual({ notes: "passed" });
    story.approve(pull.head.sha);
    return await story.merge(pull.number);
  }

  async function writer(commit: string) {
    const { hands, context } = world;
    const change = await changeOfCommit({ commit, before: null }, hands, context);
    await world.git.fetch(["code/state/notes", "code/lock/notes"]);
    return writerOf("notes", change, [hands, context]);
  }

  it("keeps what was made, says what was not, and carries the rest on in a follow-up", async () => {
    const commit = await merged(HALF);
    const failed = { code: "apply/failed", message: expect.stringContaining("No b on this a.") };
    await expect(story.applied(commit)).rejects.toMatchObject(failed);
    expect(kinds(await story.ledger())).toEqual(["apply/failed", "apply/follow-up"]);
    expect((await story.ledger())[0]?.event.body).toMatchObject({
      code: "apply/failed",
      health: "not-converged",
    });
    const { state } = await pullState(await writer(commit), null);
    const { resources } = State.parse(JSON.parse(Buffer.from(state ?? []).toString("utf8")));
    const made = resources.filter(({ instances }) => instances.length > 0);
    expect(made.map(({ name }) => name)).toEqual(["a"]);
    expect(await world.git.remoteBranches("code/lock/")).toEqual({});
    expect(world.effects.slice(-2)).toEqual([
      "pull request code/follow-up/notes-11",
      `dispatch {"mode":"plan","pull-request":"12"}`,
    ]);
    expect(await reconcile(world.hands, world.context)).toEqual([]);
  });

  it("keeps what could not be saved on a branch of its own, and the stack locked", async () => {
    const commit = await merged(WHOLE);
    // The first version is let in, every later one is not.
    const hook = join(world.bare.remote, "hooks", "update");
    writeFileSync(
      hook,
      '#!/bin/sh\ncase "$1 $2" in "refs/heads/code/state/notes 0000000"*) ;; refs/heads/code/state/*) exit 1 ;; esac\n',
    );
    chmodSync(hook, 0o755);
    await expect(story.applied(commit)).rejects.toMatchObject({ code: "apply/save-failed" });
    expect((await story.ledger()).at(-1)?.event).toMatchObject({
      kind: "apply/failed",
      body: { code: "apply/save-failed" },
    });
    const branches = Object.keys(await world.git.remoteBranches("code/"));
    expect(branches).toEqual(expect.arrayContaining(["code/recovery/notes/77-1", "code/lock/notes"]));
    expect((await readLock(await writer(commit)))?.body.status).toBe("quarantined");

    world.facts.hasEnded = true;
    const next = await merged(WHOLE.replace("one", "three")).catch((error: unknown) => error);
    expect(await reconcile(world.hands, world.context)).toEqual([]);
    expect(next).toBeTypeOf("string");
    await expect(story.applied(String(next))).rejects.toMatchObject({ code: "state/quarantined" });
  });
});
