import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  loadPackageDefinition,
  Server,
  ServerCredentials,
  type ServiceClientConstructor,
} from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import type { Catalogue, ResourceType } from "#shared/core/catalogue.ts";
import { handlersOf } from "./handlers.ts";

export interface StandInProvider {
  /** What Terraform reads as TF_REATTACH_PROVIDERS. */
  readonly reattach: string;
  stop(): void;
}

/** Serves every type of one provider of the catalogue to Terraform, on a socket of its own. */
export async function startProvider(
  name: string,
  catalogue: Catalogue,
  configuration: ResourceType["fields"],
): Promise<StandInProvider> {
  const directory = mkdtempSync(join(tmpdir(), "provider-"));
  const socket = join(directory, "provider.sock");
  const server = new Server();
  server.addService(service(), handlersOf(name, catalogue, configuration));
  await new Promise<void>((resolve, reject) =>
    server.bindAsync(`unix:${socket}`, ServerCredentials.createInsecure(), (error) =>
      error === null ? resolve() : reject(error),
    ),
  );
  const address = `registry.terraform.io/${catalogue.providers[name]?.source}`;
  return {
    reattach: JSON.stringify({
      [address]: {
        Protocol: "grpc",
        ProtocolVersion: 5,
        Pid: process.pid,
        Test: true,
        Addr: { Network: "unix", String: socket },
      },
    }),
    stop() {
      server.forceShutdown();
      rmSync(directory, { recursive: true });
    },
  };
}

function service(): ServiceClientConstructor["service"] {
  const path = new URL("provider.proto", import.meta.url).pathname;
  const loaded = loadPackageDefinition(loadSync(path, { keepCase: true, longs: Number, bytes: Buffer }));
  const { Provider } = loaded.tfplugin5 as unknown as { Provider: ServiceClientConstructor };
  return Provider.service;
}
