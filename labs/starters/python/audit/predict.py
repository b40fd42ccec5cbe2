"""`predict`: a row of lab.predictions for every review."""

import joblib

from audit.environment import MODEL_FILE, connect_loader

THRESHOLD = 0.5


def main() -> None:
    model = joblib.load(MODEL_FILE)
    shares = dict(zip(model.classes_, model.predict_proba([[0]])[0], strict=True))
    score = float(shares.get(True, 0.0))
    with connect_loader() as db:
        reviews = [row[0] for row in db.execute("SELECT review_id FROM shop.review")]
        db.execute("DELETE FROM shop.prediction")
        with db.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO shop.prediction VALUES (%s, %s, %s)",
                [(review, score, score > THRESHOLD) for review in reviews],
            )
    print("predictions:", len(reviews))


if __name__ == "__main__":
    main()
