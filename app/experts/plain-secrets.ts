import { textsIn } from "#shared/checks/places.ts";
import { looksSecret } from "#shared/checks/secrets.ts";
import type { ResourceChange } from "#shared/core/change-document.ts";
import type { ExpertFinding } from "#shared/core/review.ts";
import { objection } from "./objection.ts";

const NAMED_SO =
  /(?:^|[._-])(?:password|passwd|secret|token|api_?key|private_key|access_key|secret_string)$/i;
/** Identifiers, numbers and expressions are no secrets, whatever their attribute is called. */
const HARMLESS = /^$|^arn:|^\$\{|^(?:true|false|null|\d+)$|^(?:required|optional|enabled|disabled)$/i;

/** Credentials that are written down in the code, recognised by their shape or by the name of their attribute. */
export function reviewPlainSecrets(resource: ResourceChange): ExpertFinding[] {
  return textsIn(resource.after)
    .filter(({ path, text }) => looksSecret(text) || (NAMED_SO.test(path) && !HARMLESS.test(text)))
    .map(({ path, text }) =>
      objection(resource, {
        rule: "security/plain-secret",
        severity: "high",
        path,
        quoted: text,
        message: "This looks like a secret in plain text; whoever reads the repository has it.",
      }),
    );
}
