import { DatabaseSync } from "node:sqlite";
import { type Claim, type Inbox, Job } from "#shared/core/inbox.ts";
import { Json } from "#shared/core/json.ts";
import { parseJson } from "#shared/core/parse.ts";

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA busy_timeout = 5000;
  CREATE TABLE IF NOT EXISTS orders (
    key TEXT PRIMARY KEY, delivery TEXT NOT NULL UNIQUE, repository INTEGER NOT NULL, issue INTEGER NOT NULL,
    urgent INTEGER NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, content TEXT NOT NULL,
    number INTEGER NOT NULL, not_before INTEGER NOT NULL DEFAULT 0);
  CREATE INDEX IF NOT EXISTS orders_state ON orders (state, number);
  CREATE TABLE IF NOT EXISTS steps (key TEXT, step TEXT, value TEXT NOT NULL, PRIMARY KEY (key, step));
  CREATE TABLE IF NOT EXISTS threads (
    repository INTEGER, issue INTEGER, value TEXT NOT NULL, PRIMARY KEY (repository, issue));
`;

const STORE = `INSERT OR IGNORE INTO orders (key, delivery, repository, issue, urgent, state, content, number)
  VALUES (?, ?, ?, ?, ?, 'waiting', ?, (SELECT COALESCE(MAX(number), 0) + 1 FROM orders))`;

const CLAIM = `UPDATE orders SET state = 'running', attempts = attempts + 1 WHERE key = (
  SELECT key FROM orders AS next WHERE state = 'waiting' AND not_before <= ? AND urgent >= ? AND (urgent = 1 OR NOT EXISTS (
    SELECT 1 FROM orders AS busy WHERE busy.repository = next.repository AND busy.issue = next.issue
      AND busy.urgent = 0 AND (busy.state = 'running' OR (busy.state = 'waiting' AND busy.number < next.number))))
  ORDER BY urgent DESC, number LIMIT 1) RETURNING content, attempts`;

const GIVE_BACK = `UPDATE orders SET state = CASE WHEN attempts >= ? THEN 'parked' ELSE 'waiting' END, not_before = ?
  WHERE key = ? RETURNING state`;

/** The embedded inbox: one SQLite file, written through to the disk before a delivery is answered. Opening it puts back what a killed process had claimed. */
export function openInbox(path: string): Inbox {
  const database = new DatabaseSync(path);
  database.exec(SCHEMA);
  database.exec("UPDATE orders SET state = 'waiting' WHERE state = 'running'");
  const kept = orders(database);
  return {
    ...kept,
    ...memory(database),
    storeSoon: together(database, kept.store),
    close: () => database.close(),
  };
}

interface Waiting {
  readonly order: Job;
  resolve(outcome: "stored" | "duplicate"): void;
  reject(reason: unknown): void;
}

/** One transaction, and so one write through to the disk, for all that arrived in one turn of the event loop. */
function together(database: DatabaseSync, store: Inbox["store"]): Inbox["storeSoon"] {
  let waiting: Waiting[] = [];
  const flush = () => {
    const batch = waiting;
    waiting = [];
    try {
      database.exec("BEGIN IMMEDIATE");
      const outcomes = batch.map(({ order }) => store(order));
      database.exec("COMMIT");
      batch.forEach(({ resolve }, index) => {
        resolve(outcomes[index] ?? "duplicate");
      });
    } catch (reason) {
      if (database.isOpen && database.isTransaction) database.exec("ROLLBACK");
      for (const { reject } of batch) reject(reason);
    }
  };
  return (order) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ order, resolve, reject });
    });
}

function orders(
  database: DatabaseSync,
): Pick<Inbox, "store" | "claim" | "finish" | "giveBack" | "waiting" | "counts"> {
  const store = database.prepare(STORE);
  const claim = database.prepare(CLAIM);
  const giveBack = database.prepare(GIVE_BACK);
  const finish = database.prepare("UPDATE orders SET state = 'done' WHERE key = ?");
  const waiting = database.prepare(
    "SELECT key FROM orders WHERE state = 'waiting' AND urgent = 0 AND repository = ? AND issue = ? AND content ->> 'isMerged' IS NULL",
  );
  const count = database.prepare("SELECT state, COUNT(*) AS total FROM orders GROUP BY state");
  return {
    store(order) {
      const { repository, issue } = order;
      const content = JSON.stringify(order);
      const urgent = order.isUrgent ? 1 : 0;
      const { changes } = store.run(order.key, order.delivery, repository.id, issue.number, urgent, content);
      return changes === 1 ? "stored" : "duplicate";
    },
    claim(only): Claim | null {
      const row = claim.get(Date.now(), only === "urgent" ? 1 : 0);
      if (row === undefined) return null;
      const order = parseJson(Job, String(row.content), "inbox/unreadable");
      return { order, attempt: Number(row.attempts) };
    },
    finish(key) {
      finish.run(key);
    },
    giveBack(key, { attempts, pauseMs }) {
      return giveBack.get(attempts, Date.now() + pauseMs, key)?.state === "parked" ? "parked" : "waiting";
    },
    waiting: (repository, issue) => waiting.all(repository, issue).map((row) => String(row.key)),
    counts() {
      return Object.fromEntries(count.all().map((row) => [String(row.state), Number(row.total)]));
    },
  };
}

function memory(database: DatabaseSync): Pick<Inbox, "remember" | "recall" | "thread" | "saveThread"> {
  const remember = database.prepare("INSERT OR REPLACE INTO steps VALUES (?, ?, ?)");
  const recall = database.prepare("SELECT value FROM steps WHERE key = ? AND step = ?");
  const save = database.prepare("INSERT OR REPLACE INTO threads VALUES (?, ?, ?)");
  const thread = database.prepare("SELECT value FROM threads WHERE repository = ? AND issue = ?");
  const read = (row: Record<string, unknown> | undefined) =>
    row === undefined ? undefined : parseJson(Json, String(row.value), "inbox/unreadable");
  return {
    remember(key, step, value) {
      remember.run(key, step, JSON.stringify(value));
    },
    recall: (key, step) => read(recall.get(key, step)),
    thread: (repository, issue) => read(thread.get(repository, issue)),
    saveThread(repository, issue, value) {
      save.run(repository, issue, JSON.stringify(value));
    },
  };
}
