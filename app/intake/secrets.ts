/** Formats that are keys and nothing else, and values under a name that says so. */
const KEYS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Z0-9])/g,
  /\b(?:gh[pousr]_[A-Za-z0-9_.-]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{20,})/g,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/g,
  /\b(?:sk|rk|pk)[-_](?:[A-Za-z0-9]+[-_])*[A-Za-z0-9]{20,}/g,
  /\b(?:hf_|npm_|pypi-|dop_v1_|shpat_|SG\.)[A-Za-z0-9_.-]{20,}/g,
  /\bAIza[A-Za-z0-9_-]{35}/g,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g,
  /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]+:[^\s/@]+@/g,
];

const LABELLED =
  /\b((?:[a-z0-9]+[_-])*(?:secret(?:[_-]?access)?[_-]?key|client[_-]?secret|api[_-]?key|account[_-]?key|access[_-]?token|auth[_-]?token|password|passwd|pwd|secret|token)["']?\s*(?:[=:]|\bis\b)\s*["']?)([^\s"'`,;]{6,})/gi;

const REMOVED = "[secret removed]";

/** Takes keys, tokens and labelled passwords out of a text; `found` counts them. Digests and commit ids stay. */
export function removeSecrets(text: string): { readonly text: string; readonly found: number } {
  let found = 0;
  const count = () => {
    found += 1;
    return REMOVED;
  };
  const withoutKeys = KEYS.reduce((rest, format) => rest.replaceAll(format, count), text);
  const clean = withoutKeys.replaceAll(LABELLED, (whole, label: string, value: string) => {
    const isSecret = !value.startsWith("[") && /[0-9]|[^a-z]/i.test(value);
    return isSecret ? `${label}${count()}` : whole;
  });
  return { text: clean, found };
}
