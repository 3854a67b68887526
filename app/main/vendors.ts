import { MODEL_VENDORS, type ModelChoice, type ModelVendor, type Vendors } from "#shared/core/model.ts";
import { type Config, misconfigured } from "../config.ts";

/** The model that writes, null for the key-less author; what a vendor needs and is not set is named at once. */
export function authorIn(config: Config): ModelChoice | null {
  const usual = config.ANTHROPIC_API_KEY === undefined ? "rulebook" : "anthropic";
  const { CODE_AUTHOR: author = usual, CODE_AUTHOR_URL: baseUrl } = config;
  if (author === "rulebook") return null;
  const { variable, key } = KEYS[author](config);
  const { CODE_AUTHOR_MODEL: model = MODELS[author] } = config;
  const needed = [
    [variable, key],
    ["CODE_AUTHOR_MODEL", model],
    ["CODE_AUTHOR_URL", author === "compatible" ? baseUrl : ""],
  ];
  const missing = needed.filter(([, value]) => value === undefined);
  if (missing.length > 0)
    throw misconfigured(missing.map(([name]) => `${name} is not set, and CODE_AUTHOR is ${author}`));
  return { vendor: author, model: model ?? "", key: key ?? "", baseUrl };
}

/** How each vendor is reached that the server has a key for. */
export function vendorsIn(config: Config): Vendors {
  const author = authorIn(config);
  const reached = MODEL_VENDORS.flatMap((vendor) => {
    const baseUrl = (author?.vendor === vendor ? author.baseUrl : undefined) ?? URLS[vendor](config);
    const { key } = KEYS[vendor](config);
    const isKnown = vendor === "compatible" ? baseUrl !== undefined : key !== undefined;
    return isKnown ? [[vendor, { key: key ?? "", baseUrl }] as const] : [];
  });
  return Object.fromEntries(reached);
}

const URLS: Readonly<Record<ModelVendor, (config: Config) => string | undefined>> = {
  anthropic: ({ CODE_ANTHROPIC_URL }) => CODE_ANTHROPIC_URL,
  openai: ({ CODE_OPENAI_URL }) => CODE_OPENAI_URL,
  google: ({ CODE_GEMINI_URL }) => CODE_GEMINI_URL,
  "google-genai": ({ CODE_GEMINI_URL }) => CODE_GEMINI_URL,
  compatible: ({ CODE_COMPATIBLE_URL }) => CODE_COMPATIBLE_URL,
};

const MODELS: Readonly<Partial<Record<ModelVendor, string>>> = { anthropic: "claude-sonnet-4-5" };

type KeyOf = (config: Config) => { readonly variable: string; readonly key: string | undefined };
const gemini: KeyOf = ({ GEMINI_API_KEY: key }) => ({ variable: "GEMINI_API_KEY", key });
const KEYS: Readonly<Record<ModelVendor, KeyOf>> = {
  anthropic: ({ ANTHROPIC_API_KEY: key }) => ({ variable: "ANTHROPIC_API_KEY", key }),
  openai: ({ OPENAI_API_KEY: key }) => ({ variable: "OPENAI_API_KEY", key }),
  google: gemini,
  "google-genai": gemini,
  compatible: ({ CODE_COMPATIBLE_KEY: key }) => ({ variable: "CODE_COMPATIBLE_KEY", key }),
};
