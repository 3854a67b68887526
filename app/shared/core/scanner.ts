import type { Finding } from "./finding.ts";
import type { Json } from "./json.ts";

/** A static scanner (Trivy) over Terraform text (`terraform`, a string) or plan JSON (`plan`). Throws `trivy/…` when it cannot decide. */
export interface Scanner {
  /** Checks the scanner itself; a scan does it where it was not done. */
  ready(): Promise<void>;
  scan(document: Json, kind: "terraform" | "plan"): Promise<readonly Finding[]>;
}
