/** One consultation as it is kept: the redacted document in Markdown, and the digest of its packet (64 hexadecimal digits). */
interface ArchivedConsultation {
  readonly digest: string;
  readonly document: string;
}

/** Keeps one document a digest; a repetition makes none twice. Throws `archive/<reason>`, whose text quotes nothing of the document. */
export interface Archive {
  keep(consultation: ArchivedConsultation, signal: AbortSignal): Promise<"kept" | "known">;
}
