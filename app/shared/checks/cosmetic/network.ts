/** The share of the public address space that these sources cover together: 1 is everybody. */
export function coverage(sources: readonly string[]): number {
  if (sources.some(isWordForAll)) return 1;
  const ranges = sources.flatMap(rangeOf);
  return Math.max(share(ranges.filter(({ six }) => !six)), share(ranges.filter(({ six }) => six)));
}

/** So much of all addresses is nobody's own network: of IPv4 it is sixteen of the largest blocks there are. */
export const WORLD = 1 / 16;

/** How clouds say everybody in a place for addresses. */
function isWordForAll(source: string): boolean {
  return ["*", "any", "all", "internet", "0.0.0.0", "::"].includes(source.trim().toLowerCase());
}

interface Range {
  readonly six: boolean;
  readonly from: number;
  readonly to: number;
}

/** As shares of the space: no network of a size that matters here is lost to rounding. */
function rangeOf(source: string): Range[] {
  const [address = "", bits = ""] = source.trim().split("/");
  if (!/^\d{1,3}$/.test(bits)) return [];
  const six = address.includes(":");
  const at = six ? sixthOf(address) : fourthOf(address);
  if (at === null) return [];
  const size = 2 ** -Number(bits);
  const from = Math.floor(at / size) * size;
  return six ? publicPart(from, from + size) : [{ six, from, to: from + size }];
}

/** 2000::/3 is all that is public of IPv6. */
function publicPart(from: number, to: number): Range[] {
  const [low, high] = [Math.max(from, 1 / 8), Math.min(to, 1 / 4)];
  return low < high ? [{ six: true, from: (low - 1 / 8) * 8, to: (high - 1 / 8) * 8 }] : [];
}

function fourthOf(address: string): number | null {
  const parts = address.split(".").map(Number);
  if (parts.length !== 4 || !parts.every((part) => part >= 0 && part <= 255)) return null;
  return parts.reduce((sum, part, index) => sum + part * 256 ** -(index + 1), 0);
}

/** The first three groups decide what is large. */
function sixthOf(address: string): number | null {
  const [head = ""] = address.split("::");
  const groups = head === "" ? [] : head.split(":").map((group) => Number.parseInt(group, 16));
  if (groups.some((group) => !(group >= 0 && group <= 0xffff))) return null;
  return groups.slice(0, 3).reduce((sum, group, index) => sum + group * 65_536 ** -(index + 1), 0);
}

function share(ranges: readonly Range[]): number {
  const sorted = [...ranges].sort((one, other) => one.from - other.from);
  let covered = 0;
  let end = 0;
  for (const { from, to } of sorted) {
    covered += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return covered;
}
