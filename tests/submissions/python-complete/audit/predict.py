"""`predict`: a row of lab.predictions for every review."""

import joblib

from audit.environment import MODEL_FILE, connect_loader, mongo_database
from audit.features import from_stores


def predict() -> int:
    kept = joblib.load(MODEL_FILE)
    with connect_loader() as db:
        ids, matrix = from_stores(db, mongo_database())
        scores = kept["model"].predict_proba(matrix)[:, 1] if ids else []
        with db.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO shop.prediction VALUES (%s, %s, %s) ON CONFLICT (review_id) "
                "DO UPDATE SET score = excluded.score, flagged = excluded.flagged",
                [(i, float(s), bool(s > kept["threshold"]))
                 for i, s in zip(ids, scores, strict=True)],
            )  # fmt: skip
    return len(ids)


if __name__ == "__main__":
    print("predictions:", predict())
