import { createHash } from "node:crypto";

/** Where a stack lies, as far as names depend on it. */
export interface Place {
  readonly stack: string;
  readonly region: string;
  readonly account: string;
}

/** A name that the whole cloud shares: what fits of the thing's own name, and a digest of account, stack and name. */
export function uniqueName(
  { name, place }: { readonly name: string; readonly place: Place },
  longest: number,
  joint: string,
): string {
  const digest = createHash("sha256")
    .update(`${place.account}/${place.stack}/${name}`)
    .digest("hex")
    .slice(0, 8);
  const own = name.replaceAll("_", joint).slice(0, longest - digest.length - joint.length);
  return `${own}${joint}${digest}`;
}

/** `registry`, `name` and `tag` of an image: `ghcr.io/acme/shop:1.4` is https://ghcr.io, acme/shop and 1.4. */
export function imagePart(image: string, part: string): string {
  const [, host, path = "", tag = "latest"] = /^(?:([^/]+[.:][^/]+)\/)?([^:]+)(?::(.+))?$/.exec(image) ?? [];
  if (part === "registry") return `https://${host ?? "index.docker.io"}`;
  return part === "name" ? path : tag;
}
