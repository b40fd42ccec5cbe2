// Looks at how the stores of the main world are built, and tries what they enforce.
import { createHash } from "node:crypto";
import { escapeIdentifier } from "pg";
import { GRAPH_LABELS, VIEWS, type ViewName } from "@atelier/contracts/views.ts";
import type { Structure } from "../observations/structure.ts";
import { findCollection, openDocumentStore } from "../stores/documents.ts";
import { openGraphStore } from "../stores/graph.ts";
import { openInspector, openNamesake, type Inspector } from "../stores/inspector.ts";
import { isShutOut, StoreRefusal, type SqlSession } from "../stores/sql-session.ts";
import { engineParts, openReader, openWriters, readView } from "../stores/stores.ts";
import { columnsOf, type ValueKind } from "../stores/view-values.ts";
import {
  findTable,
  readTables,
  readViews,
  type CatalogueTable,
  type CatalogueView,
} from "../structure/catalogue.ts";
import { INVALID_ROWS, tryInvalidRow, type InvalidRow } from "../structure/invalid-rows.ts";
import type { ExamWorld, Phase, PhaseContext } from "./phase.ts";

const NATURAL_COLLECTIONS = ["reviews", "files"] as const;

export const structure: Phase<"structure"> = {
  part: "structure",
  world: "main",
  async observe(world, context) {
    const { relational, document, graph } = engineParts(context.submission);
    return {
      ...(relational
        ? await observeRelational(world, context.submission)
        : { views: [], tables: [], invalid: [] }),
      documents: document ? await observeDocuments(world, context.submission) : [],
      graph: graph ? await observeGraph(world, context.submission) : [],
    };
  },
};

type Declared = Pick<PhaseContext["submission"], "entities" | "stores">;

async function observeRelational(
  world: ExamWorld,
  submission: Declared,
): Promise<Pick<Structure, "views" | "tables" | "invalid">> {
  const inspector = await openInspector(world.connections, { mayWrite: true });
  const reader = await openReader(world);
  const writers = await openWriters(world);
  // Where there is no such role, nobody can have its rights.
  const namesake = await openNamesake(world.connections, submission.stores.relational.reader).catch(
    () => undefined,
  );
  try {
    const known = await readViews(inspector);
    const tables = await readTables(inspector);
    const views: Structure["views"] = [];
    const behind = new Map<ViewName, CatalogueTable[]>();
    for (const name of Object.keys(VIEWS) as ViewName[]) {
      const view = known.get(name);
      const declared = submission.entities[name];
      // What is not declared is taken from what the catalogue knows of the view.
      const named = declared ?? view?.reads ?? [];
      const own = named.flatMap((one) => findTable(tables, one) ?? []);
      behind.set(name, own);
      const seen = view && (await digestOf(reader, name));
      const other = view && namesake && (await digestOf(namesake, name));
      views.push({
        name,
        present: view !== undefined,
        missingColumns: missingColumns(name, view),
        poorTypes: poorTypes(name, view),
        rows: seen?.rows ?? 0,
        sameForOthers: seen !== undefined && seen.digest === other?.digest,
        tables: own.map((table) => table.name),
        missingTables: named.filter((one) => findTable(tables, one) === undefined),
        // A view of rejects may find orphans by what is absent elsewhere: with its own tables empty it still shows these.
        follows: view && name !== "rejects" ? await follows(inspector, view, own, seen?.rows ?? 0) : null,
      });
    }
    const invalid: Structure["invalid"] = [];
    for (const row of INVALID_ROWS)
      invalid.push(await tryAsEveryWriter([inspector, ...writers], row, behind.get(row.view) ?? []));
    const used = new Set([...behind.values()].flat());
    return {
      views,
      tables: [...used].map(({ name, hasKey, notNullColumns, checks, foreignKeys }) => ({
        name,
        hasKey,
        notNullColumns,
        checks,
        foreignKeys,
      })),
      invalid,
    };
  } finally {
    for (const session of [inspector, reader, namesake, ...writers]) await session?.close();
  }
}

/** A trigger may refuse whoever is not the loader: what is refused to us must be refused to those who load, too. */
async function tryAsEveryWriter(
  writers: readonly SqlSession[],
  row: InvalidRow,
  tables: readonly CatalogueTable[],
): Promise<Structure["invalid"][number]> {
  const tried: Structure["invalid"] = [];
  for (const writer of writers) {
    tried.push(await tryInvalidRow(writer, row, tables));
    if (tried.at(-1)?.outcome === "shown") break;
  }
  return tried.find(({ outcome }) => outcome === "shown") ?? tried[0]!;
}

function missingColumns(name: ViewName, view: CatalogueView | undefined): string[] {
  const there = new Set(view?.columns.map((column) => column.name));
  return columnsOf(name).flatMap((column) => (there.has(column.name) ? [] : [column.name]));
}

const POOR: Readonly<Record<ValueKind, readonly string[]>> = {
  text: [],
  integer: ["real", "double precision", "text", "character varying"],
  date: ["text", "character varying"],
  // Local time of nobody knows where.
  instant: ["text", "character varying", "timestamp without time zone", "date"],
  boolean: ["text", "character varying"],
};

function poorTypes(name: ViewName, view: CatalogueView | undefined): string[] {
  return columnsOf(name).flatMap((column) => {
    const type = view?.columns.find((one) => one.name === column.name)?.type ?? "";
    return POOR[column.kind].includes(type) ? [`${column.name}: ${type}`] : [];
  });
}

/** The rows whatever their order; undefined when the view cannot be read. */
async function digestOf(
  session: SqlSession,
  view: ViewName,
): Promise<{ readonly rows: number; readonly digest: string } | undefined> {
  const sum = Buffer.alloc(32);
  let rows = 0;
  try {
    for await (const row of readView(session, view)) {
      rows += 1;
      const hash = createHash("sha256").update(JSON.stringify(row)).digest();
      let carry = 0;
      // Added, not combined bit by bit: a row that comes twice does not cancel itself.
      for (let index = 31; index >= 0; index -= 1) {
        carry += sum[index]! + hash[index]!;
        sum[index] = carry & 0xff;
        carry >>= 8;
      }
    }
  } catch (error) {
    if (!(error instanceof StoreRefusal)) throw error;
    return undefined;
  }
  return { rows, digest: sum.toString("hex") };
}

/** Empties the tables and looks at the view, in a transaction that is undone. */
async function follows(
  inspector: Inspector,
  view: CatalogueView,
  tables: readonly CatalogueTable[],
  rows: number,
): Promise<boolean | null> {
  if (tables.some((table) => table.name === `lab.${view.name}`)) return true;
  if (tables.length === 0 || rows === 0) return null;
  const names = tables.map(({ schema, table }) => `${escapeIdentifier(schema)}.${escapeIdentifier(table)}`);
  try {
    return await inspector.undone(async () => {
      await inspector.all(`TRUNCATE ${names.join(", ")} CASCADE`);
      const [row] = await inspector.all(`SELECT pg_catalog.count(*) FROM lab.${escapeIdentifier(view.name)}`);
      if (Number(row?.[0]) < rows / 2) return true;
      // A materialised view is filled when it is told to.
      return view.kind === "m" ? tables.some(({ name }) => view.reads.includes(name)) : false;
    });
  } catch (error) {
    if (!(error instanceof StoreRefusal)) throw error;
    // A view that ends the session of who empties its tables hides what it would have shown.
    return isShutOut(error) ? false : null;
  }
}

async function observeDocuments(world: ExamWorld, { stores }: Declared): Promise<Structure["documents"]> {
  const store = await openDocumentStore(world.connections.mongo.url);
  try {
    const seen: Structure["documents"] = [];
    for (const role of NATURAL_COLLECTIONS) {
      const collection = stores.document?.collections[role] ?? role;
      const place = await findCollection(store, collection);
      let documents = 0;
      let natural = 0;
      if (place) {
        for await (const { _id } of store.documents(place, ["_id"])) {
          documents += 1;
          if (typeof _id === "string") natural += 1;
        }
      }
      // The engine's own index on `_id` is unique: with natural ids there, no other is needed.
      const indexed =
        documents > 0 &&
        (natural === documents || (place !== undefined && (await store.uniqueIndexes(place)).length > 0));
      seen.push({ collection, documents, indexed });
    }
    return seen;
  } finally {
    await store.close();
  }
}

async function observeGraph(world: ExamWorld, { stores }: Declared): Promise<Structure["graph"]> {
  const store = await openGraphStore(world.connections.neo4j);
  try {
    const constrained = new Set<unknown>();
    const rows = store.rows(
      "SHOW CONSTRAINTS YIELD type, labelsOrTypes WHERE type CONTAINS 'UNIQUENESS' OR type CONTAINS 'KEY' RETURN labelsOrTypes",
    );
    for await (const [labels] of rows) for (const label of labels as unknown[]) constrained.add(label);
    const counts = new Map<unknown, number>();
    for await (const [label, nodes] of store.rows(
      "MATCH (n) UNWIND labels(n) AS label RETURN label, count(*)",
    ))
      counts.set(label, Number(nodes));
    return GRAPH_LABELS.map((label) => {
      const own = stores.graph?.labels[label] ?? label;
      return { label, nodes: counts.get(own) ?? 0, constrained: constrained.has(own) };
    });
  } finally {
    await store.close();
  }
}
