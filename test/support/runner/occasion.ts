import type { Hub, HubEvent } from "../github/hub.ts";
import { loginOf } from "../github/identity.ts";
import type { Shape } from "../github/openapi.ts";
import type { Occasion } from "./workflow.ts";

/** What an event means to workflows: on which commit and branch they run, and what their filters see. */
export interface Trigger extends Occasion {
  readonly actor: string;
  /** `GITHUB_SHA`. */
  readonly sha: string;
  /** Branch name of `GITHUB_REF`. */
  readonly ref: string;
  /** What the run is listed under. */
  readonly headSha: string;
  readonly headBranch: string;
  readonly pull: number | null;
  readonly payload: Shape;
  /** The commit that the workflow file is read from. */
  readonly source: string;
}

interface PullPayload {
  readonly number: number;
  readonly head: {
    readonly ref: string;
    readonly sha: string;
    readonly repo: { readonly full_name: string } | null;
  };
  readonly base: { readonly ref: string; readonly sha: string };
}

/** One event can be two occasions: a pull request is one for `pull_request` and for `pull_request_target`. */
export function triggersOf(hub: Hub, event: HubEvent, payload: Shape): readonly Trigger[] {
  const actor = loginOf(event.by);
  const tip = hub.git.tip(hub.defaultBranch) ?? "";
  const common = { action: event.action, actor, payload, changed: [] as readonly string[] };
  if (event.name === "pull_request") {
    const pull = payload.pull_request as PullPayload;
    const changed = hub.git.diff(pull.base.sha, pull.head.sha).map((file) => file.filename);
    const listed = {
      headSha: pull.head.sha,
      headBranch: pull.head.ref,
      pull: pull.number,
      branch: pull.base.ref,
    };
    const target = { ...common, ...listed, changed, sha: tip, ref: hub.defaultBranch, source: tip };
    const own = { ...target, sha: pull.head.sha, ref: pull.head.ref, source: pull.head.sha };
    return [
      { ...target, event: "pull_request_target" },
      { ...own, event: "pull_request" },
    ];
  }
  if (event.name === "push") return pushTrigger(hub, payload, common);
  const here = {
    sha: tip,
    ref: hub.defaultBranch,
    headSha: tip,
    headBranch: hub.defaultBranch,
    branch: hub.defaultBranch,
  };
  return [{ ...common, ...here, event: event.name, pull: null, source: tip }];
}

function pushTrigger(
  hub: Hub,
  payload: Shape,
  common: Pick<Trigger, "action" | "actor" | "payload" | "changed">,
): readonly Trigger[] {
  const { ref, before, after } = payload as { ref: string; before: string; after: string };
  if (/^0+$/.test(after) || !ref.startsWith("refs/heads/")) return [];
  const branch = ref.slice("refs/heads/".length);
  const isNew = /^0+$/.test(before);
  const changed = isNew ? [] : hub.git.diff(before, after).map((file) => file.filename);
  const here = { sha: after, ref: branch, headSha: after, headBranch: branch, branch, source: after };
  return [{ ...common, ...here, changed, event: "push", pull: null }];
}

/** The `github` context. */
export function githubContext(
  hub: Hub,
  trigger: Trigger,
  run: { id: number; attempt: number; path: string; name: string },
): Shape {
  const pull = trigger.payload.pull_request as PullPayload | undefined;
  return {
    event: trigger.payload,
    event_name: trigger.event,
    sha: trigger.sha,
    ref: `refs/heads/${trigger.ref}`,
    ref_name: trigger.ref,
    ref_type: "branch",
    ref_protected: String(trigger.ref === hub.defaultBranch),
    head_ref: pull?.head.ref ?? "",
    base_ref: pull?.base.ref ?? "",
    repository: hub.fullName,
    repository_owner: hub.owner,
    repository_id: "1",
    actor: trigger.actor,
    triggering_actor: trigger.actor,
    run_id: String(run.id),
    run_number: String(run.id),
    run_attempt: String(run.attempt),
    workflow: run.name,
    workflow_ref: `${hub.fullName}/${run.path}@refs/heads/${hub.defaultBranch}`,
    server_url: hub.url,
    api_url: `${hub.url}/api/v3`,
    action_ref: "",
    action_repository: "",
  };
}
