import type { ChangeDocument } from "../../core/change-document.ts";
import type { Contract } from "../../core/contract.ts";
import type { Diagnostic } from "../../core/finding.ts";
import type { TypedChange } from "../../core/typed-change.ts";

/** A change as its author wrote it, and what it comes to. */
export interface Written {
  readonly change: TypedChange;
  readonly document: ChangeDocument;
}

/** A repair: the change before and after it, what was to be mended, and what was asked for. */
export interface Repair {
  readonly before: Written;
  readonly after: Written;
  readonly problems: readonly Diagnostic[];
  readonly contracts: readonly Contract[];
}

/** What a repair does instead of mending. */
export type CosmeticRule =
  | "deleted"
  | "renamed"
  | "silenced"
  | "hidden"
  | "undecided"
  | "as-wide"
  | "weakened"
  | "companion-dropped"
  | "moved";

/** A repair that only silences, as its author is told of it. */
export function cosmetic(
  rule: CosmeticRule,
  { address, path }: { readonly address: string; readonly path: string },
  message: string,
): Diagnostic {
  return {
    ...{ rule: `repair/${rule}`, severity: "high", status: "fail" },
    ...{ resource: address, path, message, controls: [] },
  };
}
