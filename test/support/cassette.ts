import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { canonicalJson, plainJson } from "#shared/core/json.ts";
import type { Model, ModelAnswer, ModelQuestion } from "#shared/core/model.ts";

/** A model whose answers are kept, one file each, so that a run can be repeated without its key. */
export function recording(model: Model, folder: string): Model {
  mkdirSync(folder, { recursive: true });
  const fileOf = files(folder);
  return {
    async ask(question, signal) {
      const file = fileOf(question);
      const answer = await model.ask(question, signal);
      writeFileSync(file, `${JSON.stringify(answer, null, 2)}\n`);
      return answer;
    },
  };
}

/** The answers of an earlier run, by question; what was never asked then has no answer now. */
export function replaying(folder: string): Model {
  const fileOf = files(folder);
  return {
    ask<Value>(question: ModelQuestion<Value>) {
      const file = fileOf(question);
      if (!existsSync(file)) return Promise.reject(new Error(`no recording of this question: ${file}`));
      return Promise.resolve(JSON.parse(readFileSync(file, "utf8")) as ModelAnswer<Value>);
    },
  };
}

/** What goes over the wire of a question; the shape that is checked here does not. */
function askedOf({ system, task, answer: { name, schema }, maxTokens }: ModelQuestion): object {
  return { system, task, answer: { name, schema }, maxTokens };
}

/** The same question asked again is another answer: they are counted. */
function files(folder: string): (question: ModelQuestion) => string {
  const asked = new Map<string, number>();
  return (question) => {
    const key = createHash("sha256")
      .update(canonicalJson(plainJson(askedOf(question))))
      .digest("hex")
      .slice(0, 24);
    const count = (asked.get(key) ?? 0) + 1;
    asked.set(key, count);
    return join(folder, `${key}-${count}.json`);
  };
}
