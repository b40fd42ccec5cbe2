// What a tick changes in each store, and how much of it has come.
import { VIEW_KEYS, VIEWS, type ViewName } from "@atelier/contracts/views.ts";
import type { Truth } from "@atelier/world/truth.ts";
import type { Arrived } from "../observations/automation.ts";
import { StoreRefusal } from "../stores/sql-session.ts";
import type { OpenStores } from "../stores/stores.ts";
import { keyOf, mapStream, type Row } from "../verify/compare.ts";
import { GRAPH_PARTS } from "../verify/graph.ts";
import { readable } from "../text/readable.ts";

export type ReadStores = Omit<OpenStores, "close">;

/** One part of the stores: what it must hold before and after, and how it is read. */
interface Place {
  readonly part: string;
  readonly form: Arrived["form"];
  readonly key: readonly string[];
  rows(stores: ReadStores): AsyncIterable<Row>;
  expected(truth: Truth): Iterable<Row>;
}

const views: Place[] = (Object.keys(VIEWS) as ViewName[]).map((view) => ({
  part: `lab.${view}`,
  form: view === "files" ? "unstructured" : "structured",
  key: VIEW_KEYS[view],
  rows: (stores) => stores.view(view),
  expected: (truth) => truth.rows(view),
}));

const texts: Place = {
  part: "reviews (texts)",
  form: "unstructured",
  key: ["review_id"],
  rows: (stores) =>
    mapStream(stores.collection("reviews"), (row) => ({
      review_id: typeof row["_id"] === "string" ? row["_id"] : (row["review_id"] ?? row["id"]),
      text: row["text"] ?? null,
    })),
  *expected(truth) {
    for (const { reviewId, text } of truth.reviewTexts()) yield { review_id: reviewId, text };
  },
};

const graph: Place[] = GRAPH_PARTS.filter(({ name }) => ["Review", "WROTE"].includes(name)).map(
  ({ name, cypher, key, expected }) => {
    const columns = [...cypher.matchAll(/ AS (\w+)/g)].map(([, column]) => column ?? "");
    return {
      part: name,
      form: "graph",
      key,
      rows: (stores) => stores.graph(name, cypher, columns),
      // Times are compared where the whole graph is: here it is a matter of being there.
      *expected(truth) {
        const relations = {
          sellers: [...truth.rows("sellers")],
          products: [...truth.rows("products")],
          reviews: [...truth.rows("reviews")],
        };
        for (const row of expected(relations)) {
          yield Object.fromEntries(key.map((column) => [column, row[column]]));
        }
      },
    };
  },
);

export const PLACES: readonly Place[] = [...views, texts, ...graph];

/** Of one place: keys to come with the columns that say so, and keys to go. */
export interface Change {
  readonly place: Place;
  readonly wanted: ReadonlyMap<string, Row>;
  readonly gone: ReadonlySet<string>;
}

/** @returns only places where something changes */
export function changesBetween(before: Truth, after: Truth): Change[] {
  return PLACES.flatMap((place) => {
    const then = new Map([...place.expected(before)].map((row) => [keyOf(row, place.key), row]));
    const gone = new Set(then.keys());
    const wanted = new Map<string, Row>();
    for (const row of place.expected(after)) {
      const key = keyOf(row, place.key);
      const old = then.get(key);
      gone.delete(key);
      // How values are cleaned is judged elsewhere: a new row counts by its key, a changed one by what has changed.
      if (!old) wanted.set(key, {});
      else {
        const changed = Object.entries(row).filter(([column, value]) => !same(value, old[column]));
        if (changed.length > 0) wanted.set(key, Object.fromEntries(changed));
      }
    }
    return wanted.size + gone.size === 0 ? [] : [{ place, wanted, gone }];
  });
}

const same = (a: unknown, b: unknown) =>
  typeof a === "string" && typeof b === "string" ? a.normalize("NFC") === b.normalize("NFC") : a === b;

export async function arrivedOf({ place, wanted, gone }: Change, stores: ReadStores): Promise<Arrived> {
  const waiting = new Map(wanted);
  const present = new Set<string>();
  let rows = 0;
  await reading(place, stores, (key, row) => {
    rows += 1;
    if (gone.has(key)) present.add(key);
    const columns = waiting.get(key);
    if (columns && Object.entries(columns).every(([column, value]) => same(value, row[column] ?? null))) {
      waiting.delete(key);
    }
  }).catch((error: unknown) => {
    // A store that does not answer has none of it; what was to go is not known to be gone.
    if (!(error instanceof StoreRefusal)) throw error;
    for (const key of wanted.keys()) waiting.set(key, {});
    for (const key of gone) present.add(key);
  });
  // Of who has nothing, or nothing new, it is no merit that something is not there.
  const isIdle = rows === 0 || (wanted.size > 0 && waiting.size === wanted.size);
  const expected = wanted.size + gone.size;
  const [missing] = waiting.keys();
  const [left] = present;
  return {
    part: place.part,
    form: place.form,
    expected,
    arrived: isIdle ? 0 : expected - waiting.size - present.size,
    example: missing !== undefined ? readable(missing) : left !== undefined ? `${readable(left)} ✗` : null,
  };
}

/** How often each key is there, in every place that can be read. */
export type Census = ReadonlyMap<string, ReadonlyMap<string, number>>;

export async function takeCensus(stores: ReadStores): Promise<Census> {
  const census = new Map<string, Map<string, number>>();
  for (const place of PLACES) {
    const counts = new Map<string, number>();
    census.set(place.part, counts);
    await reading(place, stores, (key) => counts.set(key, (counts.get(key) ?? 0) + 1)).catch(
      (error: unknown) => {
        if (!(error instanceof StoreRefusal)) throw error;
      },
    );
  }
  return census;
}

export interface Losses {
  readonly lost: number;
  readonly twice: number;
  readonly example: string | null;
}

/** @param gone keys that had to go in between, as `<part> <key>` */
export function lossesBetween(before: Census, after: Census, gone: ReadonlySet<string>): Losses {
  let [lost, twice] = [0, 0];
  let example: string | null = null;
  for (const [part, counts] of after) {
    const then = before.get(part) ?? new Map<string, number>();
    for (const [key, often] of then) {
      if (often === 0 || counts.has(key) || gone.has(`${part} ${key}`)) continue;
      lost += 1;
      example ??= `${part}: ${readable(key)}`;
    }
    for (const [key, often] of counts) {
      if (often <= Math.max(1, then.get(key) ?? 1)) continue;
      twice += 1;
      example ??= `${part}: ${often} × ${readable(key)}`;
    }
  }
  return { lost, twice, example };
}

export const goneOf = (changes: readonly Change[]): ReadonlySet<string> =>
  new Set(changes.flatMap(({ place, gone }) => [...gone].map((key) => `${place.part} ${key}`)));

async function reading(
  place: Place,
  stores: ReadStores,
  see: (key: string, row: Row) => void,
): Promise<void> {
  for await (const row of place.rows(stores)) see(keyOf(row, place.key), row);
}
