const JSON_BOTH_WAYS = { accept: "application/json", "content-type": "application/json" };

/** Sends what an SDK has made with these headers alone: SDKs add, and let win, whatever `*_CUSTOM_HEADERS` of the environment say. */
export function withOwnHeaders(headers: Readonly<Record<string, string>>): typeof fetch {
  return (url, init) => fetch(url, { ...init, headers: { ...JSON_BOTH_WAYS, ...headers } });
}
