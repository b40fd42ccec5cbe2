import io
import re
import signal
import sys

import pytest
from fakes import FakeDb

from audit import serve
from audit.serve import Flow, Handler, figures, page, share

ROW = (10, 40, 7, 8, 2, 4, 1, 0, 2)


@pytest.fixture
def stores(monkeypatch):
    asked = []

    class FakeReviews:
        def find(self, query, fields):
            asked.append((query, fields))
            return [{"_id": "A1"}, {"_id": "A9"}]

    monkeypatch.setattr(serve, "connect_loader", lambda: FakeDb({
        "SELECT (SELECT": [ROW], "SELECT review_id": [("A1",), ("A2",), ("A3",)]}))  # fmt: skip
    monkeypatch.setattr(serve, "mongo_database", lambda: {"reviews": FakeReviews()})
    return asked


FIGURES = {
    "rows-products": 10, "rows-reviews": 40, "rows-orders": 7, "rows-customers": 8, "rejects": 2, "products-without-quantity": 4,
    "products-without-image": 1, "reviews-without-text": 2, "customers-without-phone": 2,
}  # fmt: skip


def test_figures_are_those_of_the_stores(stores):
    assert figures() == FIGURES
    assert stores == [({"text": {"$ne": None}}, {"_id": 1})]


def test_shares_are_written_in_french():
    assert (share(1, 8), share(2, 2), share(0, 5), share(0, 0)) == ("12,5 %", "100,0 %", "0,0 %", "0 %")


def test_the_page_says_what_it_shows(stores):
    text = page()
    assert {name: int(value) for name, value in re.findall(r'data-figure="([a-z-]+)">(\d+)<', text)} == FIGURES
    assert text.startswith('<!doctype html><html lang="fr">') and "<title>" in text
    assert "Ce qui manque le plus : produits sans quantité, 40,0 %." in text
    assert re.findall(r'<td class="n">([\d,]+ %)</td>', text) == ["40,0 %", "10,0 %", "5,0 %", "25,0 %"]
    bars = re.findall(r'<rect x="0" y="(\d+)" height="20" width="(\d+)"', text)
    assert bars == [("10", "160"), ("40", "40"), ("70", "20"), ("100", "100")]
    assert "<th scope=\"row\">Avis</th>" in text and "http" not in text


def test_a_page_of_nothing(monkeypatch):
    monkeypatch.setattr(serve, "figures", lambda: dict.fromkeys(FIGURES, 0))
    assert re.findall(r'width="(\d+)" fill', page()) == ["0"] * 4 and "0 %" in page()
    monkeypatch.setattr(serve, "figures", lambda: dict.fromkeys(FIGURES, 0) | {"rows-reviews": 4, "reviews-without-text": 1,
                                                                             "rows-customers": 1, "customers-without-phone": 0})  # fmt: skip
    assert "avis sans texte, 25,0 %" in page()


def ask(path):
    one = Handler.__new__(Handler)
    one.path, one.wfile, one.request_version, one.requestline = path, io.BytesIO(), "HTTP/1.1", ""
    one.client_address = ("127.0.0.1", 1)
    one.do_GET()
    head, _, body = one.wfile.getvalue().decode().partition("\r\n\r\n")
    lines = head.split("\r\n")
    return lines[0].split()[1], dict(line.lower().split(": ", 1) for line in lines[1:]), body


def test_what_a_browser_gets(monkeypatch, capsys):
    monkeypatch.setattr(serve, "page", lambda: "<p>été</p>")
    status, headers, body = ask("/?x=1")
    assert (status, body, headers["content-type"], headers["content-length"]) == ("200", "<p>été</p>", "text/html; charset=utf-8", "12")
    assert ask("/")[0] == "200" and ask("/autre")[0] == "404"

    def fail():
        raise OSError("secret")

    monkeypatch.setattr(serve, "page", fail)
    status, _, body = ask("/")
    assert (status, body) == ("503", "Les bases ne répondent pas (OSError)")
    assert capsys.readouterr().err == ""


class FakeProcess:
    started: list = []
    codes: dict = {}

    def __init__(self, command, stdout):
        assert command[:2] == [sys.executable, "-m"] and stdout == serve.subprocess.DEVNULL
        self.module = command[2]
        self.started.append(self.module)
        self.ended = False

    def wait(self):
        return self.codes.get(self.module, 0)

    def poll(self):
        return 0 if self.ended else None

    def terminate(self):
        self.started.append("terminated " + self.module)


@pytest.fixture
def processes(monkeypatch):
    FakeProcess.started, FakeProcess.codes = [], {}
    monkeypatch.setattr(serve.subprocess, "Popen", FakeProcess)
    return FakeProcess


class FakeEvent:
    """Stops after so many rounds, and notes the pauses."""

    def __init__(self, rounds):
        self.rounds, self.pauses, self.ended = rounds, [], False

    def is_set(self):
        return self.ended

    def set(self):
        self.ended = True

    def wait(self, seconds):
        self.pauses.append(seconds)
        self.ended = len(self.pauses) >= self.rounds


def run_flow(monkeypatch, spent, model=True, rounds=2):
    flow, times = Flow(), iter(spent)
    flow.stop = FakeEvent(rounds)
    monkeypatch.setattr(serve.time, "monotonic", lambda: next(times))
    monkeypatch.setattr(serve, "MODEL_FILE", type("File", (), {"exists": lambda _: model})())
    flow.run()
    return flow


def test_rounds_keep_their_cadence(monkeypatch, processes):
    flow = run_flow(monkeypatch, [0, 5, 100, 1000])
    assert processes.started == ["audit.collect", "audit.load", "audit.predict"] * 2
    assert flow.stop.pauses == [serve.PERIOD - 5, 1]


def test_nothing_is_predicted_without_a_model_or_a_load(monkeypatch, processes):
    run_flow(monkeypatch, [0, 5], model=False, rounds=1)
    processes.codes = {"audit.load": 1, "audit.collect": 1}
    run_flow(monkeypatch, [0, 5], rounds=1)
    assert processes.started == ["audit.collect", "audit.load"] * 2


def test_a_stopped_flow_starts_nothing(processes):
    flow = Flow()
    assert flow.step("audit.load") is True and flow.child.module == "audit.load"
    processes.codes = {"audit.load": 3}
    assert flow.step("audit.load") is False
    flow.stop.set()
    processes.codes = {}
    assert flow.step("audit.load") is False and len(processes.started) == 2


class FakeServer:
    def __init__(self, address, handler):
        self.address, self.handler, self.ended = address, handler, 0
        type(self).last = self

    def serve_forever(self):
        type(self).during(self)

    def shutdown(self):
        self.ended += 1


@pytest.fixture
def main_parts(monkeypatch, processes):
    handlers, threads = {}, []

    class FakeThread:
        def __init__(self, target, daemon=None):
            self.target, self.daemon, self.joined = target, daemon, None
            threads.append(self)

        def start(self):
            self.started = True
            if self.target == FakeServer.last.shutdown:
                self.target()

        def join(self, seconds):
            self.joined = seconds

    monkeypatch.setattr(serve, "ThreadingHTTPServer", FakeServer)
    monkeypatch.setattr(serve.threading, "Thread", FakeThread)
    monkeypatch.setattr(serve.signal, "signal", lambda number, handler: handlers.__setitem__(number, handler))
    return handlers, threads


@pytest.mark.parametrize("running", [True, False, None])
def test_it_ends_when_it_is_told_to(monkeypatch, main_parts, processes, running):
    handlers, threads = main_parts

    def during(_):
        flow = threads[0].target.__self__
        if running is not None:
            flow.step("audit.load")
            flow.child.ended = not running
        assert set(handlers) == {signal.SIGTERM, signal.SIGINT}
        handlers[signal.SIGTERM](15, None)
        assert flow.stop.is_set()

    monkeypatch.setattr(FakeServer, "during", during, raising=False)
    monkeypatch.setenv("PAGE_PORT", "9123")
    serve.main()
    assert FakeServer.last.address == ("127.0.0.1", 9123) and FakeServer.last.handler is Handler and FakeServer.last.ended == 1
    assert processes.started == {True: ["audit.load", "terminated audit.load"], False: ["audit.load"], None: []}[running]
    assert (threads[0].daemon, threads[0].started, threads[0].joined) == (True, True, 10)


def test_the_port_by_default(monkeypatch, main_parts):
    monkeypatch.setattr(FakeServer, "during", lambda _: None, raising=False)
    serve.main()
    assert FakeServer.last.address == ("127.0.0.1", 8080) and FakeServer.last.ended == 0
