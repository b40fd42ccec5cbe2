// Other ways to write the same queries, to keep the same documents and graph, and to run the same programs: no mark may move.
import type { Change, NeutralVariant } from "./mutant.ts";

const neutral = (
  id: string,
  difference: string,
  changes: readonly Change[],
  other: Partial<Pick<NeutralVariant, "reach" | "phases" | "processors">> = {},
): NeutralVariant => ({ id, of: "reference", reach: "stores", difference, changes, ...other });

/** A file of the submission, whole. */
const write = (path: string, text: string): Change => ({ type: "add", path, text });

export const NEUTRAL_OTHERS: readonly NeutralVariant[] = [
  neutral("query-by-windows", "a query has CRLF, a byte order mark, and no end of line", [
    write(
      "queries/Q1.sql",
      "\uFEFF-- Par département\r\nSELECT s.department, count(DISTINCT s.seller_id) AS sellers,\r\n  count(p.product_id) AS products\r\nFROM lab.sellers s\r\n  LEFT JOIN lab.products p ON p.seller_id = s.seller_id\r\nGROUP BY 1",
    ),
  ]),
  neutral(
    "query-with-ctes",
    "a query is written with common table expressions, its types wider, its order another",
    [
      write(
        "queries/Q3.sql",
        `WITH kept AS (
  SELECT order_id FROM orders WHERE status IN ('placed', 'shipped', 'delivered')
    AND (ordered_at AT TIME ZONE 'UTC')::date >= $1::date AND (ordered_at AT TIME ZONE 'UTC')::date < $2::date
), sums AS (
  SELECT product_id, sum(quantity * unit_price_cents) AS cents FROM order_lines WHERE order_id IN (SELECT order_id FROM kept)
  GROUP BY product_id
)
SELECT category, sum(cents)::numeric(20, 2) AS revenue_cents FROM sums JOIN product_categories USING (product_id)
GROUP BY category ORDER BY category DESC;
`,
      ),
    ],
  ),
  neutral("query-in-small-letters", "a query's file has a name in small letters", [
    { type: "remove", path: "queries/Q1.sql" },
    write(
      "queries/q1.sql",
      "select department, count(distinct sellers.seller_id) as sellers, count(product_id) as products\nfrom sellers left join products using (seller_id) group by department;\n",
    ),
  ]),
  neutral("sales-materialised", "sales are a materialised view", [
    {
      type: "sql",
      statements: [
        `DO $$ DECLARE definition text := pg_get_viewdef('lab.seller_sales'::regclass); BEGIN
           DROP VIEW lab.seller_sales;
           EXECUTE 'CREATE MATERIALIZED VIEW lab.seller_sales AS ' || definition;
           GRANT SELECT ON lab.seller_sales TO reader;
         END $$`,
      ],
    },
  ]),
  neutral("rows-in-another-order", "rows lie in another order", [
    {
      type: "sql",
      statements: [
        "CREATE INDEX of_text ON store.reviews (hash)",
        "CLUSTER store.reviews USING of_text",
        "UPDATE store.orders SET source = source WHERE get_byte(sha256(order_id::bytea), 0) % 2 = 0",
      ],
    },
  ]),
  neutral(
    "file-that-looks-like-a-table",
    "the document of circuits names a file whose name has the form of a table's",
    [
      write("requirements.lock", "zod==4.0.0\n"),
      {
        type: "file",
        path: "docs/circuits.md",
        find: "# Circuits des données\n",
        replace: "# Circuits des données\n\nLes versions sont dans `requirements.lock`.\n",
      },
    ],
  ),
  neutral("documents-with-more-fields", "documents of reviews have fields of their own", [
    {
      type: "mongo",
      collection: "reviews",
      filter: {},
      update: { $set: { langue: "fr", lot: 3, vu: { le: new Date(0), par: "chargeur" } } },
    },
  ]),
  neutral("graph-with-more-labels", "nodes have more labels and properties", [
    {
      type: "cypher",
      statements: ["MATCH (n:Product) SET n:Produit, n.lot = 3", "MATCH (n:Review) SET n:Avis, n.lot = 3"],
      undo: ["MATCH (n:Product) REMOVE n:Produit, n.lot", "MATCH (n:Review) REMOVE n:Avis, n.lot"],
    },
  ]),
  neutral("graph-with-more-relationships", "the graph has relationships of its own", [
    {
      type: "cypher",
      statements: ["MATCH (a:Account)-[:WROTE]->(:Review)-[:ABOUT]->(p:Product) MERGE (a)-[:CONNAIT]->(p)"],
      undo: ["MATCH ()-[r:CONNAIT]->() DELETE r"],
    },
  ]),
  neutral(
    "slower-rounds",
    "the collector rests for twenty seconds, within the declared cadence",
    [
      {
        type: "file",
        path: "services/scraper/config.ts",
        find: "SCRAPER_INTERVAL_MS: z.coerce.number().int().min(100).default(5000)",
        replace: "SCRAPER_INTERVAL_MS: z.coerce.number().int().min(100).default(20_000)",
      },
    ],
    { reach: "phases", phases: ["revisits", "automation", "page", "flows"] },
  ),
  neutral(
    "one-page-at-a-time",
    "the collector fetches one page at a time",
    [
      {
        type: "file",
        path: "services/scraper/config.ts",
        find: "SCRAPER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(16)",
        replace: "SCRAPER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(1)",
      },
    ],
    { reach: "phases", phases: ["collected", "audit", "revisits", "automation", "page"] },
  ),
  neutral(
    "elsewhere",
    "commands run in another time zone and language",
    [
      {
        type: "file",
        path: "submission.yaml",
        find: '  DASHBOARD_PUBLIC: "true"\n',
        replace: '  DASHBOARD_PUBLIC: "true"\n  TZ: Pacific/Auckland\n  LC_ALL: tr_TR.UTF-8\n',
      },
      {
        // What is declared is documented.
        type: "file",
        path: "docs/circuits.md",
        find: "| `PAGE_PORT`, `DASHBOARD_PORT`, `DASHBOARD_PUBLIC` ",
        replace: "| `PAGE_PORT`, `DASHBOARD_PORT`, `DASHBOARD_PUBLIC`, `TZ`, `LC_ALL` ",
      },
    ],
    { reach: "whole" },
  ),
  neutral("half-the-processors", "the same work on half of the machine", [], {
    reach: "whole",
    processors: "half",
  }),
];
