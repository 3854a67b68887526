import { KEY_FORMATS } from "../core/key-formats.ts";
import { type Cut, cut, traced } from "./traced.ts";

/** What a secret is called by. */
const CALLED = [
  "secret(?:[_-]?access)?[_-]?key|client[_-]?secret|api[_-]?key|account[_-]?key|access[_-]?token|auth[_-]?token|secret|token",
  "pass(?:word|wd|phrase)|pwd|passwort|kennwort|contraseña|mot de passe|senha|wachtwoord|hasło|пароль|密码|密碼|パスワード|비밀번호",
].join("|");

/** Values under a name that says what they are. */
const LABELLED = new RegExp(
  `(?<![a-z0-9_])((?:[a-z0-9]{1,40}[_-]){0,6}(?:${CALLED})["']?\\s*(?:[=:：]|\\b(?:is|ist|est|es)\\b|是|は)\\s*["']?)([^\\s"'\`,;]{6,})`,
  "gi",
);

/** What a header or an address signs in with. */
const SIGNED =
  /(?:\bauthorization["']?\s*[:=]\s*["']?(?:bearer|basic|token|apikey)\s+|\bbearer\s+(?=[^\s"']*[0-9])|[?&](?:sig|signature|x-amz-signature|x-amz-security-token|access_token|api_key|token)=)(?<value>[A-Za-z0-9._~+/%-]{16,}=*)/gi;

/** What stands where a key was. */
export const REMOVED = "[secret removed]";

/** A text without its keys, tokens and labelled passwords. */
export function removeSecrets(text: string): string {
  return cut(traced(text), secretsIn(text)).text;
}

/** Keys, tokens and labelled passwords. Digests and commit ids are none. */
export function secretsIn(text: string): Cut[] {
  const keys = KEY_FORMATS.flatMap((format) =>
    [...text.matchAll(format)].map((match) => cutOf(match.index, match[0])),
  );
  const labelled = [...text.matchAll(LABELLED)].flatMap((match) => {
    const [, label = "", value = ""] = match;
    return isSecret(label, value) ? [cutOf(match.index + label.length, value)] : [];
  });
  const signed = [...text.matchAll(SIGNED)].map(({ index, 0: all, groups }) =>
    cutOf(index + all.length - (groups?.value?.length ?? 0), groups?.value ?? ""),
  );
  return apart([...keys, ...labelled, ...signed]);
}

/** After a sign anything but a word; in a sentence, where words follow, only what has a digit or a sign of its own. */
function isSecret(label: string, value: string): boolean {
  const said = value.replace(/[.!?:)\]]+$/, "");
  if (said.startsWith("[")) return false;
  return /[=:：]\s*["']?$/.test(label) ? !/^\p{L}+$/u.test(said) : !/^[\p{L}\p{M}()[\]/_-]+$/u.test(said);
}

function cutOf(start: number, value: string): Cut {
  return { start, end: start + value.length, becomes: REMOVED };
}

/** In order, one for what overlaps. */
function apart(cuts: readonly Cut[]): Cut[] {
  const all: Cut[] = [];
  for (const next of cuts.toSorted((one, other) => one.start - other.start)) {
    const last = all.at(-1);
    if (last === undefined || next.start >= last.end) all.push(next);
    else all[all.length - 1] = { ...last, end: Math.max(last.end, next.end) };
  }
  return all;
}
