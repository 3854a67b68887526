import { DatabaseSync } from "node:sqlite";
import { PipelineError } from "#shared/core/error.ts";
import type { Purse } from "#shared/core/purse.ts";

/** Whose money: caps in US dollars of the request, and of its repository in one day. */
interface Account {
  readonly repository: string;
  readonly request: string;
  readonly caps: { readonly request: number; readonly day: number };
}

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA busy_timeout = 5000;
  CREATE TABLE IF NOT EXISTS spendings (
    id INTEGER PRIMARY KEY, day TEXT NOT NULL, repository TEXT NOT NULL, request TEXT NOT NULL, dollars REAL NOT NULL);
  CREATE INDEX IF NOT EXISTS spendings_day ON spendings (day, repository);
  CREATE INDEX IF NOT EXISTS spendings_request ON spendings (repository, request);
`;

const SPENT = `SELECT
  (SELECT TOTAL(dollars) FROM spendings WHERE repository = ?1 AND request = ?2) AS request,
  (SELECT TOTAL(dollars) FROM spendings WHERE repository = ?1 AND day = ?3) AS day,
  (SELECT TOTAL(dollars) FROM spendings WHERE day = ?3) AS server`;

const CAPS = {
  request: ["this request", "budgets.request of .github/code.yml"],
  day: ["this repository today", "budgets.day of .github/code.yml"],
  server: ["this server today", "CODE_DOLLARS_A_DAY of the server"],
} as const;

/**
 * Purses over one SQLite file: what is put aside is written down before anybody is asked, so that a killed process has spent it and two
 * requests at once cannot both take the last dollar.
 */
export function openPurses(
  path: string,
  server: { readonly dollarsADay: number; readonly now: () => Date },
): (account: Account) => Purse {
  const database = new DatabaseSync(path);
  database.exec(SCHEMA);
  const spent = database.prepare(SPENT);
  const add = database.prepare(
    "INSERT INTO spendings (day, repository, request, dollars) VALUES (?, ?, ?, ?)",
  );
  const settle = database.prepare("UPDATE spendings SET dollars = ? WHERE id = ?");
  return ({ repository, request, caps }) => ({
    reserve(worstCase) {
      const day = server.now().toISOString().slice(0, 10);
      const left = { ...caps, server: server.dollarsADay };
      const id = inOneStep(database, () => {
        const sums = spent.get(repository, request, day) ?? {};
        for (const cap of ["request", "day", "server"] as const)
          if (Number(sums[cap]) + worstCase > left[cap]) throw overBudget(cap, left[cap]);
        return add.run(day, repository, request, worstCase).lastInsertRowid;
      });
      return {
        settle(paid) {
          if (paid !== "unknown") settle.run(paid === "nothing" ? 0 : paid.dollars, id);
        },
      };
    },
  });
}

function inOneStep<T>(database: DatabaseSync, work: () => T): T {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
}

function overBudget(cap: keyof typeof CAPS, dollars: number): PipelineError {
  const [whose, where] = CAPS[cap];
  return new PipelineError("model/over-budget", `The $${dollars} for models of ${whose} do not cover this.`, {
    next: `Raise ${where}, or wait until tomorrow.`,
  });
}
