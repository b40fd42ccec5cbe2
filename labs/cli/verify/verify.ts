// Holds the three stores against the truth. Knows nothing of how they were filled: it reads the contract's views,
// collections and graph, and compares every row.
import { SOURCES, type SourceId } from "@atelier/contracts/kinds.ts";
import { RULES } from "@atelier/contracts/rules.ts";
import { VIEW_KEYS, VIEWS, type ViewName } from "@atelier/contracts/views.ts";
import type { Truth } from "@atelier/world/truth.ts";
import type { ComparedPart, RunReport } from "../report.ts";
import { compareRows, isEqual, type Comparison, type Row } from "./compare.ts";
import { createDefectLedger, type DefectCount, type DefectLedger } from "./defects.ts";
import { GRAPH_PARTS } from "./graph.ts";
import { createLeakScanner, type LeakScanner } from "./leaks.ts";
import type { MongoReader } from "./mongo.ts";
import type { GraphReader } from "./neo4j.ts";
import type { PostgresReader } from "./postgres.ts";

export interface Stores {
  readonly postgres: PostgresReader;
  readonly mongo: MongoReader;
  readonly graph: GraphReader;
}

export type Verdict = Pick<RunReport, "sources" | "defects" | "stores" | "differences">;

/** A named stream of bytes beside the stores (a log), to be searched for traces of persons. */
export interface SearchedStream {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

export async function verify(
  truth: Truth,
  stores: Stores,
  streams: readonly SearchedStream[],
  note: (part: string) => void,
): Promise<Verdict> {
  const differences: string[] = [];
  const defects = createDefectLedger(truth.defects());
  const watch = createWatch(truth, differences);
  const part = (store: string, name: string, comparison: Comparison): ComparedPart => {
    const { examples, ...counts } = comparison;
    for (const { what, key, detail } of examples) {
      differences.push(`${store} ${name}: ${what} ${key}${detail ? ` (${detail})` : ""}`);
    }
    if (!isEqual(comparison)) {
      const { missing, unexpected, different } = comparison;
      differences.push(
        `${store} ${name}: ${missing} missing, ${unexpected} unexpected, ${different} different`,
      );
    }
    return { name, ...counts };
  };

  // The graph is the same facts again: making them once is what most of the time goes to.
  const relations = {
    sellers: [...truth.rows("sellers")],
    products: [...truth.rows("products")],
    reviews: [...truth.rows("reviews")],
  };
  const isKept = (view: ViewName): view is keyof typeof relations => view in relations;
  const expectedRows = (view: ViewName): Iterable<Row> => (isKept(view) ? relations[view] : truth.rows(view));
  const found = new Map<SourceId, Set<string>>(SOURCES.map((source) => [source, new Set()]));
  const postgres: ComparedPart[] = [];
  for (const view of Object.keys(VIEWS) as ViewName[]) {
    note(`postgres ${view}`);
    const rows = watch.rows(`postgres lab.${view}`, stores.postgres.rows(view));
    const comparison = await compareRows(expectedRows(view), rows, VIEW_KEYS[view], (row) => {
      defects.see(view, row);
      if (view === "rejects") countRejectedLine(found, row);
    });
    postgres.push(part("postgres", view, comparison));
  }

  const mongo = [
    part("mongo", "reviews", await compareReviewTexts(truth, stores.mongo, watch, defects, note)),
    part("mongo", "files", await compareFiles(truth, stores.mongo, watch, note)),
  ];
  note("mongo raw");
  const rawDocuments = await countRawLayer(stores.mongo, watch, found);

  const graph: ComparedPart[] = [];
  for (const { name, cypher, key, expected, read = same } of GRAPH_PARTS) {
    note(`neo4j ${name}`);
    const rows = mapRows(watch.rows(`neo4j ${name}`, stores.graph.rows(cypher)), read);
    graph.push(part("neo4j", name, await compareRows(expected(relations), rows, key)));
  }
  for (const { name, bytes } of streams) {
    note(name);
    await watch.bytes(name, bytes);
  }

  const expectedSources = truth.sources;
  const sources = SOURCES.map((id) => ({
    id,
    found: found.get(id)?.size ?? 0,
    expected: expectedSources[id],
  }));
  for (const { id, found: held, expected } of sources) {
    if (held !== expected) differences.push(`source ${id}: ${held} records of ${expected}`);
  }
  const counts = defects.counts();
  differences.push(...counts.flatMap(describeUnhandled));
  const nodes = new Set(GRAPH_PARTS.filter(({ type }) => type === "node").map(({ name }) => name));
  const relationships = new Set(GRAPH_PARTS.filter(({ type }) => type !== "node").map(({ name }) => name));
  return {
    sources,
    defects: counts.map(({ rule, outcome, injected, handled }) => ({ rule, outcome, injected, handled })),
    stores: {
      postgres: { rows: total(postgres), parts: postgres },
      mongo: { documents: total(mongo) + rawDocuments, parts: mongo },
      neo4j: { nodes: total(graph, nodes), relationships: total(graph, relationships), parts: graph },
    },
    differences,
  };
}

function total(parts: readonly ComparedPart[], names?: ReadonlySet<string>): number {
  return parts.filter(({ name }) => !names || names.has(name)).reduce((sum, { found }) => sum + found, 0);
}

function describeUnhandled({ rule, outcome, injected, handled, unhandled }: DefectCount): string[] {
  return handled === injected
    ? []
    : [`defect ${rule}: ${injected - handled} of ${injected} not ${outcome} (${unhandled.join(", ")})`];
}

async function compareReviewTexts(
  truth: Truth,
  mongo: MongoReader,
  watch: Watch,
  defects: DefectLedger,
  note: (part: string) => void,
): Promise<Comparison> {
  note("mongo reviews");
  const rows = watch.rows("mongo reviews", mongo.documents("reviews", ["text", "subjects"]));
  return compareRows(
    renamed(truth.reviewTexts(), ({ reviewId, text }) => ({ review_id: reviewId, text })),
    mapRows(rows, (row) => ({ review_id: row["_id"], text: row["text"] })),
    ["review_id"],
    (row) => defects.see("mongo.reviews", row),
  );
}

/** Every file of the truth, with the bytes' hash and type; a PDF also with the words that it must contain. */
async function compareFiles(
  truth: Truth,
  mongo: MongoReader,
  watch: Watch,
  note: (part: string) => void,
): Promise<Comparison> {
  note("mongo files");
  const sentences = new Map<string, readonly string[]>();
  for (const { fileId, includes } of truth.documentTexts()) sentences.set(fileId, includes);
  const rows = watch.rows("mongo files", mongo.documents("files", ["mediaType", "sha256", "text"]));
  return compareRows(
    renamed(truth.rows("files"), (row) => ({
      file_id: row.file_id,
      media_type: row.media_type,
      sha256: row.sha256,
      lacks: "",
    })),
    mapRows(rows, (row) => {
      const text = flattenSpaces(typeof row["text"] === "string" ? row["text"] : "");
      const lacks = (sentences.get(String(row["_id"])) ?? []).filter(
        (words) => !text.includes(flattenSpaces(words)),
      );
      return {
        file_id: row["_id"],
        media_type: row["mediaType"],
        sha256: row["sha256"],
        lacks: lacks.join(" | "),
      };
    }),
    ["file_id"],
  );
}

/** A PDF's lines break where its layout wants. */
const flattenSpaces = (text: string) => text.normalize("NFC").replaceAll(/\s+/g, " ");

/** @returns the number of raw documents; fills the unique ids per source. */
async function countRawLayer(
  mongo: MongoReader,
  watch: Watch,
  found: Map<SourceId, Set<string>>,
): Promise<number> {
  let documents = 0;
  for await (const row of watch.rows(
    "mongo raw",
    mongo.documents("raw", ["source", "id", "kind", "subjects", "body"]),
  )) {
    documents += 1;
    found.get(row["source"] as SourceId)?.add(`${String(row["kind"])}:${String(row["id"])}`);
  }
  return documents;
}

/** Lines that the collector itself could not read have no raw record; their dead letter is what was found of them. */
function countRejectedLine(found: Map<SourceId, Set<string>>, row: Row): void {
  const rule = Object.entries(RULES).find(([id]) => id === row["rule"])?.[1];
  const isLine = rule === undefined || rule.owner === "scraper";
  if (isLine) found.get(row["source"] as SourceId)?.add(`line:${String(row["pointer"])}`);
}

interface Watch {
  /** Passes rows on and looks for forgotten persons and canaries in each. */
  rows(where: string, rows: AsyncIterable<Row>): AsyncIterable<Row>;
  bytes(where: string, bytes: AsyncIterable<Uint8Array>): Promise<void>;
}

/** Pseudonyms of the forgotten and traces of canaries must be in nothing that is read. */
function createWatch(truth: Truth, differences: string[]): Watch {
  const forgotten = new Set(truth.forgotten());
  const traces = [...truth.canaries()].flatMap((person) => person.traces);
  const scanner = createLeakScanner(traces);
  const lookFor = async (where: string, bytes: AsyncIterable<Uint8Array>, of: LeakScanner) => {
    for await (const leak of of.scan(where, bytes)) {
      differences.push(`leak in ${where}: a canary's trace as ${leak.encoding} at byte ${leak.at}`);
    }
  };
  return {
    async *rows(where, rows) {
      const texts: Buffer[] = [];
      let size = 0;
      const flush = async () => {
        const batch = texts.splice(0);
        size = 0;
        await lookFor(where, once(Buffer.concat(batch)), scanner);
      };
      for await (const row of rows) {
        // The record of an erasure names whom to forget: it is part of the ledger.
        const persons = row["kind"] === "erasures" ? [] : forgottenIn(row, forgotten);
        for (const person of persons) differences.push(`forgotten person in ${where}: ${person}`);
        const text = Buffer.from(`${JSON.stringify(row)}\n`);
        texts.push(text);
        size += text.length;
        if (size > 1 << 20) await flush();
        yield row;
      }
      await flush();
    },
    bytes: (where, bytes) => lookFor(where, bytes, scanner),
  };
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

function* forgottenIn(value: unknown, forgotten: ReadonlySet<string>): Iterable<string> {
  if (typeof value === "string") {
    if (forgotten.has(value)) yield value;
  } else if (Array.isArray(value)) {
    for (const item of value) yield* forgottenIn(item, forgotten);
  } else if (typeof value === "object" && value !== null && !(value instanceof Date)) {
    for (const item of Object.values(value)) yield* forgottenIn(item, forgotten);
  }
}

function* renamed<T>(rows: Iterable<T>, choose: (row: T) => Row): Iterable<Row> {
  for (const row of rows) yield choose(row);
}

async function* mapRows(rows: AsyncIterable<Row>, choose: (row: Row) => Row): AsyncIterable<Row> {
  for await (const row of rows) yield choose(row);
}

const same = (row: Row) => row;
