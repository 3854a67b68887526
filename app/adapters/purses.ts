import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { PipelineError } from "#shared/core/error.ts";
import { parseShape } from "#shared/core/parse.ts";
import { BillLine, type Payer, type Purse, type Settlement, type Wallet } from "#shared/core/purse.ts";

/** Whose money: caps in US dollars of the request, and of its repository in one day. */
interface Account {
  readonly repository: string;
  readonly request: string;
  readonly caps: { readonly request: number; readonly day: number };
}

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA busy_timeout = 5000;
  CREATE TABLE IF NOT EXISTS payments (
    id INTEGER PRIMARY KEY, day TEXT NOT NULL, repository TEXT NOT NULL, request TEXT NOT NULL,
    seat TEXT NOT NULL, vendor TEXT NOT NULL, model TEXT NOT NULL, dollars REAL NOT NULL,
    turned_away INTEGER NOT NULL DEFAULT 0, input_tokens INTEGER NOT NULL DEFAULT 0, output_tokens INTEGER NOT NULL DEFAULT 0);
  CREATE INDEX IF NOT EXISTS payments_day ON payments (day, repository);
  CREATE INDEX IF NOT EXISTS payments_request ON payments (repository, request);
`;

/** Columns that came later: a file of an earlier release gets them. */
const LATER = {
  cached_tokens: "INTEGER NOT NULL DEFAULT 0",
  reasoning_tokens: "INTEGER NOT NULL DEFAULT 0",
  answered_as: "TEXT",
  request_id: "TEXT",
} as const;

const SPENT = `SELECT
  (SELECT TOTAL(dollars) FROM payments WHERE repository = ?1 AND request = ?2) AS request,
  (SELECT TOTAL(dollars) FROM payments WHERE repository = ?1 AND day = ?3) AS day,
  (SELECT TOTAL(dollars) FROM payments WHERE day = ?3) AS server`;

const CAPS = {
  request: ["this request", "budgets.request of .github/code.yml"],
  day: ["this repository today", "budgets.day of .github/code.yml"],
  server: ["this server today", "CODE_DOLLARS_A_DAY of the server"],
} as const;

const RESERVE = `INSERT INTO payments (day, repository, request, seat, vendor, model, dollars) VALUES (?, ?, ?, ?, ?, ?, ?)`;

const SETTLE = `UPDATE payments SET dollars = ?, turned_away = ?, input_tokens = ?, output_tokens = ?, cached_tokens = ?,
  reasoning_tokens = ?, answered_as = ?, request_id = ? WHERE id = ?`;

const BILL = `SELECT seat, vendor, model, COUNT(*) AS calls, SUM(input_tokens) AS inputTokens, SUM(output_tokens) AS outputTokens,
  SUM(cached_tokens) AS cachedTokens, SUM(reasoning_tokens) AS reasoningTokens, TOTAL(dollars) AS dollars,
  json_group_array(DISTINCT answered_as) AS answeredAs, json_group_array(request_id) AS requestIds FROM payments WHERE repository = ? AND request = ? AND turned_away = 0
  GROUP BY seat, vendor, model ORDER BY dollars DESC, seat, vendor, model`;

/**
 * Wallets over one SQLite file: what is put aside is written down before anybody is asked, so that a killed process has spent it and two
 * requests at once cannot both take the last dollar.
 */
export function openPurses(
  path: string,
  server: { readonly dollarsADay: number; readonly now: () => Date },
): (account: Account) => Wallet {
  const database = new DatabaseSync(path);
  database.exec(SCHEMA);
  addLater(database);
  const spent = database.prepare(SPENT);
  const add = database.prepare(RESERVE);
  const settle = database.prepare(SETTLE);
  const bill = database.prepare(BILL);
  const reserve = ({ repository, request, caps }: Account, { seat, vendor, model }: Payer, most: number) => {
    const day = server.now().toISOString().slice(0, 10);
    const left = { ...caps, server: server.dollarsADay };
    return inOneStep(database, () => {
      const sums = spent.get(repository, request, day) ?? {};
      for (const cap of ["request", "day", "server"] as const)
        if (Number(sums[cap]) + most > left[cap]) throw overBudget(cap, left[cap]);
      return add.run(day, repository, request, seat, vendor, model, most).lastInsertRowid;
    });
  };
  const purseOf = (account: Account, payer: Payer): Purse => ({
    reserve(worstCase) {
      const id = reserve(account, payer, worstCase);
      return {
        settle(paid) {
          if (paid !== "unknown") settle.run(...settledAs(paid), id);
        },
      };
    },
  });
  return (account) => ({
    purseOf: (payer) => purseOf(account, payer),
    bill: () => parseShape(z.array(Line), bill.all(account.repository, account.request), "inbox/unreadable"),
  });
}

/** Of calls that nobody has settled there is no name. */
const Names = z
  .string()
  .transform((text) => z.array(z.string().nullable()).parse(JSON.parse(text)).filter(isNamed));
const Line = BillLine.extend({ answeredAs: Names, requestIds: Names });

function isNamed(name: string | null): name is string {
  return name !== null;
}

/** Dollars, whether the call was turned away, its tokens, and the vendor's names. */
function settledAs(paid: Exclude<Settlement, "unknown">): (number | string | null)[] {
  if (paid === "nothing") return [0, 1, 0, 0, 0, 0, null, null];
  const { inputTokens, outputTokens, cachedTokens, reasoningTokens } = paid.usage;
  const tokens = [inputTokens, outputTokens, cachedTokens, reasoningTokens];
  return [paid.dollars, 0, ...tokens, paid.answeredAs ?? null, paid.requestId ?? null];
}

function addLater(database: DatabaseSync): void {
  inOneStep(database, () => {
    const known = new Set(
      database
        .prepare("PRAGMA table_info(payments)")
        .all()
        .map(({ name }) => name),
    );
    for (const [name, type] of Object.entries(LATER))
      if (!known.has(name)) database.exec(`ALTER TABLE payments ADD COLUMN ${name} ${type}`);
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
