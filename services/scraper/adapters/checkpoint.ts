// What has been collected and acknowledged, so that a killed collector goes on where it stopped and a later round
// fetches only what changed. SQLite, which Node brings along: one transaction per acknowledged batch, memory bounded.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { ConfigError } from "@atelier/platform/errors.ts";

/** What is remembered of a page, a file or an API page. */
export interface SeenPage {
  /** As the sitemap (or a listing) gave it when the page was read. */
  readonly lastmod: string | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Where the page leads (a page number, a cursor, a path): a 304 does not say it again. */
  readonly next: string | null;
}

/** Work that an acknowledged page has announced: an XHR page of reviews, an image. */
export interface Todo {
  readonly resource: string;
  readonly kind: "reviews" | "media";
  /** File id of an image, reference of a product. */
  readonly about: string;
}

/** What becomes true once the records sent along with it are acknowledged. */
export type Mark =
  | { readonly type: "page"; readonly resource: string; readonly seen: SeenPage }
  | { readonly type: "todo"; readonly todo: Todo }
  | { readonly type: "done"; readonly resource: string }
  | { readonly type: "position"; readonly name: string; readonly value: string }
  | { readonly type: "forget"; readonly pseudonyms: readonly string[] };

export interface Checkpoint {
  page(resource: string): SeenPage | undefined;
  todos(): readonly Todo[];
  position(name: string): string | undefined;
  forgotten(): Iterable<string>;
  /** All or nothing, and on disk when it returns. */
  apply(marks: readonly Mark[]): void;
  close(): void;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS pages (
    resource TEXT PRIMARY KEY, lastmod TEXT, etag TEXT, last_modified TEXT, next TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS todos (
    resource TEXT PRIMARY KEY, kind TEXT NOT NULL, about TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS positions (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS forgotten (pseudonym TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
`;

/** @throws ConfigError when the folder cannot be written or holds something else. */
export function openCheckpoint(folder: string): Checkpoint {
  const database = openDatabase(folder);
  const selectPage = database.prepare(
    "SELECT lastmod, etag, last_modified AS lastModified, next FROM pages WHERE resource = ?",
  );
  const putPage = database.prepare("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?)");
  const putTodo = database.prepare("INSERT OR REPLACE INTO todos VALUES (?, ?, ?)");
  const dropTodo = database.prepare("DELETE FROM todos WHERE resource = ?");
  const selectTodos = database.prepare("SELECT resource, kind, about FROM todos ORDER BY resource");
  const selectPosition = database.prepare("SELECT value FROM positions WHERE name = ?");
  const putPosition = database.prepare("INSERT OR REPLACE INTO positions VALUES (?, ?)");
  const putForgotten = database.prepare("INSERT OR IGNORE INTO forgotten VALUES (?)");
  const selectForgotten = database.prepare("SELECT pseudonym FROM forgotten");

  function applyOne(mark: Mark): void {
    switch (mark.type) {
      case "page": {
        const { lastmod, etag, lastModified, next } = mark.seen;
        putPage.run(mark.resource, lastmod, etag, lastModified, next);
        return;
      }
      case "todo":
        putTodo.run(mark.todo.resource, mark.todo.kind, mark.todo.about);
        return;
      case "done":
        dropTodo.run(mark.resource);
        return;
      case "position":
        putPosition.run(mark.name, mark.value);
        return;
      case "forget":
        for (const pseudonym of mark.pseudonyms) putForgotten.run(pseudonym);
    }
  }

  return {
    page: (resource) => selectPage.get(resource) as unknown as SeenPage | undefined,
    todos: () => selectTodos.all() as unknown as Todo[],
    position: (name) => (selectPosition.get(name) as { value: string } | undefined)?.value,
    *forgotten() {
      for (const row of selectForgotten.iterate()) yield (row as { pseudonym: string }).pseudonym;
    },
    apply(marks) {
      if (marks.length === 0) return;
      database.exec("BEGIN IMMEDIATE");
      try {
        for (const mark of marks) applyOne(mark);
        database.exec("COMMIT");
      } catch (error) {
        // SQLite has rolled back already when it was the disk that failed.
        if (database.isTransaction) database.exec("ROLLBACK");
        throw isDiskFailure(error) ? cannotKeep(folder, error) : error;
      }
    },
    close: () => database.close(),
  };
}

function openDatabase(folder: string): DatabaseSync {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const database = new DatabaseSync(join(folder, "checkpoint.sqlite"));
    // A killed process loses nothing that was committed; only a power cut could lose the last rounds, which are then repeated.
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000;");
    database.exec(SCHEMA);
    return database;
  } catch (error) {
    throw cannotKeep(folder, error);
  }
}

/** SQLITE_READONLY, SQLITE_IOERR, SQLITE_FULL: https://www.sqlite.org/rescode.html; the low byte of an extended code. */
const DISK_FAILURES = new Set([8, 10, 13]);

function isDiskFailure(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && DISK_FAILURES.has(Number(error.errcode) & 0xff);
}

function cannotKeep(folder: string, error: unknown): ConfigError {
  const reason = error instanceof Error ? error.message : "unknown";
  return new ConfigError(
    "bad-checkpoint",
    `SCRAPER_STATE_DIR: no checkpoint can be kept in ${folder} (${reason}). Give a writable folder with room, or empty it to collect everything anew.`,
    { cause: error },
  );
}
