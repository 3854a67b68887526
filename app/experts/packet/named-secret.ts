const NAMED_SO =
  /(?:^|[._-])(?:passwd|passphrase|secret|secret_?key|token|api_?key|private_?key|access_?key|secret_string|client_?secret|connection_?string)(?:_wo)?$|password(?:_wo)?$/;
/** Identifiers, numbers and expressions are no secrets, whatever their attribute is called. */
const HARMLESS =
  /^$|^arn:|^\$\{[\s\S]*\}$|^(?:true|false|null|\d+)$|^(?:required|optional|enabled|disabled)$/i;

/** Whether the name of an attribute, or its path, says that this text is a secret; `dbPassword` and `PGPASSWORD` say so too. */
export function isNamedSecret(path: string, text: string): boolean {
  const name = path.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
  return NAMED_SO.test(name) && !HARMLESS.test(text);
}
