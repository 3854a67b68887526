import { parseArgs } from "node:util";
import { acquireLock } from "../../action/state/lock.ts";
import type { StateWriter } from "../../action/state/place.ts";
import { quarantine, saveState } from "../../action/state/save-state.ts";
import type { Git } from "../../app/shared/core/git.ts";
import { bareRepository, bytes } from "../support/bare-repository.ts";
import { formsOf, searchObjects } from "../support/secret-search.ts";
import { RUN, stateFile, stateWriter } from "../support/state.ts";

/**
 * Plants a secret in a sensitive attribute and in the journal, saves and quarantines versions, and looks for it in every
 * object of the repository. The same search must find each form in a repository where sealing is switched off.
 */
const { values } = parseArgs({
  options: {
    /** `unsealed`: the first repository is written without sealing as well, and the check has to notice. */
    plant: { type: "string" },
    /** Looks for `--secret` in this repository instead. */
    repository: { type: "string" },
    secret: { type: "string" },
  },
});
const SECRET = values.secret ?? 'pä$$ w0rd/"+?~canary-7f3b9c1e';

if (values.repository !== undefined) {
  const { objects, hits } = searchObjects(values.repository, SECRET);
  console.table(hits);
  report(
    { objects, hits: hits.length, forms: Object.keys(formsOf(SECRET)).length },
    objects > 0 && hits.length === 0,
  );
} else await prove();

async function prove(): Promise<void> {
  const sealed = bareRepository();
  const open = bareRepository();
  await write(sealed.clone(), values.plant === "unsealed");
  await write(open.clone(), true);
  const found = searchObjects(sealed.remote, SECRET);
  const control = searchObjects(open.remote, SECRET);
  sealed.remove();
  open.remove();

  const forms = Object.keys(formsOf(SECRET));
  const rows = forms.map((form) => ({
    form,
    "hits when sealed": found.hits.filter((hit) => hit.form === form).length,
    "hits when not sealed": control.hits.filter((hit) => hit.form === form).length,
  }));
  console.table(rows);
  const isBlind = rows.some((row) => row["hits when not sealed"] === 0);
  const figures = {
    objects: found.objects,
    hits: found.hits.length,
    control: control.hits.length,
    forms: forms.length,
  };
  report(figures, found.objects > 0 && found.hits.length === 0 && !isBlind);
}

function report(figures: Record<string, number>, isGood: boolean): void {
  const passed = isGood ? 1 : 0;
  console.log(JSON.stringify({ name: "leaks", passed, total: 1, share: passed, ...figures }));
  process.exitCode = isGood ? 0 : 1;
}

/** A state and a journal with the secret in them, and its other forms in further attributes. */
async function write(git: Git, isOpen: boolean): Promise<void> {
  const writer = isOpen ? unsealed(stateWriter(git)) : stateWriter(git);
  const claim = await acquireLock(writer, { run: RUN, job: "apply" });
  const journal = {
    version: 1 as const,
    run: RUN,
    entries: [
      {
        address: "aws_db_instance.main",
        type: "aws_db_instance",
        action: "create" as const,
        identity: { identifier: SECRET },
        progress: "started" as const,
        id: SECRET,
      },
    ],
  };
  const content = { state: stateFile(1, Object.values(formsOf(SECRET))), journal };
  const stand = await saveState(writer, { lock: claim.lock, base: { commit: null, header: null } }, content);
  await quarantine(writer, stand, { content, reason: "the push was refused" });
}

/** Switches sealing off where everybody gets their hands: what would be sealed is committed in clear. */
function unsealed(writer: StateWriter): StateWriter {
  const clear = bytes([...Object.values(formsOf(SECRET))].join("\n"));
  const git: Git = {
    ...writer.git,
    commit: (draft) => {
      const names = Object.keys(draft.files).map((path) => [
        path,
        path.endsWith(".bin") ? clear : draft.files[path],
      ]);
      return writer.git.commit({ ...draft, files: Object.fromEntries(names) });
    },
  };
  return { ...writer, git };
}
