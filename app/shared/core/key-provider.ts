/** Holds the key-encryption key: a key in memory, a KMS, age, Vault's transit engine. Only small data keys pass through it. */
export interface KeyProvider {
  /** Names the kind and the key, never the key itself: `state-key:9f3a…`. Written into what it wraps. */
  readonly id: string;
  /** The context is authenticated with the key: what was wrapped for one place does not open in another. */
  wrap(dataKey: Uint8Array, context: string): Promise<Uint8Array>;
  /** Throws `state/wrong-key` when this provider did not wrap it for this context. */
  unwrap(wrapped: Uint8Array, context: string): Promise<Uint8Array>;
}
