import type { ResourceChange } from "#shared/core/change-document.ts";
import { isAtLeast } from "#shared/core/finding.ts";
import { isJsonObject, type Json, type JsonObject, plainJson } from "#shared/core/json.ts";
import type { Packet } from "#shared/core/seat.ts";

const isChanged = ({ actions }: ResourceChange) => actions.some((action) => action !== "no-op");

/** Without what stays as it is, in the change and in the Terraform JSON. */
export function withoutStanding(view: JsonObject, { document, terraform }: Packet): JsonObject {
  const changed = document.resources.filter(isChanged);
  const addresses = new Set(changed.map(blockOf));
  const standing = new Set(document.resources.filter((one) => !isChanged(one)).map(blockOf));
  const stays = (address: string) => !standing.has(address) || addresses.has(address);
  return {
    ...view,
    document: plainJson({ ...document, resources: changed }),
    ...(terraform === undefined ? {} : { terraform: blocksOf(terraform, stays) }),
  };
}

/** The address of the block that makes it, with others perhaps. */
function blockOf({ address }: ResourceChange): string {
  return address.replace(/\[[^\]]*\]$/, "");
}

/** The resource blocks of Terraform JSON whose address is kept, and everything else. */
function blocksOf(terraform: Json, isKept: (address: string) => boolean): Json {
  if (!isJsonObject(terraform) || !isJsonObject(terraform.resource)) return terraform;
  const types = Object.entries(terraform.resource).map(([type, named]): [string, Json] => [
    type,
    isJsonObject(named) ? only(named, (name) => isKept(`${type}.${name}`)) : named,
  ]);
  const filled = types.filter(([, named]) => !isJsonObject(named) || Object.keys(named).length > 0);
  return { ...terraform, resource: Object.fromEntries(filled) };
}

function only(named: JsonObject, isKept: (name: string) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(named).filter(([name]) => isKept(name)));
}

/** How many findings below high each rule has made, instead of them. */
export function withoutSmallFindings(view: JsonObject, { findings }: Packet): JsonObject {
  const [kept, small] = [true, false].map((isHigh) =>
    findings.filter(({ severity }) => isAtLeast(severity, "high") === isHigh),
  );
  const byRule = Map.groupBy(small ?? [], ({ rule, severity }) => `${severity} ${rule}`);
  const counted = Object.fromEntries([...byRule].map(([rule, all]) => [rule, all.length]));
  return { ...view, findings: plainJson(kept ?? []), moreFindings: counted };
}

/** Every changed resource by its address, under what happens to it, and the addresses of what is only looked up. */
export function withoutDetail(view: JsonObject, { document }: Packet): JsonObject {
  const changed = document.resources.filter(isChanged);
  const byAction = Map.groupBy(changed, ({ actions }) => actions.join(" and "));
  const listed = [...byAction].map(([actions, all]): [string, Json] => [
    actions,
    all.map(({ address }) => address),
  ]);
  const { resources: _, data, ...rest } = document;
  const lists = { data: data.map(({ address }) => address), changed: Object.fromEntries(listed) };
  return { ...view, document: plainJson({ ...rest, ...lists }) };
}
