import { z } from "zod";

/** One error of Terraform. */
export interface Said {
  readonly summary: string;
  readonly detail: string;
  /** Address of the resource, where it names one. */
  readonly address: string | null;
  /** File that it stands in, where it names one. */
  readonly file: string | null;
}

const Line = z.object({
  type: z.literal("diagnostic"),
  diagnostic: z.object({
    severity: z.string(),
    summary: z.string(),
    detail: z.string().default(""),
    address: z.string().optional(),
    range: z.object({ filename: z.string() }).optional(),
    snippet: z.object({ context: z.string().nullish() }).nullish(),
  }),
});

/** The errors of `terraform plan -json`: one JSON object a line. */
export function planErrors(output: string): Said[] {
  return output.split("\n").flatMap((line) => {
    const parsed = Line.safeParse(jsonOf(line));
    if (parsed.data?.diagnostic.severity !== "error") return [];
    const { summary, detail, range, address, snippet } = parsed.data.diagnostic;
    // What the schema alone shows has no address; the place in the JSON is one.
    const within = /^(?:resource\.)?((?<=\.)\w+\.[\w-]+|data\.\w+\.[\w-]+)/.exec(snippet?.context ?? "");
    return [{ summary, detail, address: address ?? within?.[1] ?? null, file: range?.filename ?? null }];
  });
}

/** Null for what is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
