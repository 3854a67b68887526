import type { LedgerEntry } from "#shared/core/ledger-entry.ts";
import { apply } from "../../action/apply-pipeline.ts";
import { changeOfCommit, changeOfPullRequest } from "../../action/change.ts";
import { readLedgers } from "../../action/ledgers.ts";
import { findAffected, plan, synthesise } from "../../action/pipeline.ts";
import { unpackDocuments } from "../../action/synth/documents.ts";
import type { World } from "./world.ts";

export const stackText = (note: string) =>
  JSON.stringify({ resource: { terraform_data: { a: { input: note } } } });

export const kinds = (entries: readonly LedgerEntry[]) => entries.map(({ event }) => event.kind);

/** What people and the workflow do with a world, one verb a step. */
export function storyOf(world: World) {
  const { git, hands, context, push, openPull } = world;
  const tipOf = async (branch: string) => (await git.fetch([branch]))[branch] ?? "";

  async function proposeFiles(files: Record<string, string>, branch = `code/change-${world.pulls.length}-x`) {
    await push(branch, await tipOf("main"), files);
    return openPull({ branch, title: branch, base: "main", tips: await git.fetch(["main", branch]) });
  }

  async function affectedBy(number: number) {
    const change = await changeOfPullRequest({ number }, hands, context);
    const stacks = (await findAffected(change, hands)).map(({ stack }) => stack);
    return { stacks, documents: unpackDocuments(await synthesise(stacks, change, hands)) };
  }

  return {
    tipOf,
    proposeFiles,
    propose: (note: string) => proposeFiles({ "stacks/notes/main.tf.json": stackText(note) }),
    /** Plans what the pull request affects, as the matrix does, and answers for each stack. */
    async planned(number: number) {
      const { stacks, documents } = await affectedBy(number);
      const verdicts: Record<string, string> = {};
      for (const stack of stacks)
        verdicts[stack] = await plan({ stack, pullRequest: number, documents }, hands, context);
      return verdicts;
    },
    approve(commit: string, author = "bob") {
      world.reviews.splice(0, 9, { author, state: "approved", commit });
    },
    async merge(number: number) {
      const ref = world.pulls.find((it) => it.number === number)?.head.ref ?? "";
      const { main: tip = "", [ref]: head = "" } = await git.fetch(["main", ref]);
      const merged = await git.merge(tip, head);
      if (merged.kind === "conflict") throw new Error("conflict");
      await git.push([{ branch: "main", expected: tip, next: merged.commit }]);
      world.facts.merged.set(merged.commit, number);
      return merged.commit;
    },
    async applied(commit: string, stack = "notes") {
      const change = await changeOfCommit({ commit, before: null }, hands, context);
      const documents = unpackDocuments(await synthesise([stack], change, hands));
      return await apply({ stack, change, documents }, hands, context);
    },
    async ledger() {
      const change = await changeOfCommit({ commit: await tipOf("main"), before: null }, hands, context);
      return (await readLedgers(change.settings, hands, context)).deploy;
    },
  };
}
