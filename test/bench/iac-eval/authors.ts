import type { AuthorPacket } from "#shared/core/author.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Model } from "#shared/core/model.ts";
import { AUTHOR_ROOM, type RetrievedType } from "#shared/core/search.ts";
import type { TypedChange } from "#shared/core/typed-change.ts";
import { modelAuthor } from "../../../app/author/model-author.ts";
import { repairByMessages } from "../../../app/author/rulebook/repair.ts";
import type { Known } from "../../../app/author/rulebook/sheet.ts";
import { writeByRules } from "../../../app/author/rulebook/write.ts";
import { type BenchAuthor, type Draft, regionOf } from "./attempt.ts";
import type { Task } from "./tasks.ts";

/** What a run costs. */
export interface Tally {
  /** Milliseconds of every answer. */
  readonly times: number[];
  inputTokens: number;
  outputTokens: number;
  /** Of the input and of the output. */
  cachedTokens: number;
  reasoningTokens: number;
}

/** The author without a key; every millisecond of it is counted. */
export function rulebookAuthor(known: Known, { times }: Tally): BenchAuthor {
  return {
    write: (task) => drafted(times, () => writeByRules(packetOf(task, []), known)),
    async repair(task, change, diagnostics) {
      const repaired = repairByMessages(change, diagnostics, { ...known, region: regionOf(task) });
      return repaired === null ? null : { change: repaired };
    },
  };
}

/** A model as author, given the types that the request may need and, for another try, what Terraform said. */
export function modelBenchAuthor(model: Model, known: Known, tally: Tally): BenchAuthor {
  const author = modelAuthor(counted(model, tally), known);
  const ask = (task: Task, findings: readonly string[]) =>
    drafted(tally.times, () =>
      author.write(
        { ...packetOf(task, known.search.retrieve(task.prompt, AUTHOR_ROOM)), findings },
        AbortSignal.timeout(600_000),
      ),
    );
  return {
    write: (task) => ask(task, []),
    repair: (task, _, diagnostics) =>
      ask(
        task,
        diagnostics.map(({ address, summary, detail }) => `${address ?? ""} ${summary}: ${detail}`.trim()),
      ),
  };
}

function counted(model: Model, tally: Tally): Model {
  return {
    async ask(question, signal) {
      const answer = await model.ask(question, signal);
      tally.inputTokens += answer.inputTokens;
      tally.outputTokens += answer.outputTokens;
      tally.cachedTokens += answer.cachedTokens;
      tally.reasoningTokens += answer.reasoningTokens;
      return answer;
    },
  };
}

async function drafted(times: number[], work: () => TypedChange | Promise<TypedChange>): Promise<Draft> {
  const started = performance.now();
  try {
    return { change: await work() };
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    return { refusal: `${error.code}: ${error.message}` };
  } finally {
    times.push(performance.now() - started);
  }
}

function packetOf(task: Task, catalogue: readonly RetrievedType[]): AuthorPacket {
  return {
    stack: `task-${task.row}`,
    region: regionOf(task),
    request: task.prompt,
    wishes: [],
    existing: [],
    catalogue,
  };
}
