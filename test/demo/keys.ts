import { generateKeyPairSync, randomBytes } from "node:crypto";

/** Everything secret in one demo; nothing of it is kept. */
export function newKeys() {
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    app: {
      private: rsa.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
      public: rsa.publicKey.export({ type: "spki", format: "pem" }).toString(),
    },
    appLedger: ed25519(),
    deployer: ed25519(),
    stateKey: randomBytes(32).toString("base64"),
    webhookSecret: randomBytes(24).toString("hex"),
  };
}
export type Keys = ReturnType<typeof newKeys>;

function ed25519() {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return {
    private: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    public: publicKey.export({ type: "spki", format: "pem" }).toString(),
  };
}
