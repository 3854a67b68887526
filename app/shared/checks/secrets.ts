import { KEY_FORMATS } from "../core/key-formats.ts";

/** Whether a text contains a credential by its format. */
export function looksSecret(text: string): boolean {
  return KEY_FORMATS.some((format) => text.search(format) >= 0);
}
