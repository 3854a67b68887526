import { planErrors } from "../../../app/adapters/offline/diagnostics.ts";

/** What Terraform holds against a stack. */
export interface Diagnostic {
  readonly summary: string;
  readonly detail: string;
  /** Address of the resource, where it has one. */
  readonly address: string | null;
}

/** The errors of `terraform plan -json`, each with the module that it belongs to; null where it names none. */
export function errorsOf(output: string): { module: string | null; diagnostic: Diagnostic }[] {
  return planErrors(output).map(({ summary, detail, address, file }) => {
    const module =
      /^module\.([a-z0-9]+)\./.exec(address ?? "")?.[1] ??
      /^([a-z0-9]+)\//.exec(file ?? "")?.[1] ??
      /\bmodule\.(m\d+)\b/.exec(`${summary} ${detail}`)?.[1] ??
      /\bm\d+__/.exec(`${summary} ${detail}`)?.[0].slice(0, -2) ??
      null;
    const short = address === null ? null : address.replace(/^module\.[a-z0-9]+\./, "");
    return { module, diagnostic: { summary, detail, address: short } };
  });
}
