import { GITHUB_PATIENCE, type Patience } from "./child.ts";

export interface RunnerOptions {
  /** An empty directory for the rooms of jobs. */
  readonly directory: string;
  /** Where our own action lies, with its `action.yml`. */
  readonly actionDirectory: string;
  /** The environment of every job: a PATH and little more. */
  readonly env: Readonly<Record<string, string>>;
  /** Only in jobs that name an environment: how they reach the cloud. */
  readonly cloudEnv: Readonly<Record<string, string>>;
  /** The repository's own secrets, in every job. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, string>>;
  readonly patience: Patience;
  /** Inputs of our action that the workflow leaves to their defaults. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Jobs at a time. */
  readonly slots: number;
  readonly prepareHome?: (home: string) => void;
}

export const RUNNER_DEFAULTS = {
  env: { PATH: process.env.PATH ?? "" },
  cloudEnv: {},
  secrets: {},
  variables: {},
  inputs: {},
  patience: GITHUB_PATIENCE,
  slots: 2,
};
