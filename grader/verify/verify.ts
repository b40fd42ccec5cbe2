// Holds the three stores against the truth. Knows nothing of how they were filled: it reads the contract's views,
// collections and graph, and compares every row.
import { SOURCES, type SourceId } from "@atelier/contracts/kinds.ts";
import { RULES } from "@atelier/contracts/rules.ts";
import { VIEW_KEYS, VIEWS, type ViewName } from "@atelier/contracts/views.ts";
import type { Truth } from "@atelier/world/truth.ts";
import { compareRows, isEqual, mapStream, type Comparison, type Row } from "./compare.ts";
import { createDefectLedger, type DefectCount, type DefectLedger } from "./defects.ts";
import { compareFiles, compareReviewTexts, countRawLayer } from "./documents.ts";
import { GRAPH_PARTS, type Relations } from "./graph.ts";
import type { MongoReader } from "./mongo.ts";
import type { GraphReader } from "./neo4j.ts";
import type { PostgresReader } from "./postgres.ts";
import type { ComparedPart, Verdict } from "./verdict.ts";
import { createWatch, type Watch } from "./watch.ts";

export interface Stores {
  readonly postgres: PostgresReader;
  readonly mongo: MongoReader;
  readonly graph: GraphReader;
}

/** A named stream of bytes beside the stores (a log), to be searched for traces of persons. */
export interface SearchedStream {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

type Found = ReadonlyMap<SourceId, Set<string>>;

/** What the comparison of every store works with. */
interface Inspection {
  readonly truth: Truth;
  readonly stores: Stores;
  readonly watch: Watch;
  readonly defects: DefectLedger;
  /** Unique ids that the raw layer holds, and lines that it could not. */
  readonly found: Found;
  /** The graph is the same facts again: making them is what most of the time would go to. */
  readonly relations: Relations;
  readonly note: (part: string) => void;
}

/** The stores are read side by side: each is another server's work. */
export async function verify(
  truth: Truth,
  stores: Stores,
  streams: readonly SearchedStream[],
  note: (part: string) => void,
): Promise<Verdict> {
  const leaks: string[] = [];
  const inspection: Inspection = {
    truth,
    stores,
    watch: createWatch(truth, leaks),
    defects: createDefectLedger(truth.defects()),
    found: new Map(SOURCES.map((source) => [source, new Set()])),
    relations: {
      sellers: [...truth.rows("sellers")],
      products: [...truth.rows("products")],
      reviews: [...truth.rows("reviews")],
    },
    note,
  };
  const [postgres, mongo, graph] = await Promise.all([
    comparePostgres(inspection),
    compareMongo(inspection),
    compareGraph(inspection),
  ]);
  for (const { name, bytes } of streams) {
    note(name);
    await inspection.watch.bytes(name, bytes);
  }
  const sources = compareSources(truth, inspection.found);
  const counts = inspection.defects.counts();
  return {
    sources,
    defects: counts.map(({ rule, outcome, injected, handled }) => ({ rule, outcome, injected, handled })),
    stores: {
      postgres: { rows: total(postgres), parts: postgres.map(toPart) },
      mongo: { documents: total(mongo.compared) + mongo.rawDocuments, parts: mongo.compared.map(toPart) },
      neo4j: {
        nodes: total(graph.filter(({ type }) => type === "node")),
        relationships: total(graph.filter(({ type }) => type === "relationship")),
        parts: graph.map(toPart),
      },
    },
    differences: [
      ...sources.flatMap(({ id, found, expected }) =>
        found === expected ? [] : [`source ${id}: ${found} records of ${expected}`],
      ),
      ...counts.flatMap(describeUnhandled),
      ...postgres.flatMap((part) => describeDifferences("postgres", part)),
      ...mongo.compared.flatMap((part) => describeDifferences("mongo", part)),
      ...graph.flatMap((part) => describeDifferences("neo4j", part)),
      ...leaks,
    ],
  };
}

interface Compared {
  readonly name: string;
  readonly comparison: Comparison;
}

async function comparePostgres({ truth, stores, watch, defects, found, relations, note }: Inspection) {
  const isKept = (view: ViewName): view is keyof Relations => view in relations;
  const compared: Compared[] = [];
  for (const view of Object.keys(VIEWS) as ViewName[]) {
    note(`postgres ${view}`);
    const expected: Iterable<Row> = isKept(view) ? relations[view] : truth.rows(view);
    const rows = watch.rows(`postgres lab.${view}`, stores.postgres.rows(view));
    const comparison = await compareRows(expected, rows, VIEW_KEYS[view], (row) => {
      defects.see(view, row);
      if (view === "rejects") countRejectedLine(found, row);
    });
    compared.push({ name: view, comparison });
  }
  return compared;
}

async function compareMongo({ truth, stores, watch, defects, found, note }: Inspection) {
  note("mongo raw");
  const rawDocuments = await countRawLayer(stores.mongo, watch, found);
  note("mongo reviews");
  const reviews = await compareReviewTexts(truth, stores.mongo, watch, defects);
  note("mongo files");
  const files = await compareFiles(truth, stores.mongo, watch);
  const compared: Compared[] = [
    { name: "reviews", comparison: reviews },
    { name: "files", comparison: files },
  ];
  return { compared, rawDocuments };
}

async function compareGraph({ stores, watch, relations, note }: Inspection) {
  const compared: (Compared & { readonly type: "node" | "relationship" })[] = [];
  for (const { name, type, cypher, key, expected, read = same } of GRAPH_PARTS) {
    note(`neo4j ${name}`);
    const rows = mapStream(watch.rows(`neo4j ${name}`, stores.graph.rows(cypher)), read);
    compared.push({ name, type, comparison: await compareRows(expected(relations), rows, key) });
  }
  return compared;
}

const same = (row: Row) => row;

function compareSources(truth: Truth, found: Found): Verdict["sources"] {
  const expected = truth.sources;
  return SOURCES.map((id) => ({ id, found: found.get(id)?.size ?? 0, expected: expected[id] }));
}

/** Lines that the collector itself could not read have no raw record; their dead letter is what was found of them. */
function countRejectedLine(found: Found, row: Row): void {
  const rule = Object.entries(RULES).find(([id]) => id === row["rule"])?.[1];
  const isLine = rule === undefined || rule.owner === "scraper";
  if (isLine) found.get(row["source"] as SourceId)?.add(`line:${String(row["pointer"])}`);
}

const total = (parts: readonly Compared[]) =>
  parts.reduce((sum, { comparison }) => sum + comparison.found, 0);

function toPart({ name, comparison }: Compared): ComparedPart {
  const { expected, found, missing, unexpected, different } = comparison;
  return { name, expected, found, missing, unexpected, different };
}

function describeDifferences(store: string, { name, comparison }: Compared): string[] {
  if (isEqual(comparison)) return [];
  const { missing, unexpected, different, examples } = comparison;
  return [
    `${store} ${name}: ${missing} missing, ${unexpected} unexpected, ${different} different`,
    ...examples.map(
      ({ what, key, detail }) => `${store} ${name}: ${what} ${key}${detail ? ` (${detail})` : ""}`,
    ),
  ];
}

function describeUnhandled({ rule, outcome, injected, handled, unhandled }: DefectCount): string[] {
  return handled === injected
    ? []
    : [`defect ${rule}: ${injected - handled} of ${injected} not ${outcome} (${unhandled.join(", ")})`];
}
