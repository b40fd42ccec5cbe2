import { SOURCES } from "@atelier/contracts/kinds.ts";
import { createTruth } from "@atelier/world/create-truth.ts";
import { secretFromSeed } from "@atelier/world/draws.ts";
import { describe, expect, it } from "vitest";
import { mapRows, type Row } from "./compare.ts";
import { GRAPH_PARTS } from "./graph.ts";
import { verify, type Stores } from "./verify.ts";

const truth = createTruth({ secret: secretFromSeed("verify"), scale: 0.01, pseudonymKey: "key", ticks: 0 });
const relations = {
  sellers: [...truth.rows("sellers")],
  products: [...truth.rows("products")],
  reviews: [...truth.rows("reviews")],
};

async function* stream(rows: Iterable<Row>): AsyncIterable<Row> {
  yield* rows;
}

const nothing = { close: async () => undefined };
const EMPTY: Stores = {
  postgres: { ...nothing, rows: () => stream([]) },
  mongo: { ...nothing, documents: () => stream([]) },
  graph: { ...nothing, rows: () => stream([]) },
};

const partOf = (cypher: string) => GRAPH_PARTS.find((part) => part.cypher === cypher);

/** Stores that hold what the truth says; the raw layer by its counts, since the truth has no bodies. */
const RIGHT: Stores = {
  postgres: { ...nothing, rows: (view) => stream(truth.rows(view)) },
  graph: { ...nothing, rows: (cypher) => stream(partOf(cypher)?.expected(relations) ?? []) },
  mongo: {
    ...nothing,
    documents(collection) {
      if (collection === "raw") return stream(rawRows());
      if (collection === "reviews") {
        return stream(mapRows(truth.reviewTexts(), ({ reviewId, text }) => ({ _id: reviewId, text })));
      }
      const texts = new Map(
        [...truth.documentTexts()].map(({ fileId, includes }) => [fileId, includes.join("\n")]),
      );
      return stream(
        mapRows(truth.rows("files"), (row) => ({
          _id: row.file_id,
          mediaType: row.media_type,
          sha256: row.sha256,
          text: texts.get(row.file_id) ?? null,
        })),
      );
    },
  },
};

function* rawRows(): Iterable<Row> {
  const rejectedLines = [...truth.rows("rejects")].filter(({ rule }) => rule === "json-truncated").length;
  const counts = truth.sources;
  for (const source of SOURCES) {
    const held = counts[source] - (source === "drop-prices" ? rejectedLines : 0);
    for (let id = 0; id < held; id += 1) yield { source, kind: "any", id: String(id) };
  }
}

const judge = (stores: Stores) => verify(truth, stores, [], () => undefined);

const withRows = (view: string, change: (rows: Row[]) => Row[]): Stores => ({
  ...RIGHT,
  postgres: {
    ...nothing,
    rows: (asked) => stream(asked === view ? change([...truth.rows(asked)]) : truth.rows(asked)),
  },
});

describe("the verification", () => {
  it("finds no difference in stores that hold the truth", async () => {
    expect((await judge(RIGHT)).differences).toEqual([]);
  });

  it("accepts nothing of empty stores", async () => {
    const { sources, defects, stores } = await judge(EMPTY);
    expect(sources.every(({ found, expected }) => expected > 0 && found < expected)).toBe(true);
    expect(defects.every(({ handled }) => handled === 0)).toBe(true);
    const parts = [...stores.postgres.parts, ...stores.mongo.parts, ...stores.neo4j.parts];
    expect(parts.every(({ missing, expected }) => expected > 0 && missing === expected)).toBe(true);
  });

  it("sees one cent", async () => {
    const cheaper = withRows("orders", ([first, ...rest]) => [
      { ...first, total_cents: Number(first?.["total_cents"]) - 1 },
      ...rest,
    ]);
    expect((await judge(cheaper)).differences).toContain(
      "postgres orders: 0 missing, 0 unexpected, 1 different",
    );
  });

  it("sees a forgotten person's pseudonym, wherever it stands", async () => {
    const [forgotten] = truth.forgotten();
    const kept = withRows("sellers", ([first, ...rest]) => [
      { ...first, note: { by: [forgotten] } },
      ...rest,
    ]);
    expect((await judge(kept)).differences).toContain(
      `forgotten person in postgres lab.sellers: ${forgotten}`,
    );
  });

  it("sees a canary's trace in a log", async () => {
    const trace =
      [...truth.canaries()].flatMap((person) => person.traces).find((text) => text.includes("@")) ?? "";
    async function* log() {
      yield Buffer.from(`{"msg":"collected","from":"${encodeURIComponent(trace)}"}\n`);
    }
    const { differences } = await verify(
      truth,
      RIGHT,
      [{ name: "log of scraper", bytes: log() }],
      () => undefined,
    );
    expect(differences).toContainEqual(expect.stringMatching(/^leak in log of scraper: .* as url/));
  });
});
