import { PipelineError } from "#shared/core/error.ts";
import type { Settings } from "#shared/core/settings.ts";
import { documentFromSynth } from "#shared/synth/document-from-synth.ts";
import { prepareForHost } from "#shared/synth/prepare-for-host.ts";
import { readPlace } from "./intake/place/read-place.ts";
import { askedWith } from "./intake/proposals.ts";
import { KINDS } from "./intent/vocabulary/kinds.ts";
import { isOwnChange } from "./pull-request/branch.ts";
import { answerQuestion } from "./questions/answer-question.ts";
import type { Scene } from "./questions/scene.ts";
import { readStack, siteOf } from "./steps/change/stack-files.ts";
import type { Inquiry } from "./steps/hands.ts";
import type { Judges } from "./steps/judges.ts";

/** Each of them is synthesised for an answer. */
const MOST_STACKS = 8;

/** question ─▶ stacks as they stand ─▶ answer: nothing is written and no author is asked. On a pull request of ours, its head is what stands. */
export async function explain(inquiry: Inquiry, judges: Judges): Promise<string> {
  const { question, settings } = inquiry;
  const stacks = stacksMeant(question.text, settings);
  const commit = await commitToRead(inquiry);
  const scenes: Scene[] = [];
  for (const stack of stacks) {
    inquiry.signal.throwIfAborted();
    scenes.push(await sceneOf(inquiry, { stack, commit }, judges));
  }
  return answerQuestion(question, { scenes, rules: judges.manifest.rules });
}

/** Plain Terraform is not read where another stack may be meant. */
function stacksMeant(text: string, settings: Settings): readonly string[] {
  const { stacks } = readPlace(text, settings);
  const written = stacks.filter((stack) => settings.stacks[stack]?.kind === "cdktf");
  const meant = written.length > 0 ? written : stacks;
  if (meant.length <= MOST_STACKS) return meant;
  const named = meant.filter((stack) => text.toLowerCase().includes(stack));
  if (named.length > 0 && named.length <= MOST_STACKS) return named;
  throw new PipelineError("questions/too-many-stacks", `There are ${meant.length} stacks to look through.`, {
    next: `Name the stack that you ask about: ${meant.slice(0, 20).join(", ")}.`,
  });
}

async function commitToRead({ order, hands }: Inquiry): Promise<string> {
  const { repository, changes } = hands;
  const own = order.issue.isPullRequest ? await changes.pullRequest(order.issue.number) : null;
  if (own !== null && isOwnChange(own, repository.name)) return own.head.sha;
  const tip = await repository.tip(await repository.defaultBranch());
  if (tip !== null) return tip;
  throw new PipelineError("intake/empty-repository", "The default branch has no commit.", {
    next: "Push a first commit.",
  });
}

async function sceneOf(
  { order, hands, settings }: Inquiry,
  { stack, commit }: { stack: string; commit: string },
  { synthesiser, catalogue }: Judges,
): Promise<Scene> {
  const { stackPath, place, environment } = siteOf(stack, settings);
  const { files, contracts } = await readStack(hands.repository, commit, stackPath);
  const hasCode = `${stackPath}/main.ts` in files;
  const json = hasCode ? await synthesiser.synthesise({ files, stack, stackPath }) : null;
  const host = { repository: order.repository.name, stack, ...environment };
  return {
    stack,
    environment: place.environment,
    region: environment.region,
    commit,
    document: json === null ? null : documentFromSynth(null, prepareForHost(json, host), catalogue),
    contracts,
    asked: Object.fromEntries(
      contracts.flatMap(({ id }) => {
        const asked = askedWith(id, stack, { repository: order.repository.id, memory: hands.inbox });
        return asked === null ? [] : [[id, asked]];
      }),
    ),
    dependsOn: place.depends_on,
    kinds: KINDS.flatMap(({ nouns, types }) => {
      const type = types[environment.cloud];
      return type === undefined ? [] : [{ nouns, type }];
    }),
  };
}
