// What flows through the lab, and where it comes from. The words are those of docs/glossary.md.

/** Every kind of record; each has the topics `raw.<kind>`, `clean.<kind>` and `dead.<kind>`. */
export const KINDS = [
  "sellers",
  "certifications",
  "products",
  "reviews",
  "orders",
  "customers",
  "prices",
  "labels",
  "files",
  "erasures",
] as const;
export type Kind = (typeof KINDS)[number];

/** Every source of a world, as reported in summaries: "found / expected" is counted for each. */
export const SOURCES = [
  "catalogue-pages", // products: static HTML
  "seller-pages", // sellers: rendered by JavaScript
  "review-pages", // reviews: the product page's HTML, then its XHR endpoint
  "partner-orders", // orders: JSON by cursor
  "partner-objections", // erasures with reason "objection": JSON
  "drop-customers", // customers: CSV in cp1252
  "drop-prices", // prices: gzipped JSON lines
  "drop-labels", // labels: CSV
  "media", // files: PNG and JPEG
  "documents", // files: PDF
  "events", // reviews, prices, erasures: server-sent events
  "registry", // certifications: HTML of a second, slow origin
] as const;
export type SourceId = (typeof SOURCES)[number];

export const rawTopic = (kind: Kind) => `raw.${kind}`;
export const cleanTopic = (kind: Kind) => `clean.${kind}`;
export const deadTopic = (kind: Kind) => `dead.${kind}`;

/** What the model says of each review: see prediction.ts. */
export const PREDICTIONS_TOPIC = "predictions";
