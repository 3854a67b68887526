import { channel } from "node:diagnostics_channel";

/** Programs that this process starts, and hosts that it calls, from now on. */
export function watchProcess() {
  const hosts = new Set<string>();
  const programs: string[] = [];
  channel("undici:request:create").subscribe((message) => {
    const { request } = message as { request: { origin: string } };
    hosts.add(new URL(request.origin).hostname);
  });
  channel("http.client.request.start").subscribe((message) => {
    const { request } = message as { request: { getHeader(name: string): unknown } };
    hosts.add(String(request.getHeader("host")).replace(/:\d+$/, ""));
  });
  channel("child_process").subscribe((message) => {
    const { process: child } = message as { process: { spawnargs?: readonly string[] } };
    programs.push((child.spawnargs ?? []).join(" "));
  });
  return { hosts, programs };
}
