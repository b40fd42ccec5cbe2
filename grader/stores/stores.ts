// The stores of a submission on one world, opened once for a phase: by the engine's client, or by the submission's command.
import type { Submission } from "@atelier/contracts/submission.ts";
import { escapeIdentifier } from "pg";
import type { Row } from "../verify/compare.ts";
import type { Commands, ExamWorld } from "../phases/phase.ts";
import { createAsker, type Asker } from "./asked.ts";
import { findCollection, openDocumentStore, type CollectionPlace, type DocumentStore } from "./documents.ts";
import { openGraphStore, withNames, type GraphStore } from "./graph.ts";
import { openInspector, type Inspector } from "./inspector.ts";
import { openSqlSession, StoreRefusal, type SqlSession } from "./sql-session.ts";
import { canonicalValue, columnsOf, type AnyView } from "./view-values.ts";

/** Longer text is no value of the contract. */
const MAX_CHARACTERS = 100_000;

export interface OpenStores {
  /** Rows of a view in canonical form, by the reader; by a role of ours where the reader cannot log in. */
  view(view: AnyView): AsyncIterable<Row>;
  collection(role: "reviews" | "files"): AsyncIterable<Row>;
  /** A query of the contract's labels; rows with the named columns. */
  graph(name: string, cypher: string, columns: readonly string[]): AsyncIterable<Row>;
  close(): Promise<void>;
}

export interface StoreContext {
  readonly submission: Submission;
  readonly commands: Pick<Commands, "ask">;
}

export async function openStores(world: ExamWorld, context: StoreContext): Promise<OpenStores> {
  const { stores } = context.submission;
  const closing: (() => Promise<void>)[] = [];
  const keep = <T extends { close(): Promise<void> }>(opened: T): T => {
    closing.push(() => opened.close());
    return opened;
  };
  const asker = (store: { readonly query?: unknown } | undefined): Asker => {
    const query = store?.query as Submission["stores"]["relational"]["query"];
    if (query === undefined)
      throw new StoreRefusal("this engine is not declared, and no query command answers");
    return createAsker(context.commands, query, world);
  };
  const { postgres, mongo, neo4j } = world.connections;
  const ours = engineParts(context.submission);
  const sql = once(async (): Promise<SqlSession | Inspector> => keep(await openReader(world)));
  const documents = once(async (): Promise<DocumentStore> => keep(await openDocumentStore(mongo.url)));
  const graph = once(async (): Promise<GraphStore> => keep(await openGraphStore(neo4j)));
  const hasPostgres = ours.relational && postgres.ownerUrl !== "";
  return {
    async *view(view) {
      const columns = columnsOf(view);
      if (!hasPostgres) {
        yield* mapAsync(asker(stores.relational).pages({ view }), (row) => {
          return Object.fromEntries(
            columns.map(({ name, kind }) => [name, canonicalValue(kind, textOf(row[name]))]),
          );
        });
        return;
      }
      yield* readView(await sql(), view);
    },
    async *collection(role) {
      const name = stores.document?.collections[role] ?? role;
      if (ours.document && mongo.url !== "") {
        const store = await documents();
        const place: CollectionPlace | undefined = await findCollection(store, name);
        if (!place) throw new StoreRefusal(`there is no collection ${name}`);
        yield* store.documents(place);
      } else yield* asker(stores.document).pages({ collection: name });
    },
    async *graph(name, cypher, columns) {
      if (ours.graph && neo4j.url !== "") {
        const names = { ...stores.graph?.labels, ...stores.graph?.relationships };
        const rows = (await graph()).rows(withNames(cypher, names));
        yield* mapAsync(rows, (values) =>
          Object.fromEntries(columns.map((column, index) => [column, values[index]])),
        );
      } else yield* asker(stores.graph).pages({ graph: name });
    },
    async close() {
      await Promise.all(closing.map((close) => close()));
    },
  };
}

const named = (store: { readonly engine: string } | undefined, names: readonly string[]) =>
  store !== undefined && names.includes(store.engine.toLowerCase());

/** Which parts are played by an engine that the grader has a client for. */
export function engineParts({ stores }: Submission) {
  return {
    relational: named(stores.relational, ["postgresql", "postgres"]),
    document: named(stores.document, ["mongodb", "mongo"]),
    graph: named(stores.graph, ["neo4j"]),
  };
}

/** The submission's reader, who writes nothing. */
export async function openReader(world: ExamWorld, path: readonly string[] = []): Promise<SqlSession> {
  try {
    return await openSqlSession({ url: world.roleUrl("reader"), path });
  } catch (error) {
    // That the reader does not come in is the fault of another item: what is loaded can still be seen.
    if (!(error instanceof StoreRefusal)) throw error;
    return openInspector(world.connections, { path });
  }
}

/** The submission's own roles that write, as far as they come in. */
export async function openWriters(world: ExamWorld): Promise<SqlSession[]> {
  const urls = [world.connections.postgres.ownerUrl, world.roleUrl("loader")];
  const opened = await Promise.allSettled(urls.map((url) => openSqlSession({ url, mayWrite: true })));
  return opened.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
}

/**
 * Names and types with the system's schema before them, so that nothing of the candidate's is called in between. A column that
 * is not there is absent in each row: it costs what it holds, and not the rows.
 */
export async function* readView(session: SqlSession, view: AnyView): AsyncIterable<Row> {
  const there = new Set(
    (
      await session.all(
        `SELECT a.attname FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = 'lab' AND c.relname = $1 AND a.attnum > 0 AND NOT a.attisdropped`,
        [view],
      )
    ).map(([name]) => name),
  );
  if (there.size === 0) throw new StoreRefusal(`there is no view lab.${view}`);
  const columns = columnsOf(view);
  const chosen = columns.map(({ name }) =>
    there.has(name)
      ? `pg_catalog."left"(pg_catalog.format('%s', ${escapeIdentifier(name)}), ${MAX_CHARACTERS})`
      : "NULL",
  );
  // format() makes an empty text of what is absent.
  const absent = columns.map(({ name }) => (there.has(name) ? `${escapeIdentifier(name)} IS NULL` : "true"));
  const sql = `SELECT ${[...chosen, ...absent].join(", ")} FROM lab.${escapeIdentifier(view)}`;
  for await (const values of session.rows(sql)) {
    yield Object.fromEntries(
      columns.map(({ name, kind }, index) => [
        name,
        canonicalValue(kind, values[columns.length + index] === "t" ? null : (values[index] ?? null)),
      ]),
    );
  }
}

const textOf = (value: unknown): string | null => {
  if (value === null || value === undefined) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
};

async function* mapAsync<A, B>(items: AsyncIterable<A>, map: (item: A) => B): AsyncIterable<B> {
  for await (const item of items) yield map(item);
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
