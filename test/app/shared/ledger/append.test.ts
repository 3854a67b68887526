import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PipelineError } from "../../../../app/shared/core/error.ts";
import {
  appendToLedger,
  gitLedgerStore,
  hostLedgerStore,
  type Ledger,
  readLedger,
} from "../../../../app/shared/ledger/append.ts";
import { entryDigest, entryPath, isEntrySigned, ledgerBranch } from "../../../../app/shared/ledger/chain.ts";
import { signerFrom, trustedKeys } from "../../../../app/shared/ledger/keys.ts";
import { type BareRepository, bareRepository, bytes } from "../../../support/bare-repository.ts";
import { keyPair } from "../../../support/state.ts";

const APP = keyPair();
const DEPLOYER = keyPair();

describe("a ledger behind the API", () => {
  function host(answer: (draft: { parent: string | null }) => string) {
    const drafts: { parent: string | null }[] = [];
    const repository = {
      tip: async () => null,
      read: async () => null,
    };
    const changes = {
      commit: async (draft: { parent: string | null }) => {
        drafts.push(draft);
        return answer(draft);
      },
    };
    const signer = signerFrom(APP.privatePem);
    const store = hostLedgerStore(repository, changes);
    const ledger: Ledger = { store, writer: "app", repository: "acme/infra", signer, now: () => new Date(0) };
    return { drafts, ledger };
  }
  const event = { kind: "intake/requested", body: {} };
  const moved = () => {
    throw new PipelineError("host/branch-moved", "moved", { next: "again" });
  };

  it("starts with a history of its own", async () => {
    const { drafts, ledger } = host(() => "made");
    expect(await appendToLedger(ledger, event)).toMatchObject({ commit: "made", entry: { sequence: 1 } });
    expect(drafts).toMatchObject([{ parent: null, branch: "code/ledger/app" }]);
  });

  it("reads again when the branch moved, and passes every other error on", async () => {
    const { drafts, ledger } = host(moved);
    await expect(appendToLedger(ledger, event)).rejects.toMatchObject({ code: "ledger/contended" });
    expect(drafts).toHaveLength(5);
    const broken = host(() => {
      throw new Error("503");
    });
    await expect(appendToLedger(broken.ledger, event)).rejects.toThrow("503");
  });
});

describe("a ledger", () => {
  let bare: BareRepository;
  beforeEach(() => {
    bare = bareRepository();
  });
  afterEach(() => bare.remove());

  function ledger(writer: "app" | "deploy"): Ledger {
    const pair = writer === "app" ? APP : DEPLOYER;
    return {
      store: gitLedgerStore(bare.clone()),
      writer,
      repository: "acme/infra",
      signer: signerFrom(pair.privatePem),
      now: () => new Date(0),
    };
  }
  const event = (n: number) => ({ kind: "apply/applied", body: { n } });

  it("is a chain of signed entries, one commit each", async () => {
    const deploy = ledger("deploy");
    const first = await appendToLedger(deploy, event(1));
    const second = await appendToLedger(deploy, event(2));
    expect(first.entry).toMatchObject({ sequence: 1, previous: null, seen: null });
    expect(second.entry).toMatchObject({ sequence: 2, previous: entryDigest(first.entry) });
    const entries = await readLedger(deploy.store, "deploy");
    expect(entries).toEqual([first.entry, second.entry]);
    expect(entries.every((entry) => isEntrySigned(entry, trustedKeys([DEPLOYER.publicPem])))).toBe(true);
    expect(entries.some((entry) => isEntrySigned(entry, trustedKeys([APP.publicPem])))).toBe(false);
    expect(bare.git("rev-list", "--count", ledgerBranch("deploy")).trim()).toBe("2");
    expect(await readLedger(deploy.store, "deploy", 2)).toEqual([second.entry]);
    expect(await readLedger(deploy.store, "app")).toEqual([]);
  });

  it("puts what is attached beside the entry, which names its digest and size", async () => {
    const { entry, commit } = await appendToLedger(ledger("app"), { ...event(1), attachment: "sealed\n" });
    const digest = createHash("sha256").update("sealed\n").digest("hex");
    expect(entry.event).toEqual({ ...event(1), attached: { digest, bytes: 7 } });
    expect(bare.git("show", `${commit}:attached/000001`)).toBe("sealed\n");
    expect(await readLedger(ledger("app").store, "app")).toEqual([entry]);
  });

  it("holds the newest entry of the other ledger", async () => {
    const asked = await appendToLedger(ledger("app"), { kind: "intake/requested", body: {} });
    const { entry } = await appendToLedger(ledger("deploy"), event(1));
    expect(entry.seen).toEqual({ sequence: 1, digest: entryDigest(asked.entry) });
  });

  it("never forks: two writers at once make two entries", async () => {
    const made = await Promise.all([1, 2].map((n) => appendToLedger(ledger("deploy"), event(n))));
    expect(made.map(({ entry }) => entry.sequence).sort()).toEqual([1, 2]);
  });

  it("refuses to go on after an entry of somebody else's ledger", async () => {
    const { commit } = await appendToLedger(ledger("deploy"), event(1));
    bare.git("update-ref", "refs/heads/code/ledger/app", commit);
    await expect(appendToLedger(ledger("app"), event(2))).rejects.toMatchObject({ code: "ledger/foreign" });
  });

  it("refuses to go on after an entry that cannot be read", async () => {
    const git = bare.clone();
    const { commit } = await appendToLedger(ledger("deploy"), event(1));
    const broken = await git.commit({ files: { "head.json": bytes("{}") }, parents: [], message: "broken" });
    await git.push([{ branch: ledgerBranch("deploy"), expected: commit, next: broken }]);
    await expect(appendToLedger(ledger("deploy"), event(2))).rejects.toMatchObject({
      code: "ledger/unreadable",
    });
  });

  it("is contended, and says so, when its branch moves at every try", async () => {
    const store = { ...gitLedgerStore(bare.clone()), advance: async () => null };
    const attempt = appendToLedger({ ...ledger("deploy"), store }, event(1));
    await expect(attempt).rejects.toMatchObject({ code: "ledger/contended" });
  });

  it("keeps its entries in order of their names", () => {
    expect(entryPath(7)).toBe("entries/000007.json");
  });

  it.each([
    ["no key", "text"],
    ["a key of another kind", RSA()],
  ])("refuses %s", (_, pem) => {
    expect(() => signerFrom(pem)).toThrow(expect.objectContaining({ code: "ledger/bad-key" }));
  });
});

function RSA(): string {
  return `-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VuBCIEIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n-----END PRIVATE KEY-----\n`;
}
