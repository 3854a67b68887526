import { cutToFit, GITHUB_LIMIT } from "./cut-to-fit.ts";

/** The hidden first line by which a comment of ours is found again: one a purpose and number. */
export function stickyMarker(purpose: string): string {
  return `<!-- code:${purpose} -->`;
}

/** A comment that fits, marker first. */
export function stickyComment(marker: string, markdown: string, pointer: string): string {
  const room = GITHUB_LIMIT - Buffer.byteLength(`${marker}\n`, "utf8");
  return `${marker}\n${cutToFit(markdown, pointer, room)}`;
}
