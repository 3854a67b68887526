import type { ChangeDocument } from "#shared/core/change-document.ts";
import type { ExpertFinding } from "#shared/core/review.ts";
import { reviewExposure } from "./exposure.ts";
import { reviewPermissions } from "./permissions.ts";
import { reviewPlainSecrets } from "./plain-secrets.ts";

/** What a security engineer looks for first in what the change creates or updates, without policies and without a scanner. */
export function reviewSecurity(document: ChangeDocument): ExpertFinding[] {
  return document.resources
    .filter(({ actions }) => actions.includes("create") || actions.includes("update"))
    .flatMap((resource) => [
      ...reviewExposure(resource),
      ...reviewPermissions(resource),
      ...reviewPlainSecrets(resource),
    ]);
}
