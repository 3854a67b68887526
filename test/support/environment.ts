import { generateKeyPairSync } from "node:crypto";

const pem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();

/** The least that an App starts with. */
export const ENOUGH = {
  APP_ID: "7",
  PRIVATE_KEY: pem,
  WEBHOOK_SECRET: "x".repeat(24),
  CODE_LEDGER_KEY: pem,
};
