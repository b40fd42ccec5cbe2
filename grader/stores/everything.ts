// Every row of every store of a world, as bytes: what is searched for persons.
import { escapeIdentifier } from "pg";
import type { Submission } from "@atelier/contracts/submission.ts";
import type { ExamWorld } from "../phases/phase.ts";
import { bytesOf, openDocumentStore, valueAt } from "./documents.ts";
import { openGraphStore } from "./graph.ts";
import { openInspector, type Inspector } from "./inspector.ts";
import { openPlainFile } from "./plain-files.ts";
import { boundedLines, rawFiles } from "./raw-layer.ts";
import { StoreRefusal } from "./sql-session.ts";

export interface PlaceOfRows {
  readonly where: string;
  readonly rows: AsyncIterable<{ readonly bytes: Buffer; readonly isErasure?: boolean }>;
}

const MAX_VALUE = 4_000_000;
const MAX_FILE_BYTES = 2 * 1024 ** 3;
const ERASURES = "erasures";

/** Each place is read while it is asked for; one at a time. */
export async function* everything(
  world: ExamWorld,
  { submission, folder }: { readonly submission: Submission; readonly folder: string },
): AsyncIterable<PlaceOfRows> {
  const { postgres, mongo, neo4j } = world.connections;
  if (postgres.ownerUrl !== "") yield* tables(world, submission);
  if (mongo.url !== "") yield* collections(mongo.url, submission);
  if (neo4j.url !== "") yield* graph(world);
  if (submission.raw.in === "files") yield* files(folder, submission.raw.folder);
}

async function* tables(world: ExamWorld, { raw }: Submission): AsyncIterable<PlaceOfRows> {
  const inspector = await openInspector(world.connections);
  try {
    const found = await inspector.all(
      `SELECT n.nspname, c.relname,
         (SELECT pg_catalog.array_to_json(pg_catalog.array_agg(a.attname ORDER BY a.attnum))::pg_catalog.text
          FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
       FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'm') AND n.nspname !~ '^(pg_catalog|pg_toast|information_schema)' ORDER BY 1, 2`,
    );
    for (const [schema, table, columns] of found) {
      const name = `${schema}.${table}`;
      const kindColumn = raw.in === "relational" && raw.table === name ? raw.kind : undefined;
      const names = JSON.parse(columns ?? "[]") as string[];
      if (names.length === 0) continue;
      yield { where: `postgresql ${name}`, rows: tableRows(inspector, schema!, table!, names, kindColumn) };
    }
  } finally {
    await inspector.close();
  }
}

async function* tableRows(
  inspector: Inspector,
  schema: string,
  table: string,
  columns: readonly string[],
  kindColumn: string | undefined,
): PlaceOfRows["rows"] {
  // format() calls a type's own output: no cast of the candidate's comes between.
  const values = columns.map(
    (column) => `pg_catalog."left"(pg_catalog.format('%s', ${escapeIdentifier(column)}), ${MAX_VALUE})`,
  );
  const sql = `SELECT ${values.join(", ")} FROM ONLY ${escapeIdentifier(schema)}.${escapeIdentifier(table)}`;
  const kindAt = kindColumn === undefined ? -1 : columns.indexOf(kindColumn);
  for await (const row of inspector.rows(sql)) {
    yield { bytes: Buffer.concat(row.flatMap(cellBytes)), isErasure: row[kindAt] === ERASURES };
  }
}

const TAB = Buffer.from("\t");
/** What is kept as bytes is searched as bytes. */
const cellBytes = (cell: string | null): Buffer[] => {
  if (cell === null) return [TAB];
  return [/^\\x(?:[0-9a-f]{2})+$/.test(cell) ? Buffer.from(cell.slice(2), "hex") : Buffer.from(cell), TAB];
};

async function* collections(url: string, { raw }: Submission): AsyncIterable<PlaceOfRows> {
  const store = await openDocumentStore(url);
  try {
    for (const place of await store.collections()) {
      const kindPath = raw.in === "document" && raw.collection === place.name ? raw.kind : undefined;
      yield {
        where: `mongodb ${place.database}.${place.name}`,
        rows: map(store.documents(place), (document) => ({
          bytes: bytesOf(document),
          isErasure: kindPath !== undefined && valueAt(document, kindPath) === ERASURES,
        })),
      };
    }
  } finally {
    await store.close();
  }
}

async function* graph(world: ExamWorld): AsyncIterable<PlaceOfRows> {
  const store = await openGraphStore(world.connections.neo4j);
  try {
    const labels: string[] = [];
    for await (const [label] of store.rows("CALL db.labels() YIELD label RETURN label"))
      labels.push(String(label));
    for (const label of labels) {
      const rows = store.rows("MATCH (n) WHERE labels(n)[0] = $label RETURN properties(n)", { label });
      yield { where: `neo4j :${label}`, rows: map(rows, (row) => ({ bytes: bytesOf(row) })) };
    }
    const others = {
      "without a label": "MATCH (n) WHERE size(labels(n)) = 0 RETURN properties(n)",
      relationships: "MATCH ()-[r]->() WHERE size(keys(r)) > 0 RETURN properties(r)",
    };
    for (const [where, cypher] of Object.entries(others)) {
      yield { where: `neo4j ${where}`, rows: map(store.rows(cypher), (row) => ({ bytes: bytesOf(row) })) };
    }
  } finally {
    await store.close();
  }
}

async function* files(root: string, folder: string): AsyncIterable<PlaceOfRows> {
  for (const path of await rawFiles(root, folder)) {
    const isErasure = path.endsWith(`/${ERASURES}.jsonl`);
    yield { where: path.slice(root.length + 1), rows: lines(path, isErasure) };
  }
}

async function* lines(path: string, isErasure: boolean): PlaceOfRows["rows"] {
  const handle = await openPlainFile(path, MAX_FILE_BYTES);
  if (!handle) throw new StoreRefusal("no plain file of a bounded size");
  try {
    for await (const line of boundedLines(handle.createReadStream({ autoClose: false }))) {
      yield { bytes: Buffer.from(line), isErasure };
    }
  } finally {
    await handle.close();
  }
}

async function* map<A, B>(items: AsyncIterable<A>, make: (item: A) => B): AsyncIterable<B> {
  for await (const item of items) yield make(item);
}
