import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { MODEL_VENDORS, type ModelVendor } from "#shared/core/model.ts";
import { WIRES } from "../../support/models/wires.ts";

/** What a model was asked: its name, and all that it was given to read. */
export interface Asked {
  readonly model: string;
  /** The name of the answer's form, where the wire says it. */
  readonly form: string;
  readonly read: string;
}

export type Reply =
  | { readonly kind: "value"; readonly value: unknown }
  /** As it stands, whatever it is. */
  | { readonly kind: "text"; readonly text: string }
  /** The vendor's own error, with its words. */
  | { readonly kind: "error"; readonly status: number; readonly text: string };

/** Models of every vendor on the loopback; the App reaches each by the vendor's SDK. */
export async function startModels(answer: (asked: Asked) => Promise<Reply>) {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const vendor = MODEL_VENDORS.find((name) => name === request.url?.split("/")[1]) ?? "compatible";
      const asked = askedIn(request.url ?? "", JSON.parse(Buffer.concat(chunks).toString("utf8")));
      answer(asked).then(
        (reply) => {
          const status = reply.kind === "error" ? reply.status : 200;
          response.writeHead(status, { "content-type": "application/json" });
          response.end(bodyOf(reply, vendor, asked.form));
        },
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrlOf: (vendor: ModelVendor) => WIRES[vendor].baseUrl(`http://127.0.0.1:${port}/${vendor}`),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What each wire calls the members that a model reads. */
const READ = ["system", "systemInstruction", "messages", "contents"] as const;

interface Sent extends Readonly<Partial<Record<(typeof READ)[number], unknown>>> {
  readonly model?: string;
  readonly response_format?: { readonly json_schema: { readonly name: string } };
  readonly tools?: readonly { readonly name: string }[];
}

/** Google says the model in its path alone. */
function askedIn(url: string, body: Sent): Asked {
  const model = /models\/([^:]+):/.exec(url)?.[1] ?? body.model ?? "";
  const form = body.response_format?.json_schema.name ?? body.tools?.[0]?.name ?? "";
  return { model, form, read: READ.flatMap((member) => leavesOf(body[member])).join("\n") };
}

function leavesOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leavesOf) : [];
}

/** What every wire's prose says, and what takes its place. */
const PROSE = '"Sure! Here it is."';

function bodyOf(reply: Reply, vendor: ModelVendor, form: string): string {
  const wire = WIRES[vendor];
  if (reply.kind === "error")
    return JSON.stringify({ error: { message: reply.text, type: "server_error", code: null } });
  if (reply.kind === "value")
    return JSON.stringify(wire.answer(reply.value)).replace(
      '"name":"typed_change"',
      () => `"name":${JSON.stringify(form)}`,
    );
  return JSON.stringify(wire.prose).replace(PROSE, () => JSON.stringify(reply.text));
}
