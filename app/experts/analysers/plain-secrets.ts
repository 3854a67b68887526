import { textsIn } from "#shared/checks/places.ts";
import { looksSecret } from "#shared/checks/secrets.ts";
import type { ResourceChange } from "#shared/core/change-document.ts";
import type { ExpertFinding } from "#shared/core/review.ts";
import { REMOVED } from "#shared/hygiene/secrets.ts";
import { isNamedSecret } from "../packet/named-secret.ts";
import { objection } from "./objection.ts";

/** Credentials that are written down in the code, recognised by their shape, by the mark that stands in their place, or by the name of their attribute. */
export function reviewPlainSecrets(resource: ResourceChange): ExpertFinding[] {
  return textsIn(resource.after)
    .filter(({ path, text }) => isSecret(text) || isNamedSecret(path, text))
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

function isSecret(text: string): boolean {
  return looksSecret(text) || text.includes(REMOVED);
}
