import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acquireLock } from "../../../../action/state/lock.ts";
import { openClone } from "../../../../app/shared/adapters/clone.ts";
import { decide } from "../../../../app/shared/checks/decide.ts";
import { appendToLedger, gitLedgerStore } from "../../../../app/shared/ledger/append.ts";
import { signerFrom } from "../../../../app/shared/ledger/keys.ts";
import { stateKeyProvider } from "../../../../app/shared/ledger/state-key.ts";
import { type Audit, type Trust, verifyRepository } from "../../../../app/shared/ledger/verify-repository.ts";
import { type BareRepository, bareRepository, bytes } from "../../../support/bare-repository.ts";
import { DEPLOYER, keyPair, RUN, STATE_KEY, stateWriter } from "../../../support/state.ts";
import { FINDING, TRUST, tellStory } from "../../../support/story.ts";

describe("the audit of a repository", () => {
  let bare: BareRepository;
  beforeAll(async () => {
    bare = bareRepository();
    await tellStory(bare.clone());
  });
  afterAll(() => bare.remove());

  async function audit(trust: Partial<Trust> = {}, withKey = true): Promise<Audit> {
    return await verifyRepository(
      openClone(bare.remote),
      { ...TRUST, ...trust },
      {
        providers: withKey ? [stateKeyProvider(STATE_KEY)] : [],
        decide: ({ findings, block, source }) => decide(findings, { block }, source).kind,
      },
    );
  }
  const tip = (branch: string) => bare.git("rev-parse", `refs/heads/${branch}`).trim();
  const commitOn = (parent: string, path: string, text: string) => {
    const git = bare.clone();
    return git
      .fetch(["code/ledger/app", "code/ledger/deploy", "code/state/invoices"])
      .then(() => git.amendTree({ parent, files: { [path]: bytes(text) }, message: "tampered" }))
      .then(async (next) => {
        const branch = `scratch-${next}`;
        await git.push([{ branch, expected: null, next }]);
        bare.git("update-ref", "-d", `refs/heads/${branch}`);
        return next;
      });
  };
  /** The commit as it would be with these files. */
  async function amended(
    commit: string,
    files: Readonly<Record<string, Uint8Array | null>>,
  ): Promise<string> {
    const parent = bare.git("rev-parse", `${commit}^`).trim();
    const git = bare.clone();
    await git.fetch(["code/ledger/app"]);
    const changed = bare.git("diff", "--name-only", parent, commit).trim().split("\n");
    const own = changed.map(async (path) => [path, await git.read(commit, path)] as const);
    const all = { ...Object.fromEntries(await Promise.all(own)), ...files };
    const kept = Object.fromEntries(Object.entries(all).filter(([, content]) => content !== null));
    const next = await git.amendTree({ parent, files: kept, message: "amended" });
    await git.push([{ branch: "scratch", expected: null, next }]);
    bare.git("update-ref", "-d", "refs/heads/scratch");
    return next;
  }
  /** Moves a branch, audits, and moves it back. */
  async function whileAt(
    branch: string,
    commit: string | null,
    trust: Partial<Trust> = {},
  ): Promise<readonly string[]> {
    const before = tip(branch);
    bare.git(
      "update-ref",
      ...(commit === null ? ["-d", `refs/heads/${branch}`] : [`refs/heads/${branch}`, commit]),
    );
    const { problems } = await audit(trust);
    bare.git("update-ref", `refs/heads/${branch}`, before);
    return problems.map(({ entry, problem }) => `${entry}: ${problem}`);
  }

  it("finds nothing against an honest one, with and without the key that opens state", async () => {
    const opened = await audit();
    expect(opened).toMatchObject({ problems: [], entries: 6, versions: 3, opened: 6, verdicts: 3 });
    expect(await audit({ tips: opened.tips }, false)).toMatchObject({ problems: [], opened: 0 });
  });

  it.each(["code/ledger/app", "code/ledger/deploy", "code/state/invoices"])(
    "names %s when it was rewound or removed",
    async (branch) => {
      const tips = { [branch]: tip(branch) };
      const parent = bare.git("rev-parse", `${tip(branch)}^`).trim();
      expect(await whileAt(branch, parent, { tips })).toContainEqual(
        expect.stringContaining(`${branch}: was rewound`),
      );
      expect(await whileAt(branch, null, { tips })).toContainEqual(
        expect.stringContaining(`${branch}: is gone`),
      );
    },
  );

  it("names the entry that an extra commit changed", async () => {
    const next = await commitOn(tip("code/ledger/deploy"), "entries/000002.json", "{}\n");
    expect(await whileAt("code/ledger/deploy", next)).toContainEqual(
      expect.stringMatching(/^code\/ledger\/deploy 2: was changed again/),
    );
  });

  it("names the entry whose attached file is another one, is gone, or was never named", async () => {
    const ledger = "code/ledger/app";
    const second = bare.git("rev-parse", `${tip(ledger)}^`).trim();
    const named = (commit: string) => whileAt(ledger, commit);
    expect(await named(await amended(second, { "attached/000002": bytes("Another.\n") }))).toContain(
      `${ledger} 2: has another file beside it than the one that it names`,
    );
    expect(await named(await amended(second, { "attached/000002": null }))).toContain(
      `${ledger} 2: lacks the file that is attached to it`,
    );
    expect(await named(await amended(tip(ledger), { "attached/000003": bytes("More.\n") }))).toContain(
      `${ledger} 3: has a file beside it that it does not name`,
    );
    const later = await commitOn(tip(ledger), "attached/000002", "Another.\n");
    expect(await named(later)).toContainEqual(expect.stringMatching(/app 2: was changed again by/));
  });

  it("names a file that no state version has", async () => {
    const next = await commitOn(tip("code/state/invoices"), "terraform.tfstate", "{}");
    expect(await whileAt("code/state/invoices", next)).toContainEqual(
      expect.stringMatching(/^code\/state\/invoices 4: holds terraform.tfstate/),
    );
  });

  it("holds a recovery branch to the rules of a version, and the pull request beside it to none", async () => {
    const git = bare.clone();
    const next = await git.commit({
      files: { "recovery.json": bytes("{}") },
      parents: [],
      message: "import",
    });
    for (const [run, count] of [
      ["pull-7", 0],
      ["7-1", 1],
    ] as const) {
      const update = { branch: `code/recovery/invoices/${run}`, expected: null, next };
      await git.push([update]);
      const named = (await audit()).problems.map(({ entry }) => entry);
      await git.push([{ ...update, expected: next, next: null }]);
      expect(new Set(named).size).toBe(count);
    }
  });

  it("does not believe keys that are not the auditor's", async () => {
    const strange = keyPair().publicPem;
    const { problems } = await audit({ keys: { app: TRUST.keys.app, deployer: [strange] } });
    const named = new Set(problems.map(({ entry }) => entry));
    for (const number of [1, 2, 3]) {
      expect(named).toContain(`code/ledger/deploy ${number}`);
      expect(named).toContain(`code/state/invoices ${number}`);
    }
    expect(named).not.toContain("code/ledger/app 1");
  });

  it("names everything in a clone of another repository", async () => {
    const { problems } = await audit({ repository: "acme/other" });
    expect(new Set(problems.map(({ entry }) => entry)).size).toBe(9);
  });

  it("names a ledger that is not one, a state under another stack's name, and a lock that nobody signed", async () => {
    const state = tip("code/state/invoices");
    bare.git("update-ref", "refs/heads/code/ledger/other", state);
    bare.git("update-ref", "refs/heads/code/state/payroll", state);
    bare.git("update-ref", "refs/heads/code/lock/payroll", state);
    const { problems } = await audit();
    for (const name of ["ledger/other", "state/payroll", "lock/payroll"]) {
      bare.git("update-ref", "-d", `refs/heads/code/${name}`);
    }
    const texts = problems.map(({ entry, problem }) => `${entry}: ${problem}`);
    expect(texts).toContain("code/ledger/other: is a ledger that nobody writes");
    expect(texts).toContain("code/state/payroll 1: was made for the stack invoices");
    expect(texts).toContain("code/lock/payroll: is not a signed record");
  });

  it("accepts a lock of the deployer, and judges what the ledger claims", async () => {
    const writer = stateWriter(bare.clone());
    await acquireLock(writer, { run: RUN, job: "apply" });
    expect((await audit()).problems).toEqual([]);

    const before = tip("code/ledger/deploy");
    const store = gitLedgerStore(writer.git);
    const signer = signerFrom(DEPLOYER.privatePem);
    const ledger = {
      store,
      writer: "deploy" as const,
      repository: "acme/infra",
      signer,
      now: () => new Date(0),
    };
    const judged = {
      source: "plan",
      block: "high",
      findings: [{ ...FINDING, controls: [] }],
      verdict: "passed",
    };
    await appendToLedger(ledger, { kind: "apply/applied", body: { stack: "invoices", judged } });
    await appendToLedger(ledger, {
      kind: "apply/applied",
      body: { stack: "invoices", state: "d".repeat(40) },
    });
    await appendToLedger(ledger, { kind: "apply/applied", body: { judged: "yes" } });
    const blocked = { ...judged, verdict: "blocked" };
    await appendToLedger(ledger, { kind: "apply/refused", body: { judged: blocked } });
    await appendToLedger(ledger, { kind: "apply/applied", body: { judged: blocked } });
    const { problems } = await audit();
    bare.git("update-ref", "refs/heads/code/ledger/deploy", before);
    expect(problems.map(({ entry, problem }) => `${entry}: ${problem}`)).toEqual([
      "code/ledger/deploy 4: records passed, and its findings say otherwise",
      "code/ledger/deploy 6: records a verdict that cannot be read",
      "code/ledger/deploy 8: was applied although its verdict is blocked",
      `code/ledger/deploy 5: names the state ${"d".repeat(40)}, which is not on code/state/invoices`,
    ]);
  });

  it("names a link to an entry of the other ledger that is not there", async () => {
    const start = bare.git("rev-list", "--max-parents=0", "refs/heads/code/ledger/app").trim();
    expect(await whileAt("code/ledger/app", start)).toContainEqual(
      expect.stringMatching(/^code\/ledger\/deploy 2: saw entry 2 of the other ledger/),
    );
  });
});
