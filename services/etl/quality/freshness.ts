// Freshness: of each kind something was seen on its source lately.
import type { Queried } from "./queried.ts";
import { TABLES } from "./tables.ts";

/** Views whose tables say when a row was seen. */
const DATED = [
  "sellers",
  "certifications",
  "products",
  "customers",
  "orders",
  "reviews",
  "labels",
  "files",
] as const;

export const freshnessControls = (now: Date, hours: number): Queried[] =>
  DATED.map((subject) => ({
    name: `${subject}-fresh`,
    class: "freshness",
    subject,
    query: `SELECT 'last seen ' || newest AS example
      FROM (SELECT max(observed_at) AS newest FROM ${TABLES[subject].table}) seen
      WHERE newest < timestamptz '${now.toISOString()}' - interval '${hours} hours'`,
  }));
