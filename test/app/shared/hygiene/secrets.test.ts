import { describe, expect, it } from "vitest";
import { REMOVED, removeSecrets } from "#shared/hygiene/secrets.ts";

describe("removeSecrets", () => {
  it.each([
    ["password=hunter22", `password=${REMOVED}`],
    ["the password is hunter22", `the password is ${REMOVED}`],
    ["das Passwort ist Geheim2026!", `das Passwort ist ${REMOVED}`],
    ["contraseña: gato-azul-9", `contraseña: ${REMOVED}`],
    ["пароль: синий-кот-9", `пароль: ${REMOVED}`],
    ["密码：blue-cat-9", `密码：${REMOVED}`],
    ["password: correct-horse-battery", `password: ${REMOVED}`],
    ["Authorization: Basic YW5hOmh1bnRlcjIyMjI=", `Authorization: Basic ${REMOVED}`],
    ["with bearer abcdef0123456789", `with bearer ${REMOVED}`],
    ["?sv=2024&sig=abcdefghij0123456789%3D", `?sv=2024&sig=${REMOVED}`],
  ])("takes the secret out of %j", (text, clean) => {
    expect(removeSecrets(text)).toBe(clean);
  });

  it.each([
    "the password is required.",
    "the token is auto-generated (by the service).",
    "password: generated",
    "el token es obligatório",
    "a secret named db/password",
    "the bearer of bad news",
    "authorization: none",
    "sort by ?signature=short",
  ])("leaves %j as it is", (text) => {
    expect(removeSecrets(text)).toBe(text);
  });
});
