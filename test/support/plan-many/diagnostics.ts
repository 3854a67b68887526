import { z } from "zod";

/** What Terraform holds against a stack. */
export interface Diagnostic {
  readonly summary: string;
  readonly detail: string;
  /** Address of the resource, where it has one. */
  readonly address: string | null;
}

const Line = z.object({
  type: z.literal("diagnostic"),
  diagnostic: z.object({
    severity: z.string(),
    summary: z.string(),
    detail: z.string().default(""),
    address: z.string().optional(),
    range: z.object({ filename: z.string() }).optional(),
  }),
});

/** The errors of `terraform plan -json`, each with the module that it belongs to; null where it names none. */
export function errorsOf(output: string): { module: string | null; diagnostic: Diagnostic }[] {
  return output.split("\n").flatMap((line) => {
    const parsed = line.startsWith("{") ? Line.safeParse(JSON.parse(line)) : null;
    if (parsed?.success !== true || parsed.data.diagnostic.severity !== "error") return [];
    const { summary, detail, address = null, range } = parsed.data.diagnostic;
    const module =
      /^module\.([a-z0-9]+)\./.exec(address ?? "")?.[1] ??
      /^([a-z0-9]+)\//.exec(range?.filename ?? "")?.[1] ??
      /\bmodule\.(m\d+)\b/.exec(`${summary} ${detail}`)?.[1] ??
      /\bm\d+__/.exec(`${summary} ${detail}`)?.[0].slice(0, -2) ??
      null;
    const short = address === null ? null : address.replace(/^module\.[a-z0-9]+\./, "");
    return [{ module, diagnostic: { summary, detail, address: short } }];
  });
}
