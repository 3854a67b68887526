import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { ModelChoice } from "#shared/core/model.ts";
import { choiceOf, WIRES } from "../../support/models/wires.ts";

/** What a model was asked: the name of the answer's form, and all that it was given to read. */
export interface Asked {
  readonly form: string;
  readonly read: string;
}

export type Reply =
  | { readonly kind: "value"; readonly value: unknown }
  /** As it stands, whatever it is. */
  | { readonly kind: "text"; readonly text: string }
  /** The vendor's own error, with its words. */
  | { readonly kind: "error"; readonly status: number; readonly text: string };

/** A model behind an OpenAI-compatible interface on the loopback; the App reaches it by the vendor's SDK. */
export async function startModel(answer: (asked: Asked) => Promise<Reply>) {
  const wire = WIRES.compatible;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const asked = askedIn(JSON.parse(Buffer.concat(chunks).toString("utf8")));
      answer(asked).then(
        (reply) => {
          const status = reply.kind === "error" ? reply.status : 200;
          response.writeHead(status, { "content-type": "application/json" });
          response.end(JSON.stringify(bodyOf(reply)));
        },
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const choice: ModelChoice = choiceOf("compatible", wire.baseUrl(`http://127.0.0.1:${port}`));
  return {
    choice,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Sent {
  readonly messages: readonly { readonly content: string }[];
  readonly response_format: { readonly json_schema: { readonly name: string } };
}

function askedIn(body: unknown): Asked {
  const { messages, response_format: form } = body as Sent;
  return { form: form.json_schema.name, read: messages.map(({ content }) => content).join("\n") };
}

function bodyOf(reply: Reply): object {
  if (reply.kind === "error") return { error: { message: reply.text, type: "server_error", code: null } };
  if (reply.kind === "value") return WIRES.compatible.answer(reply.value);
  const body = WIRES.compatible.answer("") as { choices: { message: { content: string } }[] };
  for (const { message } of body.choices) message.content = reply.text;
  return body;
}
