import { PipelineError } from "../core/error.ts";

/** What Node wrote when a stack failed, as a refusal with the file and line of the stack that caused it. */
export function compileFailure(stderr: string, directory: string): PipelineError {
  const sources = `${directory}/source/`;
  const text = stderr.replaceAll(`file://${sources}`, "").replaceAll(sources, "");
  const place = findPlace(text);
  const reason = findReason(text);
  const where = place === null ? "" : `${place.file}:${place.line}: `;
  return new PipelineError("synth/does-not-compile", `${where}${reason}`, {
    next: place === null ? "Run the stack's main.ts with Node to see why." : "Correct this line.",
    details: { file: place?.file ?? null, line: place?.line ?? null, stderr: text.slice(-4000) },
  });
}

interface Place {
  readonly file: string;
  readonly line: number;
}

/** The first own file that the trace names; packages are absolute paths or lie in node_modules. */
function findPlace(text: string): Place | null {
  for (const match of text.matchAll(/(?:^|[\s(])((?:[\w.-]+\/)+[\w.-]+\.ts):(\d+)/gm)) {
    const [, file = "", line = ""] = match;
    if (!file.includes("node_modules/")) return { file, line: Number(line) };
  }
  return null;
}

function findReason(text: string): string {
  const line = text.split("\n").find((candidate) => /^\s*(?:\w*Error)\b.*: /.test(candidate));
  return (
    (line ?? text.trim().split("\n").at(-1) ?? "").trim().slice(0, 500) || "The stack ended without a reason."
  );
}
