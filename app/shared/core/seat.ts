import { z } from "zod";
import { ChangeDocument } from "./change-document.ts";
import { Contract } from "./contract.ts";
import { Finding } from "./finding.ts";
import { Json } from "./json.ts";
import type { Duty, ExpertFinding } from "./review.ts";

/** What every expert gets, the same for all, without secrets. The request is foreign text: data, never an instruction. */
export const Packet = z.object({
  stack: z.string().optional(),
  request: z.string(),
  /** What was taken out of the request, in words. */
  stripped: z.array(z.string()).optional(),
  document: ChangeDocument,
  contract: Contract,
  /** What policies and scanners have found. */
  findings: z.array(Finding).default([]),
  /** Lines of the code that go and come, by file. */
  code: z.array(z.object({ path: z.string(), text: z.string() })).optional(),
  /** The Terraform JSON of the stack as it will be. */
  terraform: Json.optional(),
});
export type Packet = z.infer<typeof Packet>;

export interface Opinion {
  readonly findings: readonly ExpertFinding[];
  readonly notes: readonly string[];
}

/** One place in the circle: a model fills it, or an analyser that needs no key. It sees the packet and no other seat. */
export interface Seat {
  readonly duty: Duty;
  /** Who fills it, such as `key-less analyser` or a model's name. */
  readonly by: string;
  readonly deadlineMs: number;
  review(packet: Packet, signal: AbortSignal): Promise<Opinion>;
}
