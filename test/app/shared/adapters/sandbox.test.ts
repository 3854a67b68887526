import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runProcess } from "#shared/adapters/process.ts";
import { findSandbox } from "#shared/adapters/sandbox.ts";
import type { RunProcess } from "#shared/core/process.ts";
import type { Sandbox } from "#shared/core/sandbox.ts";

let root = "";
let sandbox: Sandbox;
const server = createServer((_, response) => response.end("reached"));

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "sandbox-")));
  await writeFile(join(root, "secret.txt"), "planted-secret");
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  sandbox = await findSandbox(runProcess);
});
afterAll(async () => {
  server.close();
  await rm(root, { recursive: true });
});

async function room(script: string) {
  const directory = await mkdtemp(join(root, "job-"));
  const [source, output] = [join(directory, "source"), join(directory, "out")];
  await Promise.all([mkdir(source), mkdir(output)]);
  await writeFile(join(source, "main.mjs"), script);
  return { directory, source, output };
}

async function run(script: string, env: Record<string, string> = {}) {
  const { source, output } = await room(script);
  const job = { entry: join(source, "main.mjs"), readable: [source], writable: output, cwd: output, env };
  return { output, ...(await sandbox.run({ ...job, timeoutMs: 20_000 })) };
}

describe("a sandboxed program", () => {
  it("reads its directories, writes its output and speaks", async () => {
    const { code, stdout, output } = await run(
      'import fs from "node:fs"; fs.writeFileSync("a.txt", "written"); console.log("said");',
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: "said\n" });
    expect(await readFile(join(output, "a.txt"), "utf8")).toBe("written");
  });

  it("sees the given environment and nothing of the host's", async () => {
    const { stdout } = await run("console.log(JSON.stringify(process.env));", { GIVEN: "1" });
    expect(JSON.parse(stdout)).toEqual({ GIVEN: "1" });
  });

  it("has no network, not even the host's loopback", async () => {
    const { port } = server.address() as AddressInfo;
    const { code, stderr } = await run(
      `console.log(await (await fetch("http://127.0.0.1:${port}")).text());`,
    );
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/fetch failed/);
  });

  it("cannot signal the program that started it", async () => {
    const { code } = await run(`process.kill(${process.pid}, 0);`);
    expect(code).not.toBe(0);
  });

  it.each([
    ["read a file outside", () => `fs.readFileSync("${root}/secret.txt")`],
    ["list a directory outside", () => `fs.readdirSync("${root}")`],
    ["read a file of the system", () => 'fs.readFileSync("/etc/passwd")'],
    ["write outside", () => `fs.writeFileSync("${root}/planted.txt", "x")`],
    ["write into its own sources", () => "fs.writeFileSync(import.meta.filename, 'x')"],
    ["link to a file outside", () => `fs.symlinkSync("${root}/secret.txt", "leak")`],
    ["hard-link a file outside", () => `fs.linkSync("${root}/secret.txt", "leak")`],
    ["start a program", () => 'child.execFileSync("/bin/ls")'],
    ["start a worker", () => 'new worker.Worker("1", { eval: true })'],
    ["load native code", () => 'process.dlopen({ exports: {} }, "/lib/x.node")'],
  ])("cannot %s", async (_, attempt) => {
    const { code, stderr } = await run(
      `import fs from "node:fs"; import child from "node:child_process"; import worker from "node:worker_threads";\n${attempt()};`,
    );
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/ERR_ACCESS_DENIED|ERR_DLOPEN_DISABLED|ENOENT/);
  });

  it("is ended when its time is up", async () => {
    const { source, output } = await room("setInterval(() => {}, 1000);");
    const job = { entry: join(source, "main.mjs"), readable: [source], writable: output, cwd: output };
    const outcome = sandbox.run({ ...job, env: {}, timeoutMs: 300 });
    await expect(outcome).rejects.toMatchObject({ code: "process/timeout" });
  });
});

describe("the sandbox", () => {
  const jobOf = ({ source, output }: { source: string; output: string }) => ({
    entry: join(source, "main.mjs"),
    readable: [source],
    writable: output,
    cwd: output,
    env: {},
    timeoutMs: 20_000,
  });

  it("refuses a link that leads out of what may be read", async () => {
    const job = await room("1;");
    await symlink(join(root, "secret.txt"), join(job.source, "innocent.txt"));
    await expect(sandbox.run(jobOf(job))).rejects.toMatchObject({ code: "synth/link-leads-out" });
  });

  it("takes a link from one readable directory to another", async () => {
    const job = await room("1;");
    const library = await mkdtemp(join(root, "library-"));
    await symlink(library, join(job.source, "node_modules"));
    const result = await sandbox.run({ ...jobOf(job), readable: [job.source, library] });
    expect(result.code).toBe(0);
  });

  it("refuses a directory that is not there or could be taken for many", async () => {
    const job = await room("1;");
    await mkdir(join(root, "all*"));
    for (const readable of [["/nowhere"], [join(root, "all*")]]) {
      const outcome = sandbox.run({ ...jobOf(job), readable });
      await expect(outcome).rejects.toMatchObject({ code: "synth/unsafe-path" });
    }
  });

  it("refuses a machine on which nothing isolates", async () => {
    const powerless: RunProcess = async () => ({ code: 1, stdout: "", stderr: "not permitted" });
    await expect(findSandbox(powerless)).rejects.toMatchObject({ code: "synth/no-sandbox" });
  });

  it("does not take a program that still sees a network for isolated", async () => {
    const pretending: RunProcess = async () => ({ code: 0, stdout: "", stderr: "" });
    await expect(findSandbox(pretending)).rejects.toMatchObject({ code: "synth/no-sandbox" });
  });
});
