import type { PipelineError } from "#shared/core/error.ts";
import { isJsonObject, type Json } from "#shared/core/json.ts";
import { code, inline } from "#shared/report/escape.ts";

export interface Refused {
  readonly stack: string;
  /** Folder of the stack. */
  readonly folder: string;
  readonly commit: string;
  /** The pull request that brought the commit, null for a direct push. */
  readonly pullRequest: number | null;
  readonly requesters: readonly string[];
  readonly error: PipelineError;
}

export interface FollowUp {
  readonly branch: string;
  readonly title: string;
  readonly body: string;
  /** Path and text of the one file that its commit writes: it affects the stack, so that the plan is made and reviewed again. */
  readonly file: { readonly path: string; readonly text: string };
}

/** The pull request that carries the plan for review again. Its branch follows from what was refused, so that it is opened once. */
export function followUpFor({ stack, folder, commit, pullRequest, requesters, error }: Refused): FollowUp {
  const number = pullRequest ?? commit.slice(0, 7);
  const record: Json = {
    commit,
    pullRequest,
    reason: error.code,
    difference: [...linesOf(error)],
  };
  return {
    branch: `code/follow-up/${stack}-${number}`,
    title: `Follow-up: apply ${stack} as of ${commit.slice(0, 7)}`,
    body: bodyOf({ stack, commit, pullRequest, requesters, error }),
    file: { path: `${folder}/follow-up.json`, text: `${JSON.stringify(record, null, 2)}\n` },
  };
}

/** What the refusal lists: its details, or the lines among them. */
function linesOf({ details }: PipelineError): readonly string[] {
  const lines = isJsonObject(details) ? details.lines : details;
  return Array.isArray(lines) ? lines.filter((line) => typeof line === "string") : [];
}

function bodyOf({ stack, commit, pullRequest, requesters, error }: Omit<Refused, "folder">): string {
  const origin = pullRequest === null ? `commit ${commit.slice(0, 7)}` : `#${pullRequest}`;
  const listed = linesOf(error).slice(0, 100);
  return [
    `${origin} was merged, and stack ${code(stack)} was not, or not wholly, applied: ${code(error.code)}.`,
    inline(error.message).slice(0, 4000),
    ...(listed.length === 0 ? [] : [listed.map((line) => `- ${inline(line)}`).join("\n")]),
    "The check of this pull request shows what is planned now. Approve and merge it to apply exactly that; close it to leave things as they are.",
    ...(requesters.length === 0
      ? []
      : [`Asked for by ${requesters.map(code).join(", ")}, who cannot approve it.`]),
  ].join("\n\n");
}
