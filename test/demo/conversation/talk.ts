import type { Issue } from "../../support/github/store.ts";
import { lastWord } from "../steps.ts";
import { until } from "../until.ts";
import type { Talk } from "./world.ts";

const FINAL = /### (✅|💬|❓|⛔|⚠️|🚫)/u;

/** Ana says something and waits for the final word on it, which must contain `expected` where that is given. */
export async function tell(talk: Talk, issue: number, body: string, expected = ""): Promise<string> {
  const before = words(talk, issue);
  await talk.ana.comment(issue, body);
  const look = (): string | null => {
    const answer = lastChanged(talk, issue, before);
    return answer !== null && FINAL.test(answer) && answer.includes(expected) ? asRead(answer) : null;
  };
  const hint = () => `${lastWord(talk, issue)?.body}\n${talk.app.tail()}`;
  return await until(`an answer to ${body}`, look, { ms: 90_000, hint });
}

function words(talk: Talk, issue: number): ReadonlyMap<number, string> {
  const own = talk.github.store.comments.filter((one) => one.issue === issue);
  return new Map(own.map(({ id, body }) => [id, body]));
}

/** A comment that is new, or says something else than before: answers go on in the comment of their request. */
function lastChanged(talk: Talk, issue: number, before: ReadonlyMap<number, string>): string | null {
  const changed = [...words(talk, issue)].filter(
    ([id, body]) => before.get(id) !== body && body.startsWith("<!-- code:answer:"),
  );
  return changed.at(-1)?.[1] ?? null;
}

/** What a reader sees where a character was written as a number. */
function asRead(markdown: string): string {
  return markdown.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}

/** The pull request that an answer names. */
export function pullNamed(talk: Talk, answer: string): Issue {
  const number = Number(/Pull request: #(\d+)/.exec(answer)?.[1]);
  const found = talk.github.store.issues.find((one) => one.number === number && one.pull !== null);
  if (found === undefined) throw new Error(answer);
  return found;
}
