/** What a page shows of a text: entities are what they stand for. */
export function shown(text: string): string {
  return text.replaceAll(/&#(\d+);/g, (_, code: string) =>
    code === "8203" ? "" : String.fromCodePoint(Number(code)),
  );
}
