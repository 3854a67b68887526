import { PipelineError } from "#shared/core/error.ts";

const SLICE_BITS = 4;
const SMALLEST = 28;

/** The nth sixteenth of a range: subnet 1 of 10.0.0.0/16 is 10.0.16.0/20. */
export function sliceOf(range: string, index: number): string {
  const [address = "", bits = ""] = range.split("/");
  const length = Number(bits) + SLICE_BITS;
  const octets = address.split(".").map(Number);
  const isRange =
    octets.length === 4 && octets.every((octet) => octet >= 0 && octet <= 255) && Number(bits) >= 8;
  if (!isRange || length > SMALLEST || index < 0 || index > 15) {
    throw new PipelineError("author/range-too-small", `${range} cannot hold subnet number ${index + 1}.`, {
      next: "Name a range between /8 and /24, and at most eight subnets of a sort.",
    });
  }
  const start = octets.reduce((sum, octet) => sum * 256 + octet, 0) + index * 2 ** (32 - length);
  const cut = [24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256);
  return `${cut.join(".")}/${length}`;
}
