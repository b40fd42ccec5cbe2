from pathlib import Path

import pytest
from fakes import FakeDb

from audit import environment, erase, measure, predict, setup
from audit.raw import Raw


def test_a_variable_that_is_not_set_is_named(monkeypatch):
    monkeypatch.setenv("POSTGRES_HOST", "")
    with pytest.raises(SystemExit, match="POSTGRES_HOST is not set"):
        environment.required("POSTGRES_HOST")
    assert environment.required("POSTGRES_PORT") == "5"


def test_where_raw_records_are_read(monkeypatch):
    assert environment.raw_folder() == Path("data/raw")
    monkeypatch.setenv("RAW_DIR", "/given")
    assert environment.raw_folder() == Path("/given")


def test_connections(monkeypatch):
    asked = []
    monkeypatch.setattr(environment.psycopg, "connect", lambda *a, **k: asked.append((a, k)) or "connection")
    assert environment.connect_owner() == environment.connect_loader() == "connection"
    assert asked == [
        (("postgresql://owner@h:5/lab_x",), {"connect_timeout": 10}),
        ((), {"host": "h", "port": "5", "dbname": "lab_x", "user": "audit_loader", "password": "l'oad", "connect_timeout": 10})]  # fmt: skip
    database = environment.mongo_database()
    assert database.name == "lab" and database.client.options.server_selection_timeout == 8
    asked.clear()
    import neo4j

    monkeypatch.setattr(neo4j.GraphDatabase, "driver", lambda *a, **k: asked.append((a, k)) or "driver")
    assert environment.neo4j_driver() == "driver"
    assert asked == [(("bolt://h:7",), {"auth": ("neo4j", "n"), "connection_timeout": 8, "max_transaction_retry_time": 8,
                                       "notifications_min_severity": "OFF"})]  # fmt: skip


class FakeIndexes(dict):
    def __missing__(self, name):
        self[name] = []
        return type("Collection", (), {"create_index": lambda _, key: dict.__getitem__(self, name).append(key)})()


class FakeDriver:
    told: list = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def execute_query(self, query):
        self.told.append(query)


@pytest.mark.parametrize("there", [[], [(1,)]])
def test_setup_makes_schema_roles_and_indexes(monkeypatch, there):
    db, indexes, driver = FakeDb({"SELECT 1 FROM pg_roles": there}), FakeIndexes(), FakeDriver()
    driver.told = []
    monkeypatch.setattr(setup, "connect_owner", lambda: db)
    monkeypatch.setattr(setup, "mongo_database", lambda: indexes)
    monkeypatch.setattr(setup, "neo4j_driver", lambda: driver)
    setup.main()
    made = [] if there else ['CREATE ROLE "{}" LOGIN']
    expected = [setup.SCHEMA.read_text(encoding="utf-8")]
    for role, password in (("audit_reader", "'r'"), ("audit_loader", "'l''oad'")):
        expected.append(("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]))
        expected += [one.format(role) for one in made]
        expected.append(f'ALTER ROLE "{role}" PASSWORD {password}')
    assert db.told == [
        *expected,
        'REVOKE TEMPORARY ON DATABASE "lab_x" FROM PUBLIC',
        'GRANT CONNECT, TEMPORARY ON DATABASE "lab_x" TO audit_loader',
        'GRANT CONNECT ON DATABASE "lab_x" TO audit_reader',
        "GRANT USAGE ON SCHEMA lab TO audit_reader, audit_loader",
        "GRANT SELECT ON ALL TABLES IN SCHEMA lab TO audit_reader, audit_loader",
        "GRANT USAGE ON SCHEMA shop TO audit_loader",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA shop TO audit_loader",
    ]
    assert indexes == {"reviews": ["subjects"], "files": ["sha256"]}
    assert len(driver.told) == 6 and driver.told[1] == (
        "CREATE CONSTRAINT review_id IF NOT EXISTS FOR (n:Review) REQUIRE n.id IS UNIQUE")  # fmt: skip


def test_the_work_is_done_as_often_as_asked(monkeypatch):
    import json

    done = []
    monkeypatch.setenv("MEASURE_WORK", "3")
    monkeypatch.setenv("OUTPUT_DIR", "out/put")
    monkeypatch.setattr(measure, "unit", lambda: done.append(1))
    monkeypatch.setattr(measure, "cpu", lambda: 450.0 * len(done) / 3)
    measure.main()
    assert json.loads(Path("out/put/measure.json").read_text()) == {
        "method": "CPU seconds × 8.0 W per core, 32.0 g CO2e per kWh", "work": 3, "energyWattHours": 1.0,
        "gramsCo2e": 0.032, "cpuSeconds": 450.0}  # fmt: skip
    monkeypatch.delenv("MEASURE_WORK")
    done.clear()
    measure.main()
    measure.main()
    assert len(done) == 2


def test_a_unit_of_work(monkeypatch):
    texts = []
    monkeypatch.setattr(measure, "review_text", texts.append)
    monkeypatch.setattr(measure, "hide_contacts", lambda text: (text, []))
    measure.unit()
    assert texts == [measure.TEXT] * 60000


def test_processor_time_is_one_s_own_and_the_children_s(monkeypatch):
    usage = {measure.resource.RUSAGE_SELF: (1, 2), measure.resource.RUSAGE_CHILDREN: (10, 20)}
    monkeypatch.setattr(measure.resource, "getrusage",
                        lambda who: type("Usage", (), {"ru_utime": usage[who][0], "ru_stime": usage[who][1]}))  # fmt: skip
    assert measure.cpu() == 33


class FakeModel:
    def predict_proba(self, matrix):
        import numpy

        return numpy.array([[1 - row[0], row[0]] for row in matrix])


def test_every_review_has_a_score(monkeypatch):
    db = FakeDb()
    monkeypatch.setattr(predict, "connect_loader", lambda: db)
    monkeypatch.setattr(predict, "mongo_database", lambda: "documents")
    monkeypatch.setattr(predict.joblib, "load", lambda path: {"model": FakeModel(), "threshold": 0.5})
    monkeypatch.setattr(predict, "from_stores", lambda *given: (["A1", "A2", "A3"], [[0.2], [0.5], [0.75]]))
    assert predict.predict() == 3
    assert db.told[0][1] == [("A1", 0.2, False), ("A2", 0.5, False), ("A3", 0.75, True)]
    monkeypatch.setattr(predict, "from_stores", lambda *given: ([], []))
    assert predict.predict() == 0 and db.told[1][1] == []


def keep(one, id_, observed, kind="orders"):
    one.put("s", kind, id_, {"n": id_}, observed=observed)


def test_raw_bodies_go_after_ninety_days():
    one = Raw()
    keep(one, "old", "2026-06-09T05:59:59Z")
    keep(one, "edge", "2026-06-09T06:00:00Z")
    keep(one, "older", "2026-01-01T00:00:00Z", "reviews")
    one.kinds["rejects"][("s", "x")] = {"source": "s", "pointer": "x"}
    one.save()
    holder = type("Holder", (), {"raw": one})
    assert erase.purge(holder, "2026-09-07T06:00:00Z") == 2
    assert [key[1] for key in Raw().kinds["orders"]] == ["edge"] and Raw().kinds["reviews"] == {}
    assert erase.purge(holder, "2026-09-07T06:00:00Z") == 0


@pytest.mark.parametrize(("fails", "now", "code"), [(False, "2026-09-07T06:00:00Z", 0), (True, None, 1)])
def test_erasing_reads_who_asks_and_loads_again(monkeypatch, fails, now, code):
    import httpx

    done = []

    class FakeCollector:
        raw = "raw"
        partner = type("Partner", (), {"get": staticmethod(
            lambda path: httpx.Response(200, headers={"date": "Tue, 08 Sep 2026 06:00:00 GMT"}) if path == "/v1/oppositions" else None)})

        def objections(self):
            done.append("objections")
            if fails:
                raise RuntimeError

        def stream(self):
            done.append("stream")

        def save(self):
            done.append("save")

    monkeypatch.setattr(erase, "Collector", FakeCollector)
    monkeypatch.setattr(erase, "load", lambda: done.append(("load", str(environment.raw_folder()))))
    monkeypatch.setattr(erase, "purge", lambda one, at: done.append(("purge", at)))
    monkeypatch.setenv("RAW_DIR", "/given")
    if now:
        monkeypatch.setenv("NOW", now)
    with pytest.raises(SystemExit) as caught:
        erase.main()
    assert caught.value.code == code
    assert done == ["objections", "stream", "save", ("load", "data/raw"), ("purge", now or "2026-09-08T06:00:00Z")]
