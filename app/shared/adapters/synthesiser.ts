import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, normalize, sep } from "node:path";
import { PipelineError } from "../core/error.ts";
import type { ProcessResult } from "../core/process.ts";
import type { Sandbox } from "../core/sandbox.ts";
import type { Synthesiser, SynthesisJob } from "../core/synthesiser.ts";
import { compileFailure } from "./synth-failure.ts";
import { readSynthOutput } from "./synth-output.ts";

export interface SynthesiserParts {
  readonly sandbox: Sandbox;
  /** The pinned tree with `cdktf`, `constructs` and the provider bindings: read, never written. */
  readonly nodeModules: string;
  readonly timeoutMs?: number;
}

/** Runs `main.ts` of the stack in a fresh directory that is gone afterwards, with nothing to read but its files and the pinned packages. */
export function sandboxedSynthesiser({
  sandbox,
  nodeModules,
  timeoutMs = 60_000,
}: SynthesiserParts): Synthesiser {
  return {
    async synthesise(job) {
      const directory = await realpath(await mkdtemp(join(tmpdir(), "code-synth-")));
      try {
        const packages = await realpath(nodeModules);
        await layOut(directory, job, packages);
        const result = await runStack(sandbox, { directory, job, packages, timeoutMs });
        if (result.code !== 0) throw compileFailure(result.stderr, directory);
        return await readSynthOutput(join(directory, "cdktf.out"), job.stack);
      } finally {
        await rm(directory, { recursive: true, force: true });
      }
    },
  };
}

/** The output lies beside the sources, which the program may not write. */
async function layOut(directory: string, job: SynthesisJob, packages: string): Promise<void> {
  const sources = join(directory, "source");
  for (const [path, text] of Object.entries(job.files)) {
    const target = join(sources, safePath(path));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text, { flag: "wx" });
  }
  await mkdir(join(directory, "cdktf.out"));
  await mkdir(sources, { recursive: true });
  await writeFile(join(sources, "package.json"), '{"type":"module"}\n');
  await symlink(packages, join(sources, "node_modules"));
}

function safePath(path: string): string {
  const clean = normalize(path);
  const [top] = clean.split(sep);
  if (clean === path && top !== ".." && top !== "" && top !== "node_modules") return clean;
  throw new PipelineError("synth/path-not-allowed", `${JSON.stringify(path)} is no path of a stack's file.`, {
    next: "Keep the stack's files below the root of the repository and out of node_modules.",
  });
}

interface Run {
  readonly directory: string;
  readonly job: SynthesisJob;
  readonly packages: string;
  readonly timeoutMs: number;
}

async function runStack(sandbox: Sandbox, run: Run): Promise<ProcessResult> {
  const { directory, job, packages, timeoutMs } = run;
  const sources = join(directory, "source");
  const entry = `${job.stackPath}/main.ts`;
  if (!(entry in job.files)) {
    throw new PipelineError("synth/no-entry", `${entry} is missing.`, {
      next: `Add ${entry}: it makes the app and the stack, and synthesises.`,
    });
  }
  try {
    return await sandbox.run({
      entry: join(sources, safePath(entry)),
      readable: [sources, packages],
      writable: join(directory, "cdktf.out"),
      cwd: directory,
      // Without these, CDKTF looks for a home directory and for newer versions of itself.
      env: { HOME: directory, CI: "1", CHECKPOINT_DISABLE: "1", NODE_NO_WARNINGS: "1" },
      timeoutMs,
    });
  } catch (cause) {
    if (!(cause instanceof PipelineError) || cause.code !== "process/timeout") throw cause;
    throw new PipelineError("synth/timeout", `${job.stack} did not synthesise within ${timeoutMs} ms.`, {
      next: "Look for an endless loop in the stack, or for work that does not belong into a synthesis.",
      cause,
    });
  }
}
