// Faults of what the reference says of itself: documents and declarations.
import type { Mutant } from "./mutant.ts";

type Said = Omit<Mutant, "of" | "reach">;

const said = (mutant: Said): Mutant => ({ ...mutant, of: "reference", reach: "stores" });

export const REFERENCE_PAPERS: readonly Mutant[] = [
  said({
    id: "circuits-not-documented",
    fault: "there is no document of the circuits",
    changes: [{ type: "remove", path: "docs/circuits.md" }],
    costs: ["C11.4"],
    says: /described|documentation/,
    section: "c11",
  }),
  said({
    id: "circuits-of-another-project",
    fault: "the document describes a base that is not there",
    changes: [
      {
        type: "add",
        path: "docs/circuits.md",
        text: "# Circuits\n\n`etl/extract.py` lit `shop.product`, `shop.client`, puis `etl/load.py` charge `dwh.sales`.\n",
      },
    ],
    costs: ["C11.4"],
    says: /shop\.product|dwh\.sales|named, not found/,
    section: "c11",
  }),
  said({
    id: "circuits-without-parameters",
    fault: "the document leaves out parameters",
    changes: [
      { type: "file", path: "docs/circuits.md", find: "| `SCRAPER_STATE_DIR` ", replace: "| l'état " },
      { type: "file", path: "docs/circuits.md", find: "| `MODEL_REGISTRY_DIR` ", replace: "| le registre " },
      {
        type: "file",
        path: "docs/circuits.md",
        find: "| `PAGE_PORT`, `DASHBOARD_PORT`, `DASHBOARD_PUBLIC` ",
        replace: "| la page ",
      },
    ],
    costs: ["C11.4"],
    says: /SCRAPER_STATE_DIR|MODEL_REGISTRY_DIR|DASHBOARD_PORT/,
    section: "c11",
  }),
  said({
    id: "rejects-not-documented",
    fault: "nothing says where bad records go",
    changes: [{ type: "remove", path: "docs/rejets.md" }],
    costs: ["C11.4"],
    says: /reject|bad record/,
    section: "c11",
  }),
  said({
    id: "rejects-said-elsewhere",
    fault: "bad records are said to go where none are",
    changes: [{ type: "add", path: "docs/rejets.md", text: "# Rejets\n\nTout est dans `store.sellers`.\n" }],
    costs: ["C11.4"],
    says: /reject|bad record/,
    section: "c11",
  }),
  said({
    id: "claims-another-figure",
    // Too little: on a small world the interval is so wide that no figure is too much.
    fault: "the claimed figure is not what the model does",
    changes: [
      {
        type: "file",
        path: "submission.yaml",
        find: "claimed: { prAuc: 0.88 }",
        replace: "claimed: { prAuc: 0.05 }",
      },
    ],
    costs: ["C12.5"],
    says: /claimed/,
    section: "c12",
  }),
  said({
    id: "trainings-not-recorded",
    fault: "no comparison of trainings is declared",
    changes: [{ type: "file", path: "submission.yaml", find: "  runs: entrainements.jsonl\n", replace: "" }],
    costs: ["C12.6"],
    says: /run|training/,
    section: "c12",
  }),
  said({
    id: "collections-of-other-names",
    fault: "declared collections are not there",
    changes: [
      {
        type: "file",
        path: "submission.yaml",
        find: "collections: { reviews: reviews, files: files }",
        replace: "collections: { reviews: avis, files: fichiers }",
      },
    ],
    costs: ["C7.2"],
    // Texts are looked for in the collection too; the document names others.
    touches: ["C9.1", "C8.1.b", "C11.4"],
    says: /reviews|avis/,
    section: "contract",
  }),
  said({
    id: "tables-of-other-names",
    fault: "declared tables are not there",
    changes: [
      {
        type: "file",
        path: "submission.yaml",
        find: "orders: [store.orders]",
        replace: "orders: [store.commandes]",
      },
      {
        type: "file",
        path: "submission.yaml",
        find: "reviews: [store.reviews]",
        replace: "reviews: [store.avis]",
      },
    ],
    costs: ["C7.1"],
    touches: ["C11.4"],
    says: /store\.commandes|store\.avis/,
    section: "contract",
  }),
  said({
    id: "queries-in-another-folder",
    fault: "the declared folder has no queries",
    changes: [{ type: "file", path: "submission.yaml", find: "queries: queries", replace: "queries: docs" }],
    costs: ["C7.5"],
    touches: ["C7.2"],
    says: /Q1/,
    section: "questions",
  }),
];
