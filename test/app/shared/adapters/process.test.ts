import { describe, expect, it } from "vitest";
import { processRunner, runProcess } from "#shared/adapters/process.ts";

const NODE = process.execPath;
const say = (script: string) => [NODE, ["-e", script]] as const;

describe("runProcess", () => {
  it("returns exit code, output and errors of a program that fails", async () => {
    const result = await runProcess(...say("console.log('a'); console.error('b'); process.exit(3)"));
    expect(result).toEqual({ code: 3, stdout: "a\n", stderr: "b\n" });
  });

  it("hands over exactly the given environment and argv, without a shell", async () => {
    const script = "console.log(JSON.stringify([process.env, process.argv.slice(1)]))";
    const result = await runProcess(NODE, ["-e", script, "--", "$HOME; echo x"], { env: { ONE: "1" } });
    expect(JSON.parse(result.stdout)).toEqual([{ ONE: "1" }, ["$HOME; echo x"]]);
  });

  it("hands over the environment of nobody when none is given", async () => {
    const result = await runProcess(...say("console.log(Object.keys(process.env).length)"));
    expect(result.stdout).toBe("0\n");
  });

  it("feeds the input and reports every line as it comes", async () => {
    const lines: string[] = [];
    const result = await runProcess(NODE, ["-e", "process.stdin.pipe(process.stdout)"], {
      input: "one\ntwo\nlast",
      onLine: (line) => lines.push(line),
    });
    expect(lines).toEqual(["one", "two", "last"]);
    expect(result.stdout).toBe("one\ntwo\nlast");
  });

  it("does not fail when the program leaves its input unread", async () => {
    const result = await runProcess(NODE, ["-e", "process.exit(0)"], { input: "x".repeat(1_000_000) });
    expect(result.code).toBe(0);
  });

  it("refuses a program that is not there", async () => {
    await expect(runProcess("/nowhere/terraform", [])).rejects.toMatchObject({ code: "process/not-found" });
  });

  it("interrupts first, so that the program can finish what it does", async () => {
    const control = new AbortController();
    const script =
      "process.on('SIGINT', () => { console.log('finished'); process.exit(7); }); console.log('ready'); setInterval(() => {}, 1000)";
    const result = await runProcess(NODE, ["-e", script], {
      signal: control.signal,
      onLine: (line) => line === "ready" && control.abort(),
    });
    expect(result).toMatchObject({ code: 7, stdout: "ready\nfinished\n" });
  });

  it("kills a program that takes no notice, and what it started", async () => {
    const control = new AbortController();
    const run = processRunner({ interruptMs: 50, endMs: 50 });
    const stubborn =
      "for (const s of ['SIGINT', 'SIGTERM']) process.on(s, () => {}); require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' }); console.log('ready'); setInterval(() => {}, 1000)";
    const result = await run(NODE, ["-e", stubborn], {
      signal: control.signal,
      onLine: (line) => line === "ready" && control.abort(),
    });
    expect(result.code).toBe(128);
  });

  it("starts nothing that lives on when it was aborted before", async () => {
    const run = processRunner({ interruptMs: 50, endMs: 50 });
    const result = await run(NODE, ["-e", "setInterval(() => {}, 1000)"], { signal: AbortSignal.abort() });
    expect(result.code).toBe(128);
  });

  it("ends a program whose time is up with the errors it wrote", async () => {
    // A shell has spoken long before its time is up, however busy the machine is.
    const outcome = runProcess("/bin/sh", ["-c", "echo busy >&2; exec sleep 60"], { timeoutMs: 1000 });
    await expect(outcome).rejects.toMatchObject({ code: "process/timeout", details: { stderr: "busy\n" } });
  });

  it("ends a program that floods its output", async () => {
    const run = processRunner({ outputLimit: 10_000 });
    const flood = "setInterval(() => process.stdout.write('x'.repeat(5000)), 1)";
    await expect(run(NODE, ["-e", flood])).rejects.toMatchObject({ code: "process/too-much-output" });
  });
});
