const NAMED_SO =
  /(?:^|[._-])(?:password|passwd|secret|token|api_?key|private_key|access_key|secret_string)$/i;
/** Identifiers, numbers and expressions are no secrets, whatever their attribute is called. */
const HARMLESS = /^$|^arn:|^\$\{|^(?:true|false|null|\d+)$|^(?:required|optional|enabled|disabled)$/i;

/** Whether the name of an attribute, or its path, says that this text is a secret. */
export function isNamedSecret(path: string, text: string): boolean {
  return NAMED_SO.test(path) && !HARMLESS.test(text);
}
