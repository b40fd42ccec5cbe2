"""What stands for the sources, the clock and the database: no network, no engine, no wait."""

import httpx

CLIENT = httpx.Client


class FakeTime:
    """Sleeping costs nothing, and is noted."""

    def __init__(self) -> None:
        self.now, self.sleeps = 1000.0, []

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(round(seconds, 3))
        self.now += seconds


class FakeSource:
    """Answers by address; a list is answered in turn, its last for ever. An unknown address is a 404."""

    DATE = "Mon, 07 Sep 2026 06:00:00 GMT"

    def __init__(self, pages: dict) -> None:
        self.pages, self.requests = pages, []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.pages.get(str(request.url), httpx.Response(404))
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        if isinstance(answer, Exception):
            raise answer
        if callable(answer):
            answer = answer(request)
        if isinstance(answer, httpx.Response):
            status, headers, content = answer.status_code, dict(answer.headers), answer.content
        else:
            status, headers = 200, {}
            content = answer.encode() if isinstance(answer, str) else answer
        etag = headers.get("etag")
        if etag and request.headers.get("if-none-match") == etag:
            status, content = 304, b""
        headers.pop("content-length", None)
        return httpx.Response(status, headers={"date": self.DATE} | headers, content=content)

    def take(self) -> list[str]:
        """The addresses asked since the last time."""
        seen = [str(one.url) for one in self.requests]
        self.requests.clear()
        return seen


def install(monkeypatch, source: FakeSource) -> FakeTime:
    """Every client of `audit.web` talks to this source, at this clock."""
    from audit import web

    time = FakeTime()
    monkeypatch.setattr(
        web.httpx, "Client", lambda **given: CLIENT(transport=httpx.MockTransport(source), **given)
    )
    monkeypatch.setattr(web, "time", time)
    return time


class Rows(list):
    def fetchall(self) -> list:
        return list(self)

    def fetchone(self):
        return self[0] if self else None


class FakeDb:
    """Notes what it is told; answers the first known beginning of a question."""

    def __init__(self, answers: dict | None = None) -> None:
        self.answers, self.told, self.copied = answers or {}, [], []
        self.commits, self.closed, self.autocommit = 0, False, False
        self.info = type("Info", (), {"dbname": "lab_x"})

    def execute(self, query, parameters=None) -> Rows:
        text = query if isinstance(query, str) else query.as_string(None)
        self.told.append(text if parameters is None else (text, parameters))
        for key in sorted(self.answers, key=len, reverse=True):
            if text.startswith(key):
                answer = self.answers[key]
                if isinstance(answer, Exception):
                    raise answer
                return Rows(answer(parameters) if callable(answer) else answer)
        return Rows()

    def executemany(self, query, rows) -> None:
        self.told.append((query, list(rows)))

    def cursor(self) -> "FakeDb":
        return self

    def copy(self, query) -> "FakeDb":
        self.told.append(query)
        return self

    def write_row(self, row) -> None:
        self.copied.append(row)

    def commit(self) -> None:
        self.commits += 1

    def close(self) -> None:
        self.closed = True

    def __enter__(self) -> "FakeDb":
        return self

    def __exit__(self, *_: object) -> None:
        self.closed = True
