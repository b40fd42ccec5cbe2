// Reads every view, collection and part of the graph of the main world once, and holds each against the truth.
import { RULES, type RuleId } from "@atelier/contracts/rules.ts";
import { VIEW_KEYS, VIEWS, type ViewName } from "@atelier/contracts/views.ts";
import type { DefectInstance, Truth } from "@atelier/world/truth.ts";
import type { ComparedRows, ComparedView, Loaded } from "../observations/loaded.ts";
import { compareColumns, show } from "../stores/compare-columns.ts";
import { StoreRefusal } from "../stores/sql-session.ts";
import { openStores, type OpenStores } from "../stores/stores.ts";
import { mapRows, mapStream, type Row } from "../verify/compare.ts";
import { createDefectLedger, type DefectLedger } from "../verify/defects.ts";
import { GRAPH_PARTS, type Relations } from "../verify/graph.ts";
import type { Phase } from "./phase.ts";

/** Child, its column, parent, the parent's column. A null has no parent to miss. */
const PARENTS = [
  ["products", "seller_id", "sellers", "seller_id"],
  ["certifications", "seller_id", "sellers", "seller_id"],
  ["product_categories", "product_id", "products", "product_id"],
  ["prices", "product_id", "products", "product_id"],
  ["order_lines", "order_id", "orders", "order_id"],
  ["order_lines", "product_id", "products", "product_id"],
  ["reviews", "product_id", "products", "product_id"],
  ["labels", "review_id", "reviews", "review_id"],
] as const satisfies readonly (readonly [ViewName, string, ViewName, string])[];

export const loaded: Phase<"loaded"> = {
  part: "loaded",
  world: "main",
  async observe(world, context) {
    const stores = await openStores(world, context);
    try {
      return await observeLoaded(world.truth(), stores);
    } finally {
      await stores.close();
    }
  },
};

export async function observeLoaded(truth: Truth, stores: Omit<OpenStores, "close">): Promise<Loaded> {
  const relations: Relations = {
    sellers: [...truth.rows("sellers")],
    products: [...truth.rows("products")],
    reviews: [...truth.rows("reviews")],
  };
  const instances = [...truth.defects()];
  const defects = createDefectLedger(instances);
  const rejects: Row[] = [];
  const family = createFamily();
  const views: Loaded["views"] = [];
  for (const view of Object.keys(VIEWS) as ViewName[]) {
    const expected: Iterable<Row> = view in relations ? relations[view as keyof Relations] : truth.rows(view);
    views.push(
      await compareColumns(view, expected, stores.view(view), VIEW_KEYS[view], (row) => {
        defects.see(view, row);
        family.see(view, row);
        if (view === "rejects") rejects.push(row);
      }),
    );
  }
  const documents = [await compareTexts(truth, stores, defects), await compareFiles(truth, stores)].map(
    withoutColumns,
  );
  const graph: Loaded["graph"] = [];
  for (const part of GRAPH_PARTS) {
    const columns = [...part.cypher.matchAll(/ AS (\w+)/g)].map(([, column]) => column ?? "");
    const rows = mapStream(stores.graph(part.name, part.cypher, columns), safely(part.read));
    const compared = await compareColumns(part.name, part.expected(relations), rows, part.key);
    graph.push({ ...withoutColumns(compared), type: part.type });
  }
  const wrong = await wronglyApplied(instances, rejects, stores);
  return {
    views,
    documents,
    graph,
    orphans: family.orphans(),
    defects: defects.counts().map(({ rule, outcome, injected, handled, unhandled }) => ({
      rule,
      outcome,
      injected,
      handled,
      wronglyApplied: wrong.get(rule)?.size ?? 0,
      example: unhandled[0] ?? null,
      wrongExample: wrong.get(rule)?.values().next().value ?? null,
    })),
  };
}

function withoutColumns(view: ComparedView): ComparedRows {
  const { name, expected, found, missing, unexpected, twice, different, examples, unreadable } = view;
  return { name, expected, found, missing, unexpected, twice, different, examples, unreadable };
}

/** A reading that fails on a stranger's value leaves the value as it is: it equals nothing. */
const safely =
  (read: ((row: Row) => Row) | undefined) =>
  (row: Row): Row => {
    try {
      return read ? read(row) : row;
    } catch {
      return row;
    }
  };

function createFamily() {
  const keys = new Map<string, Set<unknown>>();
  const children = new Map<string, unknown[]>();
  for (const [child, column, parent, key] of PARENTS) {
    keys.set(`${parent}.${key}`, new Set());
    children.set(`${child}.${column}`, []);
  }
  return {
    see(view: ViewName, row: Row) {
      for (const [place, seen] of keys) if (place.startsWith(`${view}.`)) seen.add(row[columnOf(place)]);
      for (const [place, seen] of children) {
        const value = row[columnOf(place)] ?? null;
        if (place.startsWith(`${view}.`) && value !== null) seen.push(value);
      }
    },
    orphans: (): Loaded["orphans"] =>
      PARENTS.map(([child, column, parent, key]) => {
        const rows = children.get(`${child}.${column}`) ?? [];
        const known = keys.get(`${parent}.${key}`);
        const orphans = rows.filter((value) => !known?.has(value));
        const example = orphans[0] === undefined ? null : show(orphans[0]);
        return { child: `${child}.${column}`, parent, rows: rows.length, orphans: orphans.length, example };
      }),
  };
}

const columnOf = (place: string) => place.slice(place.indexOf(".") + 1);

function compareTexts(truth: Truth, stores: Pick<OpenStores, "collection">, defects: DefectLedger) {
  return compareColumns(
    "reviews",
    mapRows(truth.reviewTexts(), ({ reviewId, text }) => ({ review_id: reviewId, text })),
    mapStream(stores.collection("reviews"), (row) => ({
      review_id: idOf(row, ["review_id", "reviewId"]),
      text: row["text"] ?? null,
    })),
    ["review_id"],
    (row) => defects.see("mongo.reviews", row),
  );
}

/** Bytes by their hash and type; of a PDF also the words. */
function compareFiles(truth: Truth, stores: Pick<OpenStores, "collection">) {
  const sentences = new Map<string, readonly string[]>();
  for (const { fileId, includes } of truth.documentTexts()) sentences.set(fileId, includes);
  return compareColumns(
    "files",
    mapRows(truth.rows("files"), (row) => ({
      file_id: row.file_id,
      media_type: row.media_type,
      sha256: row.sha256,
      lacks: "",
    })),
    mapStream(stores.collection("files"), (row) => {
      const file_id = idOf(row, ["file_id", "fileId"]);
      const text = flattenSpaces(typeof row["text"] === "string" ? row["text"] : "");
      const lacks = (sentences.get(String(file_id)) ?? []).filter(
        (words) => !text.includes(flattenSpaces(words)),
      );
      const media_type = row["mediaType"] ?? row["media_type"] ?? null;
      return { file_id, media_type, sha256: row["sha256"] ?? null, lacks: lacks.join(" | ") };
    }),
    ["file_id"],
  );
}

/** The contract's `_id`; where a candidate left that to the engine, a field that says it. */
function idOf(row: Row, names: readonly string[]): unknown {
  if (typeof row["_id"] === "string") return row["_id"];
  return ["id", ...names].map((name) => row[name]).find((value) => typeof value === "string") ?? row["_id"];
}

/** A PDF's lines break where its layout wants. */
const flattenSpaces = (text: string) => text.normalize("NFC").replaceAll(/\s+/g, " ");

/** What the stores say of rules, where the truth knows of no such defect. */
async function wronglyApplied(
  instances: readonly DefectInstance[],
  rejects: readonly Row[],
  stores: Pick<OpenStores, "view">,
): Promise<Map<RuleId, Set<string>>> {
  const repaired = new Set<string>();
  const rejected = new Set<string>();
  for (const { rule, kind, id, outcome } of instances) {
    if (outcome.type === "repaired") repaired.add(`${rule} ${kind} ${id}`);
    else rejected.add(`${rule} ${kind} ${outcome.pointer}`);
  }
  const wrong = new Map<RuleId, Set<string>>();
  const see = (known: ReadonlySet<string>, rule: unknown, kind: unknown, id: unknown) => {
    if (typeof rule !== "string" || !Object.hasOwn(RULES, rule)) return;
    if (known.has(`${rule} ${String(kind)} ${String(id)}`)) return;
    const ids = wrong.get(rule as RuleId) ?? new Set();
    wrong.set(rule as RuleId, ids.add(show(id)));
  };
  for (const { rule, kind, pointer } of rejects) see(rejected, rule, kind, pointer);
  try {
    for await (const { rule, kind, id } of stores.view("repairs")) see(repaired, rule, kind, id);
  } catch (error) {
    // Without that view nothing is said of repairs.
    if (!(error instanceof StoreRefusal)) throw error;
  }
  return wrong;
}
