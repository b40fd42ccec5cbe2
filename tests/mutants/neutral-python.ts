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

/** Texts and files in an engine that the exam has no client for: SQLite as a wide-column store, behind `query`. */
const WIDE_COLUMNS = `"""Textes et fichiers en colonnes larges, comme Cassandra les garde : une famille, la clé d'une ligne, des cellules nommées.

\`python -m audit.wide\` répond, en lignes JSON, à la question de son entrée standard.
"""

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

PLACE = Path("data/columns.db")
CELLS = """CREATE TABLE IF NOT EXISTS cell (family TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL,
value TEXT NOT NULL, PRIMARY KEY (family, key, name)) WITHOUT ROWID"""


def connect() -> sqlite3.Connection:
    PLACE.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(PLACE, timeout=60)
    db.execute("PRAGMA secure_delete = ON")  # ce qui est oublié ne reste pas dans le fichier
    db.execute(CELLS)
    return db


class Family:
    """De ce que nous demandons à une collection, la même chose."""

    def __init__(self, name: str) -> None:
        self.name = name

    def find(self, query: dict, _wanted: dict | None = None) -> list[dict]:
        rows: dict[str, dict] = {}
        with closing(connect()) as db:
            cells = db.execute("SELECT key, name, value FROM cell WHERE family = ? ORDER BY key", [self.name])
            for key, name, value in cells:
                rows.setdefault(key, {"_id": key})[name] = json.loads(value)
        there = [name for name, one in query.items() if one == {"$ne": None}]
        return [row for row in rows.values() if all(row.get(name) is not None for name in there)]

    def bulk_write(self, changes: list, ordered: bool) -> None:
        del ordered
        rows = [one._doc for one in changes]
        cells = [(self.name, row["_id"], name, json.dumps(value)) for row in rows for name, value in row.items()]
        with closing(connect()) as db, db:
            db.executemany("DELETE FROM cell WHERE family = ? AND key = ?", [(self.name, row["_id"]) for row in rows])
            db.executemany("INSERT INTO cell VALUES (?, ?, ?, ?)", cells)

    def delete_many(self, query: dict) -> None:
        keys = [(self.name, key) for key in query["_id"]["$in"]]
        with closing(connect()) as db, db:
            db.executemany("DELETE FROM cell WHERE family = ? AND key = ?", keys)

    def create_index(self, _name: str) -> None:
        """La clé est l'index."""


class Keyspace:
    def __getitem__(self, name: str) -> Family:
        return Family(name)

    def command(self, _name: str) -> None:
        connect().close()


def answer(question: dict) -> list[dict]:
    rows = Family(question["collection"]).find({})
    return rows[question["offset"] : question["offset"] + question["limit"]]


if __name__ == "__main__":
    for row in answer(json.loads(sys.stdin.readline())):
        print(json.dumps(row))
`;

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
  otherwise({
    id: "python-wide-columns",
    phases: [
      "loaded",
      "structure",
      "roles",
      "model",
      "circuits",
      "privacy",
      "rerun",
      "quality",
      "automation",
      "erasure",
      "page",
      "retention",
    ],
    difference:
      "texts and files are kept in wide columns, in an engine that the exam asks by the submission's own command",
    changes: [
      { type: "add", path: "audit/wide.py", text: WIDE_COLUMNS },
      edit(
        "audit/environment.py",
        `    from pymongo import MongoClient

    return MongoClient(required("MONGO_URL"), serverSelectionTimeoutMS=8000)["lab"]`,
        `    from audit.wide import Keyspace

    return Keyspace()`,
      ),
      edit(
        "tests/test_environment.py",
        `    database = environment.mongo_database()
    assert database.name == "lab" and database.client.options.server_selection_timeout == 8
`,
        `    assert environment.mongo_database()["reviews"].name == "reviews"
`,
      ),
      edit(
        "submission.yaml",
        "  document: { engine: mongodb }",
        "  document: { engine: cassandra, query: .venv/bin/python -m audit.wide }",
      ),
      edit(
        "submission.yaml",
        "  - { step: stockage des textes, tool: MongoDB, package: pymongo }",
        "  - { step: stockage des textes, tool: colonnes larges (SQLite) }",
      ),
      edit("documents/circuits.md", "PostgreSQL, MongoDB, Neo4j |", "PostgreSQL, `data/columns.db`, Neo4j |"),
      edit("documents/circuits.md", "`MONGO_URL`, ", ""),
      edit("documents/procedures.md", "MongoDB pour les textes", "des colonnes larges pour les textes"),
    ],
  }),
];
