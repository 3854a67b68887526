import { registerHooks } from "node:module";
import { matchesGlob } from "node:path";
import { parse } from "yaml";

// The parser imports its schemas as JSON without saying so, which bundlers forgive and Node does not.
registerHooks({
  load(url, context, next) {
    const isSchema = /@actions\/workflow-parser\/.*\.json$/.test(url);
    return next(url, isSchema ? { ...context, importAttributes: { type: "json" } } : context);
  },
});
const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await import(
  "@actions/workflow-parser"
);

export interface StepSpec {
  readonly id?: string;
  readonly name?: string;
  readonly if?: unknown;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly shell?: string;
  readonly "continue-on-error"?: boolean;
  readonly "working-directory"?: string;
}

export interface JobSpec {
  readonly name?: string;
  readonly needs?: string | readonly string[];
  readonly if?: unknown;
  readonly permissions?: unknown;
  readonly environment?: unknown;
  readonly concurrency?: unknown;
  readonly strategy?: {
    readonly matrix?: unknown;
    readonly "fail-fast"?: unknown;
    readonly "max-parallel"?: number;
  };
  readonly env?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps: readonly StepSpec[];
}

type Filter = Readonly<Record<string, readonly string[] | undefined>> | null;

export interface Workflow {
  readonly path: string;
  readonly name: string;
  readonly on: Readonly<Record<string, Filter>>;
  readonly permissions: unknown;
  readonly env: Readonly<Record<string, unknown>>;
  readonly concurrency: unknown;
  readonly jobs: Readonly<Record<string, JobSpec>>;
}

/** A workflow file, refused where GitHub's own parser refuses it. */
export async function readWorkflow(path: string, content: string): Promise<Workflow> {
  const { context, value } = parseWorkflow({ name: path, content }, new NoOperationTraceWriter());
  if (value !== undefined) await convertWorkflowTemplate(context, value);
  const errors = context.errors.getErrors().map((error) => error.message);
  if (errors.length > 0) throw new Error(`${path}: ${errors.join("; ")}`);
  const raw = parse(content) as Workflow & { on: unknown };
  return {
    path,
    name: raw.name ?? path,
    on: triggersOf(raw.on),
    permissions: raw.permissions,
    env: raw.env ?? {},
    concurrency: raw.concurrency,
    jobs: raw.jobs,
  };
}

function triggersOf(on: unknown): Workflow["on"] {
  if (typeof on === "string") return { [on]: null };
  if (Array.isArray(on)) return Object.fromEntries(on.map((name: string) => [name, null]));
  return on as Workflow["on"];
}

export interface Occasion {
  readonly event: string;
  readonly action: string | null;
  /** The branch that filters look at: pushed, or the base of the pull request. */
  readonly branch: string;
  readonly changed: readonly string[];
}

const OF_PULLS = ["opened", "synchronize", "reopened"];
const DEFAULT_TYPES: Readonly<Record<string, readonly string[]>> = {
  pull_request: OF_PULLS,
  pull_request_target: OF_PULLS,
};

/** Whether this occasion starts the workflow. */
export function isTriggered(workflow: Workflow, occasion: Occasion): boolean {
  const filter = workflow.on[occasion.event];
  if (filter === undefined) return false;
  const types = filter?.types ?? DEFAULT_TYPES[occasion.event];
  const isOfType = types === undefined || types.includes(occasion.action ?? "");
  return isOfType && branchFits(filter, occasion.branch) && pathsFit(filter, occasion.changed);
}

const fits = (patterns: readonly string[], name: string): boolean =>
  patterns.reduce((isIn, pattern) => {
    const isNegated = pattern.startsWith("!");
    return matchesGlob(name, isNegated ? pattern.slice(1) : pattern) ? !isNegated : isIn;
  }, false);

function branchFits(filter: Filter, branch: string): boolean {
  if (filter?.branches !== undefined && !fits(filter.branches, branch)) return false;
  const ignored = filter?.["branches-ignore"];
  return ignored === undefined || !fits(ignored, branch);
}

function pathsFit(filter: Filter, changed: readonly string[]): boolean {
  const { paths } = filter ?? {};
  if (paths !== undefined && !changed.some((path) => fits(paths, path))) return false;
  const ignored = filter?.["paths-ignore"];
  return ignored === undefined || changed.some((path) => !fits(ignored, path));
}

export function needsOf(job: JobSpec): readonly string[] {
  if (job.needs === undefined) return [];
  return typeof job.needs === "string" ? [job.needs] : job.needs;
}
