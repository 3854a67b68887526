export interface CloudRequest {
  /** The role to take on, null where the runner's environment already has credentials. */
  readonly role: string | null;
  readonly region: string;
  /** Names the session in the cloud's log. */
  readonly session: string;
}

/** Who we are in the cloud. Throws `identity/…`. */
export interface CloudIdentity {
  /** Environment variables for Terraform, valid for a short time. */
  credentials(request: CloudRequest): Promise<Readonly<Record<string, string>>>;
}
