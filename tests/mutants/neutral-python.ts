// The Python submission, otherwise done: no mark may move.
import type { Change, NeutralVariant } from "./mutant.ts";

type Otherwise = Omit<NeutralVariant, "of" | "reach"> & Required<Pick<NeutralVariant, "phases">>;

const otherwise = (variant: Otherwise): NeutralVariant => ({
  ...variant,
  of: "python-complete",
  reach: "phases",
});

const edit = (path: string, find: string, replace: string): Change => ({ type: "file", path, find, replace });

/** As an editor of Windows saves it: a byte order mark, CRLF. */
const writeByWindows = (path: string, text: string): Change => ({
  type: "add",
  path,
  text: `\uFEFF${text.replaceAll("\n", "\r\n")}`,
});

export const NEUTRAL_PYTHON: readonly NeutralVariant[] = [
  otherwise({
    id: "python-by-windows",
    phases: ["questions", "model"],
    difference: "a program and a query are written otherwise, with comments, CRLF and a byte order mark",
    changes: [
      writeByWindows(
        "audit/predict.py",
        `"""« predict » : une ligne de lab.predictions par avis."""

import joblib

# Les connexions et les variables du modèle sont celles de l'apprentissage.
from audit.environment import MODEL_FILE, connect_loader, mongo_database
from audit.features import from_stores

UPSERT = """
INSERT INTO shop.prediction (flagged, score, review_id)
SELECT given.flagged, given.score, given.review_id
FROM unnest(%(ids)s::text[], %(scores)s::double precision[], %(flags)s::boolean[])
  AS given (review_id, score, flagged)
ON CONFLICT (review_id) DO UPDATE SET score = excluded.score, flagged = excluded.flagged
"""


def predict() -> int:
    kept = joblib.load(MODEL_FILE)
    with connect_loader() as db:
        ids, matrix = from_stores(db, mongo_database())
        if not ids:
            return 0  # rien à dire
        scores = [float(one) for one in kept["model"].predict_proba(matrix)[:, 1]]
        flags = [one > kept["threshold"] for one in scores]
        db.execute(UPSERT, {"ids": ids, "scores": scores, "flags": flags})
    return len(ids)


if __name__ == "__main__":
    print("predictions:", predict())
`,
      ),
      writeByWindows(
        "queries/Q1.sql",
        `-- Par département, ceux sans produit compris
SELECT s.department, count(*) AS sellers, sum(
  (SELECT count(*) FROM lab.products p WHERE p.seller_id = s.seller_id)) AS products
FROM lab.sellers s
GROUP BY 1
ORDER BY 1
`,
      ),
    ],
  }),
  otherwise({
    id: "python-table-in-french",
    phases: ["loaded", "structure", "questions", "circuits"],
    difference: "a table has another name, and its columns another order",
    changes: [
      edit(
        "audit/schema.sql",
        `CREATE TABLE IF NOT EXISTS shop.certification (
  seller_id text NOT NULL REFERENCES shop.seller, label text NOT NULL CHECK (label <> ''), valid_until date NOT NULL, PRIMARY KEY (seller_id, label));`,
        `CREATE TABLE IF NOT EXISTS shop.certificat (
  valid_until date NOT NULL, label text NOT NULL CHECK (label <> ''), seller_id text NOT NULL REFERENCES shop.seller, PRIMARY KEY (label, seller_id));`,
      ),
      edit(
        "audit/schema.sql",
        "SELECT seller_id, label, valid_until FROM shop.certification;",
        "SELECT seller_id, label, valid_until FROM shop.certificat;",
      ),
      edit("audit/load.py", '    "certification": (2,', '    "certificat": (2,'),
      edit("audit/load.py", 'upsert(db, "certification",', 'upsert(db, "certificat",'),
      edit("submission.yaml", "certifications: [shop.certification]", "certifications: [shop.certificat]"),
      edit("documents/circuits.md", "`shop.certification`", "`shop.certificat`"),
    ],
  }),
  otherwise({
    id: "python-elsewhere",
    phases: ["collected", "loaded", "cleaning", "questions", "model", "circuits", "rerun", "quality"],
    difference: "commands run in another time zone and language, and Python's sets in another order",
    changes: [
      edit(
        "submission.yaml",
        "loading: incremental\n",
        'environment: { TZ: Pacific/Auckland, LC_ALL: tr_TR.UTF-8, PYTHONHASHSEED: "7" }\nloading: incremental\n',
      ),
      // What is declared is documented.
      edit("documents/circuits.md", "`PAGE_PORT`.", "`PAGE_PORT`, `TZ`, `LC_ALL`, `PYTHONHASHSEED`."),
    ],
  }),
  otherwise({
    id: "python-slower-rounds",
    phases: ["automation", "page"],
    difference: "a round a minute, within the declared two",
    changes: [edit("audit/serve.py", "PERIOD = 20\n", "PERIOD = 60\n")],
  }),
];
