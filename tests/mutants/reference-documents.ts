// Faults of what the reference's load leaves among documents and in the graph.
import type { Change, Mutant } from "./mutant.ts";

type Graph = Extract<Change, { readonly type: "cypher" }>;

const fault = (
  id: string,
  told: string,
  change: Change,
  says: RegExp,
  rest: Pick<Mutant, "costs" | "section"> & Partial<Pick<Mutant, "touches" | "leaves">> = {
    costs: ["C7.2"],
    section: "contract",
  },
): Mutant => ({ id, of: "reference", reach: "stores", fault: told, changes: [change], says, ...rest });

/** Relationships of a type, all or half of them, under another name: as good as gone, and easily brought back. */
const hideRelationships = (type: string, where = "true"): Graph => ({
  type: "cypher",
  statements: [`MATCH (a)-[r:${type}]->(b) WHERE ${where} CREATE (a)-[:HIDDEN]->(b) DELETE r`],
  undo: [`MATCH (a)-[r:HIDDEN]->(b) CREATE (a)-[:${type}]->(b) DELETE r`],
});

const hideNodes = (label: string, where = "true"): Graph => ({
  type: "cypher",
  statements: [`MATCH (n:${label}) WHERE ${where} REMOVE n:${label} SET n:Hidden`],
  undo: [`MATCH (n:Hidden) REMOVE n:Hidden SET n:${label}`],
});

/** What hangs on reviews in the graph is asked by Q10 and by the ring query. */
const REVIEWS_OF_GRAPH = {
  costs: ["C7.2"],
  touches: ["C7.5"],
  section: "contract",
} as const satisfies Partial<Mutant>;

export const REFERENCE_DOCUMENTS: readonly Mutant[] = [
  // Documents
  fault(
    "documents-of-half-the-reviews",
    "every second review has no document",
    { type: "mongo", collection: "reviews", filter: {}, update: "delete", every: 2 },
    /reviews/,
    // Defects of texts are looked for among documents too.
    { costs: ["C7.2"], touches: ["C9.1", "C8.1.b"], section: "contract" },
  ),
  fault(
    "documents-without-text",
    "documents of reviews have no text",
    { type: "mongo", collection: "reviews", filter: {}, update: { $unset: { text: "" } } },
    /reviews/,
    { costs: ["C7.2"], touches: ["C9.1", "C8.1.b"], section: "contract" },
  ),
  fault(
    "document-texts-escaped",
    "texts of documents are those of the page's source, escaped",
    {
      type: "mongo",
      collection: "reviews",
      filter: {},
      update: { $set: { text: "C&#39;est tr&egrave;s bon" } },
    },
    /reviews/,
    { costs: ["C7.2"], touches: ["C9.1", "C8.1.b"], section: "contract" },
  ),
  fault(
    "no-files-among-documents",
    "no file is kept as a document",
    { type: "mongo", collection: "files", filter: {}, update: "delete" },
    /files/,
    { costs: ["C7.2"], section: "contract" },
  ),
  fault(
    "files-with-other-bytes",
    "the hash of a file is not that of its bytes",
    {
      type: "mongo",
      collection: "files",
      filter: {},
      update: { $set: { sha256: "0".repeat(64), content: "" } },
    },
    /files/,
    { costs: ["C7.2"], section: "contract" },
  ),
  fault(
    "files-all-images",
    "every file is said to be an image",
    { type: "mongo", collection: "files", filter: {}, update: { $set: { mediaType: "image/gif" } } },
    /files/,
    { costs: ["C7.2"], touches: ["C9.1"], section: "contract" },
  ),
  // The graph
  fault(
    "graph-without-authors",
    "no review is tied to who wrote it",
    hideRelationships("WROTE"),
    /WROTE/,
    REVIEWS_OF_GRAPH,
  ),
  fault(
    "graph-half-tied",
    "reviews of 2 and 4 stars are tied to no product",
    hideRelationships("ABOUT", "a.rating % 2 = 0"),
    /ABOUT/,
    REVIEWS_OF_GRAPH,
  ),
  fault(
    "graph-without-devices",
    "no review is tied to its device",
    hideRelationships("FROM_DEVICE"),
    /FROM_DEVICE/,
    REVIEWS_OF_GRAPH,
  ),
  fault(
    "graph-ties-turned-round",
    "ties to networks point the wrong way",
    {
      type: "cypher",
      statements: ["MATCH (a:Review)-[r:FROM_NETWORK]->(b) CREATE (b)-[:FROM_NETWORK]->(a) DELETE r"],
      undo: ["MATCH (b)-[r:FROM_NETWORK]->(a:Review) CREATE (a)-[:FROM_NETWORK]->(b) DELETE r"],
    },
    /FROM_NETWORK/,
    REVIEWS_OF_GRAPH,
  ),
  fault("graph-without-sellers", "sellers are not in the graph", hideNodes("Seller"), /Seller/),
  fault(
    "graph-ratings-shifted",
    "ratings in the graph are one too high",
    {
      type: "cypher",
      statements: ["MATCH (r:Review) SET r.rating = r.rating + 1"],
      undo: ["MATCH (r:Review) SET r.rating = r.rating - 1"],
    },
    /Review/,
    REVIEWS_OF_GRAPH,
  ),
  fault(
    "graph-instants-shifted",
    "instants in the graph are an hour late",
    {
      type: "cypher",
      statements: [
        "MATCH (r:Review) SET r.was = r.at SET r.at = toString(datetime(toString(r.at)) + duration('PT1H'))",
      ],
      undo: ["MATCH (r:Review) SET r.at = r.was REMOVE r.was"],
    },
    /Review/,
    REVIEWS_OF_GRAPH,
  ),
  fault(
    "graph-products-doubled",
    "products are in the graph twice",
    {
      type: "cypher",
      statements: ["MATCH (p:Product) CREATE (:Product {id: p.id + '-bis', twin: true})"],
      undo: ["MATCH (p:Product {twin: true}) DELETE p"],
    },
    /Product/,
  ),
];
