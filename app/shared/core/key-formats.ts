/** Formats that are keys and nothing else, by their issuers' documentation; an address with a password that is a template holds none. */
export const KEY_FORMATS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Z0-9])/g,
  /\b(?:gh[pousr]_[A-Za-z0-9_.-]{16,}|github_pat_[A-Za-z0-9_]{16,})/g,
  /\bgl(?:pat|ptt|dt|rt|rtr|cbt|soat|ft|imt|agent|oas|ffct)-[A-Za-z0-9_.-]{16,}/g,
  /\b(?:xox[abeoprs]|xapp)-[A-Za-z0-9-]{10,}/g,
  /\b(?:sk|rk|pk)[-_](?:[A-Za-z0-9]{1,40}[-_]){0,6}[A-Za-z0-9]{20,}/g,
  /\b(?:hf_|npm_|ntn_|sbp_|pul-|rubygems_)[A-Za-z0-9]{16,}/g,
  /\b(?:pypi-Ag|do[oprt]_v1_|shp(?:at|ca|pa|ss)_|SG\.|dckr_pat_|hv[bsr]\.|ya29\.|gl(?:sa|c)_|figd_)[A-Za-z0-9_.-]{16,}/g,
  /\b(?:lin_api_|pscale_(?:tkn|pw|oauth)_|PMAK-|NRAK-|ATATT3|ATCTT3|ATBB|CCIP(?:AT|RJ)_|bkua_)[A-Za-z0-9_.=-]{16,}/g,
  /\b(?:sq0[a-z]{3}-|whsec_|dapi(?=[0-9a-f])|tskey-[a-z]+-|AGE-SECRET-KEY-1)[A-Za-z0-9_-]{20,}/g,
  /\b[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{20,}/g,
  /\bAIza[A-Za-z0-9_-]{30,}/g,
  /\b\d{8,10}:AA[A-Za-z0-9_-]{30,}/g,
  /\bhooks\.slack\.com\/services\/[A-Za-z0-9/]{16,}/g,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g,
  /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@]+:(?!\$\{[^}]*\}@)[^\s/@]+@/gi,
];
