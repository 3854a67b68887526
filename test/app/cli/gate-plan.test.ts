import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runProcess } from "#shared/adapters/process.ts";
import { created, documentOf } from "../../support/change.ts";

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "cli-"));
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

/** A plan that creates these resources, as `terraform show -json` writes it. */
function plan(resources: Record<string, object>): string {
  const changes = Object.entries(resources).map(([address, after]) => {
    const [type = "", name = ""] = address.split(".");
    const change = { actions: ["create"], before: null, after, after_unknown: {} };
    return { address, mode: "managed", type, name, provider_name: "aws", change };
  });
  const rest = { format_version: "1.2", planned_values: {}, configuration: { root_module: {} } };
  return JSON.stringify({ ...rest, resource_changes: changes });
}

function write(name: string, text: string): string {
  const file = join(directory, name);
  writeFileSync(file, text);
  return file;
}

const engine = (...args: string[]) => runProcess(process.execPath, ["app/cli.ts", ...args]);

describe("code-engine gate --plan", () => {
  it("passes what no policy holds anything against", async () => {
    const file = write("good.json", plan({ "aws_cloudwatch_log_group.app": { retention_in_days: 30 } }));
    const { code, stdout } = await engine("gate", "--plan", file);
    expect([code, stdout]).toEqual([0, expect.stringContaining("nothing blocks")]);
  });

  it("blocks and names the rule, the resource and the controls", async () => {
    const file = write("bad.json", plan({ "aws_s3_bucket.logs": { bucket: "logs" } }));
    const { code, stdout } = await engine("gate", "--plan", file);
    expect(code).toBe(1);
    expect(stdout).toContain("high  s3/public_access_blocked  aws_s3_bucket.logs");
    expect(stdout).toContain("CIS-AWS-1.4/2.1.5");
  });

  it("passes from a higher threshold on, and still says what was found", async () => {
    const file = write("bad.json", plan({ "aws_s3_bucket.logs": { bucket: "logs" } }));
    const { code, stdout } = await engine("gate", "--plan", file, "--block", "critical", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout.split("\n")[0] ?? "")).toMatchObject({
      rule: "s3/public_access_blocked",
      plan: file,
    });
  });

  it("refuses an empty plan by its code and still reads the next", async () => {
    const good = write("good.json", plan({ "aws_cloudwatch_log_group.app": { retention_in_days: 30 } }));
    const { code, stdout, stderr } = await engine("gate", "--plan", write("empty.json", plan({})), good);
    expect(code).toBe(1);
    expect(stderr).toContain("policy/nothing-read");
    expect(stdout).toContain("nothing blocks");
  });
});

describe("code-engine contract", () => {
  const contract = {
    version: 1,
    id: "issue-12",
    promises: [
      {
        kind: "at-least",
        id: "kept",
        subject: { type: "aws_cloudwatch_log_group", name: "app" },
        path: "retention_in_days",
        value: 90,
      },
    ],
    guards: [{ kind: "nothing-is-destroyed", id: "intact" }],
  };

  it.each([
    [90, 0, "Every promise holds."],
    [30, 1, "Promise issue-12/kept does not hold"],
  ])("judges a retention of %s days with %s", async (days, expected, words) => {
    const file = write("plan.json", plan({ "aws_cloudwatch_log_group.app": { retention_in_days: days } }));
    const promised = write("contract.json", JSON.stringify(contract));
    const { code, stdout } = await engine("contract", "check", "--contract", promised, "--plan", file);
    expect([code, stdout]).toEqual([expected, expect.stringContaining(words)]);
  });

  it("says promises and guards in words", async () => {
    const { stdout } = await engine(
      "contract",
      "show",
      "--contract",
      write("c.json", JSON.stringify(contract)),
    );
    expect(stdout).toBe(
      "issue-12/kept: retention_in_days of aws_cloudwatch_log_group.app is at least 90.\nissue-12/intact: Nothing is destroyed.\n",
    );
  });

  it("refuses a contract with a field that nobody knows", async () => {
    const odd = write("odd.json", JSON.stringify({ ...contract, note: "" }));
    const { code, stderr } = await engine("contract", "show", "--contract", odd);
    expect([code, stderr]).toEqual([1, expect.stringContaining("contract/unreadable")]);
  });

  it("explains itself when asked wrongly", async () => {
    expect((await engine("contract", "check")).code).toBe(2);
  });
});

describe("code-engine review", () => {
  const subject = { type: "aws_security_group", name: "web" };
  const packet = (cidr: string) => ({
    request: "let the office in",
    document: documentOf([
      created("aws_security_group.web", { ingress: [{ cidr_blocks: [cidr], from_port: 22, to_port: 22 }] }),
    ]),
    contract: { version: 1, id: "issue-1", promises: [{ kind: "exists", id: "p", subject }], guards: [] },
  });

  it.each([
    ["203.0.113.0/24", 0, "verdict: approved"],
    ["0.0.0.0/0", 1, "verdict: objected"],
  ])("answers ssh from %s with %s", async (cidr, expected, words) => {
    const file = write("packet.json", JSON.stringify(packet(cidr)));
    const { code, stdout } = await engine("review", "--packet", file);
    expect([code, stdout]).toEqual([expected, expect.stringContaining(words)]);
    expect(stdout).toContain("security (key-less analyser)");
  });

  it("is undecided where a seat is required that nobody fills", async () => {
    const file = write("packet.json", JSON.stringify(packet("203.0.113.0/24")));
    const { code, stdout } = await engine("review", "--packet", file, "--required", "security,cost");
    expect([code, stdout]).toEqual([3, expect.stringContaining("no word from cost")]);
  });
});
