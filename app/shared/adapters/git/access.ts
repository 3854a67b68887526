import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GitResult, RunGit } from "./run.ts";

/** GitHub's published host keys: a first connection trusts these and no other. */
const GITHUB_HOST_KEYS = `github.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl
github.com ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBEmKSENjQEezOmxkZMy7opKgwFB9nkt5YRrYMjNuG5N87uRgg6CLrbo5wAdT/y6v0mKV0U2w0WZ2YB/++Tpockg=
`;

export interface Access {
  /** A token for git over HTTP; it reaches git as a header in the environment. */
  readonly token?: string;
  /** A private key for git over SSH; it is a file, readable by its owner alone, only while git talks to the remote. */
  readonly sshKey?: string;
  /** Lines of a known_hosts file; GitHub's own where absent. */
  readonly knownHosts?: string;
}

/** Settings that give git the token for this remote and for no other address. */
export function tokenSettings(
  remote: string,
  token: string | undefined,
): readonly (readonly [string, string])[] {
  if (token === undefined || !/^https?:/.test(remote)) return [];
  const { origin } = new URL(remote);
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  return [[`http.${origin}/.extraHeader`, `Authorization: basic ${basic}`]];
}

/** Runs git against the remote with the SSH key in a file that is gone afterwards. */
export async function withSshKey(run: RunGit, access: Access, args: readonly string[]): Promise<GitResult> {
  if (access.sshKey === undefined) return await run(args);
  const file = join(tmpdir(), `code-push-${randomUUID()}`);
  const hosts = `${file}.hosts`;
  try {
    const key = access.sshKey.endsWith("\n") ? access.sshKey : `${access.sshKey}\n`;
    await writeFile(file, key, { mode: 0o600, flag: "wx" });
    await writeFile(hosts, access.knownHosts ?? GITHUB_HOST_KEYS, { mode: 0o600, flag: "wx" });
    const options = `-F /dev/null -o IdentitiesOnly=yes -o BatchMode=yes -o StrictHostKeyChecking=yes`;
    const command = `ssh -i '${file}' ${options} -o UserKnownHostsFile='${hosts}'`;
    return await run(args, { env: { GIT_SSH_COMMAND: command } });
  } finally {
    await Promise.all([rm(file, { force: true }), rm(hosts, { force: true })]);
  }
}
