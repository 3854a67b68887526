import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Trust } from "#shared/ledger/verify-repository.ts";

interface Replay {
  /** A folder for clone and files, which is made by whoever asks. */
  readonly folder: string;
  readonly remote: string;
  readonly trust: Trust;
  readonly key: Uint8Array;
}

/** What `code-engine review --replay --json` says of a fresh clone, with every way to the network closed, and no key but the one that opens. */
export function replayOffline({ folder, remote, trust, key }: Replay) {
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const clone = join(folder, "replayed");
  execFileSync("git", ["clone", "-q", "--mirror", remote, clone], { stdio: "ignore" });
  const args = [
    ...["--import", new URL("closed-network.ts", import.meta.url).href],
    ...[new URL("../../app/cli.ts", import.meta.url).pathname, "review", "--replay", clone, "--json"],
    ...["--trust", file("replay-trust.json", JSON.stringify(trust))],
    ...["--key-file", file("replay-key", Buffer.from(key).toString("base64"))],
  ];
  const env = { PATH: process.env.PATH };
  try {
    return JSON.parse(execFileSync(process.execPath, args, { env, encoding: "utf8", maxBuffer: 1e9 }));
  } catch (error) {
    // It exits 1 where something differs, and says what.
    const { stdout, status } = error as { stdout: string; status: number };
    if (status !== 1 || stdout === "") throw error;
    return JSON.parse(stdout);
  }
}
