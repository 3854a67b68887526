import type ts from "typescript";
import { PipelineError } from "#shared/core/error.ts";

/** What cannot be edited safely is refused by file and line, with the reason. */
export function cannotEdit(place: { file: ts.SourceFile; node: ts.Node }, reason: string): PipelineError {
  const line = place.file.getLineAndCharacterOfPosition(place.node.getStart(place.file)).line + 1;
  return new PipelineError("emit/cannot-edit", `${place.file.fileName}:${line}: ${reason}.`, {
    next: "Edit this place by hand, and comment again.",
    details: { file: place.file.fileName, line },
  });
}
