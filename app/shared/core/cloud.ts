/** What the cloud is asked after an apply died: the truth about what exists, whoever recorded it or did not. */
export interface TaggedObjects {
  /** ARNs of everything in the account and region that carries this tag. */
  withTag(key: string, value: string): Promise<readonly string[]>;
}

/** The provider's own answer to "would you import this?", such as a plan with an import block gives it. */
export interface ImportProbe {
  lookUp(question: {
    readonly address: string;
    readonly type: string;
    readonly id: string;
  }): Promise<{ readonly kind: "found" | "absent" | "unanswered"; readonly answer: string }>;
}
