import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { sealContent } from "../../../action/state/seal.ts";
import type { SealHeader, VersionHeader } from "../../../app/shared/core/state-version.ts";
import { checkPlace, checkSigner, openEnvelope, readEnvelope } from "../../../app/shared/ledger/envelope.ts";
import { signerFrom, trustedKeys } from "../../../app/shared/ledger/keys.ts";
import { readStateKey, stateKeyProvider, subkey } from "../../../app/shared/ledger/state-key.ts";
import { DEPLOYER, keyPair, RUN, STATE_KEY, stateFile } from "../../support/state.ts";

const OF: VersionHeader = {
  version: 1,
  place: "state",
  repository: "acme/infra",
  stack: "invoices",
  sequence: 3,
  parent: "a".repeat(40),
  lineage: "lineage-1",
  serial: 7,
  run: RUN,
  counter: 2,
};
const provider = stateKeyProvider(STATE_KEY);
const trusted = trustedKeys([DEPLOYER.publicPem]);
const plain = stateFile(7, ["a", "b"]);
const seal = (of = OF, signer = DEPLOYER) =>
  sealContent(
    { of, content: "state", bytes: plain },
    { seal: provider, signer: signerFrom(signer.privatePem) },
  );

/** All that a reader does before it believes: without the signature check, so that the cipher stands alone. */
async function open(bytes: Uint8Array, expected: { of: VersionHeader; content: SealHeader["content"] }) {
  const envelope = readEnvelope(bytes);
  checkPlace(envelope, expected);
  return await openEnvelope(envelope, [provider]);
}
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "opened",
    (error: { code?: string }) => error.code ?? "untyped",
  );

describe("a sealed state", () => {
  it("opens to the same bytes, and shows none of them", async () => {
    const sealed = await seal();
    expect(await open(sealed, { of: OF, content: "state" })).toEqual(plain);
    expect(Buffer.from(sealed).includes("aws_s3_bucket")).toBe(false);
    expect((await seal()).slice(-200)).not.toEqual(sealed.slice(-200));
  });

  it("is refused with a code for every byte that is changed, with and without its signature", async () => {
    const sealed = Buffer.from(await seal());
    const signatureStart = sealed.length - 64;
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const signature = await codeOf((async () => checkSigner(readEnvelope(changed), trusted))());
      expect(signature, `signature, byte ${at}`).toMatch(/^state\/(foreign-signer|not-sealed)$/);
      if (at >= signatureStart) continue;
      const cipher = await codeOf(open(changed, { of: OF, content: "state" }));
      expect(cipher, `cipher, byte ${at}`).toMatch(
        /^state\/(not-sealed|misplaced|unknown-key|wrong-key|tampered)$/,
      );
    }
  });

  it("is refused when it is cut anywhere", async () => {
    const sealed = await seal();
    for (let length = 0; length < sealed.length; length += 7) {
      const code = await codeOf(open(sealed.slice(0, length), { of: OF, content: "state" }));
      expect(code).toMatch(/^state\/(not-sealed|tampered)$/);
    }
  });

  it.each<[string, Partial<VersionHeader>]>([
    ["another repository", { repository: "acme/other" }],
    ["another stack", { stack: "payroll" }],
    ["another lineage", { lineage: "lineage-2" }],
    ["another serial", { serial: 6 }],
    ["another parent", { parent: null }],
    ["the recovery branch", { place: "recovery" }],
  ])("is refused in %s", async (_, change) => {
    expect(await codeOf(open(await seal(), { of: { ...OF, ...change }, content: "state" }))).toBe(
      "state/misplaced",
    );
  });

  it("is refused as another file of its version", async () => {
    expect(await codeOf(open(await seal(), { of: OF, content: "journal" }))).toBe("state/misplaced");
  });

  it("never falls back to plaintext", async () => {
    expect(await codeOf(open(plain, { of: OF, content: "state" }))).toBe("state/not-sealed");
  });

  it("is refused from a signer who is not trusted", async () => {
    const sealed = await seal(OF, keyPair());
    expect(() => checkSigner(readEnvelope(sealed), trusted)).toThrow(
      expect.objectContaining({ code: "state/foreign-signer" }),
    );
  });

  it("opens with no other key, and not in another place with the right one", async () => {
    const other = stateKeyProvider(new Uint8Array(randomBytes(32)));
    const envelope = readEnvelope(await seal());
    expect(await codeOf(openEnvelope(envelope, [other]))).toBe("state/unknown-key");
    expect(await codeOf(openEnvelope(envelope, [{ ...other, id: provider.id }]))).toBe("state/wrong-key");
    const wrapped = await provider.wrap(new Uint8Array(32), "here");
    expect(await codeOf(provider.unwrap(wrapped, "there"))).toBe("state/wrong-key");
  });
});

describe("the state key", () => {
  it.each(["", "short", "A".repeat(43), `${"A".repeat(43)}=x`])("is refused as %j", (text) => {
    expect(() => readStateKey(text)).toThrow(expect.objectContaining({ code: "state/bad-key" }));
  });

  it("is 32 bytes in base64, and gives one key for each purpose", () => {
    const key = readStateKey(Buffer.from(STATE_KEY).toString("base64"));
    expect(Buffer.from(key)).toEqual(Buffer.from(STATE_KEY));
    const purposes = (["state", "fingerprint", "seal"] as const).map((name) =>
      Buffer.from(subkey(key, name)).toString("hex"),
    );
    expect(new Set(purposes).size).toBe(3);
  });
});
