import { beforeAll, describe, expect, it } from "vitest";
import type { Synthesiser } from "#shared/core/synthesiser.ts";
import { realSynthesiser } from "../../../support/synthesiser.ts";

let synthesiser: Synthesiser;
beforeAll(async () => {
  synthesiser = await realSynthesiser();
});

const STACK = `
import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket/index.js";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

export class LogsStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "eu-west-1" });
    new S3Bucket(this, "logs", { bucket: "the-logs" });
  }
}
`;
const MAIN = `
import { App } from "cdktf";
import { LogsStack } from "./logs.ts";

const app = new App();
new LogsStack(app, "logs");
app.synth();
`;

const FOLDER = 'import fs from "node:fs"; fs.mkdirSync("cdktf.out/stacks/logs", { recursive: true });';
const write = (path: string, text: string) =>
  `import fs from "node:fs"; import { dirname } from "node:path"; const path = ${JSON.stringify(`cdktf.out/${path}`)};
   fs.mkdirSync(dirname(path), { recursive: true }); fs.writeFileSync(path, ${JSON.stringify(text)});`;

function synthesise(files: Record<string, string>, by: Synthesiser = synthesiser) {
  return by.synthesise({ files, stack: "logs", stackPath: "stacks/logs" });
}
const main = (text: string) => synthesise({ "stacks/logs/main.ts": text });

describe("the synthesiser", () => {
  it("turns a stack into its Terraform JSON", async () => {
    const json = await synthesise({ "stacks/logs/main.ts": MAIN, "stacks/logs/logs.ts": STACK });
    expect(json).toMatchObject({
      provider: { aws: [{ region: "eu-west-1" }] },
      resource: { aws_s3_bucket: { logs: { bucket: "the-logs" } } },
    });
  });

  it("names file and line of what does not compile", async () => {
    const broken = STACK.replace("super(scope, id);", "super(scope, id)) ;");
    const outcome = synthesise({ "stacks/logs/main.ts": MAIN, "stacks/logs/logs.ts": broken });
    await expect(outcome).rejects.toMatchObject({
      code: "synth/does-not-compile",
      details: { file: "stacks/logs/logs.ts", line: 9 },
    });
  });

  it("names file and line of what throws", async () => {
    const throwing = STACK.replace(
      "super(scope, id);",
      'super(scope, id); throw new TypeError("no region");',
    );
    const outcome = synthesise({ "stacks/logs/main.ts": MAIN, "stacks/logs/logs.ts": throwing });
    await expect(outcome).rejects.toMatchObject({
      code: "synth/does-not-compile",
      message: "stacks/logs/logs.ts:9: TypeError: no region",
    });
  });

  it.each([
    ["writes nothing", "1;", "synth/no-output"],
    ["writes another stack only", write("stacks/other/cdk.tf.json", "{}"), "synth/output-not-allowed"],
    ["makes a second stack", write("stacks/more/cdk.tf.json", "{}"), "synth/output-not-allowed"],
    ["writes no JSON", write("stacks/logs/cdk.tf.json", "{"), "synth/no-output"],
    [
      "writes what is not text",
      `${FOLDER}fs.writeFileSync("cdktf.out/stacks/logs/cdk.tf.json", Buffer.from([0xff]));`,
      "synth/output-not-allowed",
    ],
    [
      "writes too much",
      `${FOLDER}fs.writeFileSync("cdktf.out/stacks/logs/cdk.tf.json", " ".repeat(9e6));`,
      "synth/output-not-allowed",
    ],
    ["writes a directory", write("stacks/logs/cdk.tf.json/x", "{}"), "synth/output-not-allowed"],
    [
      "links its output inside",
      `${write("real.json", "{}")}fs.mkdirSync("cdktf.out/stacks/logs", { recursive: true }); fs.symlinkSync(process.cwd() + "/cdktf.out/real.json", "cdktf.out/stacks/logs/cdk.tf.json");`,
      "synth/",
    ],
    ["imports a package that is not there", 'import "left-pad";', "synth/does-not-compile"],
    ["ends itself", "process.exit(3);", "synth/does-not-compile"],
  ])("refuses a stack that %s", async (_, text, code) => {
    await expect(main(text)).rejects.toMatchObject({ code: expect.stringContaining(code) });
  });

  it("refuses a stack without main.ts", async () => {
    await expect(synthesise({ "stacks/logs/logs.ts": STACK })).rejects.toMatchObject({
      code: "synth/no-entry",
    });
  });

  it.each(["../main.ts", "/etc/main.ts", "node_modules/cdktf/x.ts", "a//b.ts", "./a.ts"])(
    "refuses a file at %s",
    async (path) => {
      const outcome = synthesise({ "stacks/logs/main.ts": MAIN, [path]: "1;" });
      await expect(outcome).rejects.toMatchObject({ code: "synth/path-not-allowed" });
    },
  );

  it("refuses a stack that never ends", async () => {
    const impatient = await realSynthesiser(500);
    const outcome = synthesise({ "stacks/logs/main.ts": "setInterval(() => {}, 1000);" }, impatient);
    await expect(outcome).rejects.toMatchObject({ code: "synth/timeout" });
  });
});
