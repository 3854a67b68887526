import type { AuthorPacket } from "#shared/core/author.ts";
import type { Catalogue } from "#shared/core/catalogue.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Facts } from "#shared/core/facts.ts";
import type { Model } from "#shared/core/model.ts";
import type { RetrievedType } from "#shared/core/search.ts";
import type { TypedChange } from "#shared/core/typed-change.ts";
import { modelAuthor } from "../../../app/author/model-author.ts";
import { repairByMessages } from "../../../app/author/rulebook/repair.ts";
import { writeByRulebook } from "../../../app/author/rulebook/write.ts";
import { type BenchAuthor, type Draft, REGION } from "./attempt.ts";
import type { Task } from "./tasks.ts";

interface Known {
  readonly catalogue: Catalogue;
  readonly facts: Facts;
}

/** What a run costs. */
export interface Tally {
  /** Milliseconds of every answer. */
  readonly times: number[];
  inputTokens: number;
  outputTokens: number;
}

/** The author without a key; every millisecond of it is counted. */
export function rulebookAuthor(known: Known, { times }: Tally): BenchAuthor {
  const repairing = { ...known, region: REGION };
  return {
    write: (task) => drafted(times, () => writeByRulebook(packetOf(task, []), known).change),
    async repair(_, change, diagnostics) {
      const repaired = repairByMessages(change, diagnostics, repairing);
      return repaired === null ? null : { change: repaired };
    },
  };
}

/** A model as author, given the types that the request may need and, for another try, what Terraform said. */
export function modelBenchAuthor(
  model: Model,
  { catalogue, typesFor }: { catalogue: Catalogue; typesFor: (request: string) => readonly RetrievedType[] },
  tally: Tally,
): BenchAuthor {
  const author = modelAuthor(counted(model, tally), catalogue);
  const ask = (task: Task, findings: readonly string[]) =>
    drafted(tally.times, () =>
      author.write({ ...packetOf(task, typesFor(task.prompt)), findings }, AbortSignal.timeout(600_000)),
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
    region: REGION,
    request: task.prompt,
    wishes: [],
    existing: [],
    catalogue,
  };
}
