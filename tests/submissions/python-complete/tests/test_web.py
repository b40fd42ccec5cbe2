import httpx
import pytest
from fakes import FakeSource, install

from audit.web import AGENT, ForbiddenPage, PoliteClient, clock, http_time, read_events

SITE = "http://site:1"


def client(monkeypatch, pages, **more):
    source = FakeSource({SITE + path: answer for path, answer in pages.items()})
    time = install(monkeypatch, source)
    return PoliteClient(SITE, **more), source, time


def test_the_clock_is_the_source_s():
    answer = httpx.Response(200, headers={"date": "Mon, 07 Sep 2026 06:00:05 GMT"})
    assert clock(answer) == "2026-09-07T06:00:05Z"
    assert http_time("Thu, 01 Jan 1970 00:01:00 GMT") == 60
    assert http_time(None) == 0


def test_it_says_who_it_is_and_keeps_its_pace(monkeypatch):
    one, source, time = client(monkeypatch, {"/a": "A", "/b": "B"})
    assert (one.get("/a").text, one.get(SITE + "/b").text) == ("A", "B")
    assert [r.headers["user-agent"] for r in source.requests] == [AGENT, AGENT]
    assert source.requests[0].headers["accept-encoding"] == "gzip"
    assert source.take() == [SITE + "/a", SITE + "/b"]
    assert time.sleeps == [0, 0.02]
    assert (one.http.timeout.read, one.http.timeout.connect) == (30, 10)
    assert (PoliteClient(SITE, timeout=5.0).http.timeout.connect) == 5


def test_what_robots_may_not_see_is_not_asked(monkeypatch):
    rules = "User-agent: *\nDisallow: /admin\nCrawl-delay: 1\n"
    one, source, time = client(monkeypatch, {"/robots.txt": rules, "/admin": "x", "/a": "A"})
    assert one.get("/admin").text == "x"  # nothing is forbidden by a file that nobody has read
    one.read_robots()
    source.take()
    with pytest.raises(ForbiddenPage):
        one.get("/admin")
    assert source.take() == []
    assert one.get("/admin", check=False).text == "x" and one.get("/a").text == "A"
    assert one.pause == 1.05 and time.sleeps[-1] == 1.05


def test_without_a_delay_the_pace_stays(monkeypatch):
    one, _, _ = client(monkeypatch, {"/robots.txt": "User-agent: *\nDisallow: /admin\n"})
    one.read_robots()
    assert one.pause == 0.02


def test_a_refusal_is_waited_out(monkeypatch):
    later = httpx.Response(429, headers={"retry-after": "7"})
    one, source, time = client(monkeypatch, {"/a": [later, httpx.Response(503), httpx.ConnectError("cut"), "A"]})
    assert one.get("/a").text == "A"
    assert len(source.take()) == 4 and time.sleeps == [0, 7, 1, 1.5]
    for status in (500, 502, 504):
        one, source, _ = client(monkeypatch, {"/a": [httpx.Response(status), "A"]})
        assert one.get("/a").text == "A"


def test_patience_ends(monkeypatch):
    one, source, time = client(monkeypatch, {"/a": httpx.Response(503)})
    with pytest.raises(RuntimeError, match="/a does not answer"):
        one.get("/a")
    assert len(source.take()) == 8 and time.sleeps[1:3] == [0.5, 1]
    one, source, _ = client(monkeypatch, {"/a": httpx.Response(503)}, tries=3)
    with pytest.raises(RuntimeError):
        one.get("/a")
    assert len(source.take()) == 3


def test_a_failure_is_not_an_empty_page(monkeypatch):
    one, source, _ = client(monkeypatch, {"/gone": httpx.Response(404)})
    with pytest.raises(httpx.HTTPStatusError):
        one.get("/gone")
    assert len(source.take()) == 1


def test_what_is_unchanged_is_not_fetched_again(monkeypatch):
    memory = {}
    one, source, _ = client(monkeypatch, {"/a": httpx.Response(200, headers={"etag": '"1"'}, text="A"), "/b": "B"}, memory=memory)
    assert one.get("/a", conditional=True).status_code == 200
    one.get("/b")
    assert memory == {"1/a": '"1"'}
    assert one.get("/a", conditional=True).status_code == 304
    assert one.get("/a").status_code == 200
    assert [r.headers.get("if-none-match") for r in source.requests] == [None, None, '"1"', None]


def test_events_are_read_whole_or_not_at_all():
    lines = ["id: 1", "event: prix", "data: {}", "", "id: 2", "", ": hello", "data:x", "", "id: 3", "data: cut"]
    assert list(read_events(lines)) == [{"id": "1", "event": "prix", "data": "{}"}, {"": "hello", "data": "x"}]


def stream_of(*events, tail=""):
    return "".join(f"id: {id_}\nevent: {kind}\ndata: {{}}\n\n" for id_, kind in events) + tail


def test_a_stream_goes_on_where_it_was_cut(monkeypatch):
    end = ("2", "fin-du-monde")
    one, source, time = client(monkeypatch, {"/f": [
        httpx.Response(503, headers={"retry-after": "4"}), httpx.Response(503), httpx.ConnectError("no"),
        stream_of(("1", "prix"), tail="id: 2\nda"), stream_of(end, ("9", "prix"))]})  # fmt: skip
    got = list(one.stream("/f", "0"))
    assert [(e["id"], e["event"], at) for e, at in got] == [
        ("1", "prix", "2026-09-07T06:00:00Z"), ("2", "fin-du-monde", "2026-09-07T06:00:00Z")]  # fmt: skip
    assert [r.headers.get("last-event-id") for r in source.requests] == ["0", "0", "0", "0", "1"]
    assert source.requests[0].headers["accept"] == "text/event-stream"
    assert source.requests[0].extensions["timeout"]["read"] == 10
    assert time.sleeps == [0, 4, 0.5, 1, 1, 1.5, 2]


def test_a_silent_stream_has_nothing_more(monkeypatch):
    one, source, _ = client(monkeypatch, {"/f": httpx.ReadTimeout("silence")}, tries=2)
    assert list(one.stream("/f", "5")) == [] and len(source.take()) == 1
    with pytest.raises(RuntimeError, match="/f does not answer"):
        list(one.stream("/f"))
    assert [r.headers.get("last-event-id") for r in source.requests] == [None, None]
