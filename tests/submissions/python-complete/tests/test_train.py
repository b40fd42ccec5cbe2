import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import joblib
import numpy as np
import pytest
from fakes import FakeDb
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.tree import DecisionTreeClassifier

from audit import features, train
from audit.features import NAMES, build, from_stores, recent, shingles

START = datetime(2026, 1, 1, 12, tzinfo=UTC)


def review(id_, days, account="a", rating=5, product="P1", device="d", network="n"):
    return (id_, product, account, rating, START + timedelta(days=days), device, network)


def named(rows, id_):
    return dict(zip(NAMES, rows[id_], strict=True))


def test_words_two_by_two():
    assert shingles("Très bon, TRÈS bon") == {("très", "bon"), ("bon", "très")}
    assert shingles("seul") == set()


def test_how_many_lately():
    assert recent([1, 5, 6, 10], 10, 5) == 3
    assert recent([], 10, 5) == 0


def test_the_first_review_has_no_past():
    rows = build([review("R1", 0, rating=3)], {"R1": "Miel doux, 3 pots !!"}, {})
    assert rows["R1"] == [3, False, 12, 20, 5, 2, 1, False, 0, -1.0, 0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3 - 3.7, 0, 0, False, 0, False, 3.7, True, 0.0]
    assert named(build([review("R1", 0)], {}, {}), "R1")["no_text"] is True


def test_what_was_known_when_it_was_written():
    reviews = [
        review("R1", 0, "a", 1), review("R2", 1, "b", 4, "P2"), review("R3", 8, "c", 5, device="other"),
        review("R4", 8.5, "a", 2, "P2", "d", "other"), review("R5", 9, "a", 5), review("R6", 9, "z", 5),
    ]  # fmt: skip
    texts = {"R1": "un miel bien doux", "R3": "un miel", "R5": "un miel bien fort"}
    past = START.timestamp()
    rows = build(reviews, texts, {"a": [(past + 1, "P1"), (past + 2, "P9"), (past + 9 * 86400, "P1"), (past + 10 * 86400, "P1")]})
    last = named(rows, "R5")
    assert last == {
        "rating": 5, "extreme": True, "hour": 12, "length": 17, "words": 4, "exclamations": 0, "digits": 0, "no_text": False,
        "account_before": 2, "account_gap": 0.5, "account_extreme_share": 0.5, "device_accounts": 1, "device_before": 3,
        "network_accounts": 2, "network_before": 3, "device_same_product": 0, "network_same_product": 1, "product_before": 2,
        "product_day": 1, "product_week": 1, "deviation": 2.0, "device_week": 1, "network_week": 1, "known_customer": True,
        "orders_before": 2, "verified": True, "device_mean": pytest.approx(7 / 3), "first_of_account": False,
        "text_like_earlier": 0.5}  # fmt: skip
    assert named(rows, "R6")["product_before"] == 2, "what is written at the same instant is not known"
    assert (named(rows, "R6")["device_same_product"], named(rows, "R4")["extreme"]) == (1, False)
    assert named(rows, "R3")["product_day"] == 0 and named(rows, "R3")["text_like_earlier"] == pytest.approx(1 / 3)
    assert named(rows, "R4")["verified"] is False


def test_a_hundred_texts_back():
    reviews = [review(f"R{n}", n, f"a{n}") for n in range(102)]
    texts = {"R0": "miel tout doux", "R1": "miel tout amer", "R101": "miel tout doux"}
    assert named(build(reviews, texts, {}), "R101")["text_like_earlier"] == pytest.approx(1 / 3)


def test_features_come_from_the_stores():
    class FakeReviews:
        def find(self, query, fields):
            assert (query, fields) == ({}, {"text": 1})
            return [{"_id": "R1", "text": "Bon"}, {"_id": "R2", "text": None}]

    db = FakeDb({"SELECT review_id": [review("R2", 0), review("R1", 1)], "SELECT c.account_key": [("a", START, "P1")]})
    ids, matrix = from_stores(db, {"reviews": FakeReviews()})
    assert ids == ["R1", "R2"] and all(type(value) is float for row in matrix for value in row)
    first = dict(zip(NAMES, matrix[0], strict=True))
    assert (first["length"], first["verified"], first["account_before"]) == (3.0, 1.0, 1.0)
    assert features.DAY == 86400


def test_the_threshold_accuses_few_wrongly():
    assert train.best_threshold(np.array([0, 0, 1, 1]), np.array([0.1, 0.4, 0.35, 0.8])) == (0.8, pytest.approx(2 / 3))
    assert train.best_threshold(np.array([0, 1, 1, 1, 1]), np.array([0.3, 0.2, 0.5, 0.6, 0.7])) == (0.2, pytest.approx(8 / 9))
    # Where nothing is that precise, the best F1 at all.
    assert train.best_threshold(np.array([0, 1, 0, 1]), np.array([0.9, 0.6, 0.5, 0.4])) == (0.4, pytest.approx(2 / 3))


def test_accounts_are_set_apart_by_their_name():
    names = [str(n) for n in range(2000)]
    first = [hashlib.sha256(name.encode()).digest()[0] for name in names]
    assert [train.in_test(name) for name in names] == [byte < 64 for byte in first] and 63 in first and 64 in first


def test_processor_time(monkeypatch):
    monkeypatch.setattr(train.resource, "getrusage", lambda who: type("Usage", (), {"ru_utime": 1, "ru_stime": 2}))
    assert train.cpu() == 3


def test_the_models_that_are_compared():
    logistic, trees = train.candidates().values()
    line = logistic[-1].get_params()
    assert (line["max_iter"], line["C"], line["random_state"]) == (500, 0.5, train.SEED)
    tree = trees.get_params()
    assert (tree["max_iter"], tree["max_depth"], tree["learning_rate"], tree["min_samples_leaf"], tree["l2_regularization"]) == (
        80, 4, 0.08, 8, 1.0)  # fmt: skip
    assert (tree["early_stopping"], tree["random_state"]) == (False, train.SEED)


def given(monkeypatch, ids, matrix, verdicts):
    monkeypatch.setattr(train, "connect_loader", lambda: FakeDb({
        "SELECT review_id, fraudulent": list(verdicts.items()), "SELECT review_id, author_key": [(id_, f"author {id_}") for id_ in ids]}))  # fmt: skip
    monkeypatch.setattr(train, "mongo_database", lambda: "documents")
    monkeypatch.setattr(train, "from_stores", lambda db, documents: (ids, matrix))
    # A single tree stands for eighty: what is tested is how they are compared.
    monkeypatch.setattr(train, "candidates", lambda: {
        "logistic": LogisticRegression(random_state=1), "gradient-boosting": DecisionTreeClassifier(max_depth=3, random_state=1)})  # fmt: skip
    ticks = iter(range(0, 1000, 3))
    monkeypatch.setattr(train, "cpu", lambda: next(ticks))


def test_two_runs_on_one_sample_and_the_frugal_one_unless_the_other_is_better(monkeypatch, capsys):
    draw = np.random.default_rng(1)
    ids = [f"R{n:03}" for n in range(160)]
    line = draw.normal(size=(160, 2))
    verdicts = {id_: bool(row[0] > 0.9) for id_, row in zip(ids[:150], line, strict=False)}
    given(monkeypatch, ids, line.tolist(), verdicts)
    train.main()
    runs = [json.loads(row) for row in Path("model/runs.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(run["run"], run["chosen"], run["seed"], run["cpuSeconds"]) for run in runs] == [
        ("logistic", True, train.SEED, 3), ("gradient-boosting", False, train.SEED, 3)]  # fmt: skip
    apart = [id_ for id_ in ids[:150] if train.in_test(f"author {id_}")]
    assert {run["sample"] for run in runs} == {hashlib.sha256(",".join(apart).encode()).hexdigest()[:16]}
    known = np.array(list(verdicts.values()))
    held = np.array([id_ in apart for id_ in ids[:150]])
    model = train.candidates()["logistic"].fit(line[:150][~held], known[~held])
    area = average_precision_score(known[held], model.predict_proba(line[:150][held])[:, 1])
    assert runs[0]["prAuc"] == round(area, 4) and runs[1]["parameters"]["max_depth"] == "3"
    kept = joblib.load("model/model.joblib")
    assert type(kept["model"]) is LogisticRegression
    scores = kept["model"].predict_proba(line)[:, 1]
    assert np.mean((scores >= kept["threshold"])[:150] == known) > 0.95
    shown = capsys.readouterr().out
    assert "chosen logistic" in shown and "labels 150" in shown
    first = Path("model/runs.jsonl").read_text()
    train.main()
    assert Path("model/runs.jsonl").read_text() == first


def test_trees_where_a_line_cannot_tell(monkeypatch):
    draw = np.random.default_rng(2)
    ids = [f"R{n:03}" for n in range(160)]
    matrix = draw.uniform(-1, 1, size=(160, 2))
    given(monkeypatch, ids, matrix.tolist(), {id_: bool(row[0] * row[1] > 0) for id_, row in zip(ids, matrix, strict=True)})
    train.main()
    runs = [json.loads(row) for row in Path("model/runs.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [run["chosen"] for run in runs] == [False, True]
    assert type(joblib.load("model/model.joblib")["model"]).__name__ == "DecisionTreeClassifier"
