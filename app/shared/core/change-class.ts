import { z } from "zod";

/** What kind of pull request a change is, from its protected head branch: only some may adopt or forget resources. */
export const ChangeClass = z.enum(["ordinary", "rollback", "follow-up", "recovery", "adoption"]);
export type ChangeClass = z.infer<typeof ChangeClass>;
