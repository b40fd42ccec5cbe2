"""A polite client: an honest name, a pace, patience, and nothing fetched twice for nothing."""

import time
from collections.abc import Iterable, Iterator
from email.utils import parsedate_to_datetime
from urllib.robotparser import RobotFileParser

import httpx

AGENT = "AuditAAS/1.0 (+mailto:audit@assiettes-sinceres.example)"
TRIES = 8
WORLD_END = "fin-du-monde"


class ForbiddenPage(Exception):
    """robots.txt keeps robots out of it."""


def clock(answer: httpx.Response) -> str:
    return parsedate_to_datetime(answer.headers["date"]).strftime("%Y-%m-%dT%H:%M:%SZ")


def http_time(shown: str | None) -> int:
    return int(parsedate_to_datetime(shown).timestamp()) if shown else 0


def read_events(lines: Iterable[str]) -> Iterator[dict[str, str]]:
    """Server-sent events that carry data; one that is cut is none."""
    event: dict[str, str] = {}
    for line in lines:
        if line:
            name, _, value = line.partition(":")
            event[name] = value.removeprefix(" ")
            continue
        if "data" in event:
            yield event
        event = {}


class PoliteClient:
    def __init__(
        self, base_url, headers=None, *, pause=0.02, memory=None, tries=TRIES, timeout=30.0
    ) -> None:
        self.http = httpx.Client(
            base_url=base_url,
            headers={"user-agent": AGENT, "accept-encoding": "gzip", **(headers or {})},
            timeout=httpx.Timeout(timeout, connect=min(timeout, 10)),
        )
        self.tries = tries
        self.base, self.pause, self.last = base_url.rstrip("/"), pause, 0.0
        self.memory = memory if memory is not None else {}
        self.robots = RobotFileParser()
        self.robots.allow_all = True

    def read_robots(self) -> None:
        text = self.get("/robots.txt", check=False).text
        self.robots.allow_all = False
        self.robots.parse(text.splitlines())
        delay = self.robots.crawl_delay(AGENT)
        if delay:
            self.pause = float(delay) + 0.05

    def wait(self, seconds: float = 0) -> None:
        gap = self.last + self.pause - time.monotonic()
        time.sleep(max(gap, seconds, 0))
        self.last = time.monotonic()

    def get(self, path: str, check: bool = True, conditional: bool = False) -> httpx.Response:
        """With `conditional`, a 304 may come back: what was kept is still right."""
        path = path.removeprefix(self.base)
        if check and not self.robots.can_fetch(AGENT, path):
            raise ForbiddenPage(path)
        key = self.base.rsplit(":", 1)[-1] + path
        headers = {}
        if conditional and key in self.memory:
            headers["if-none-match"] = self.memory[key]
        delay = 0.0
        for attempt in range(self.tries):
            self.wait(delay)
            delay = 0.0
            try:
                answer = self.http.get(path, headers=headers)
            except httpx.HTTPError:
                delay = 0.5 * (attempt + 1)
                continue
            if answer.status_code in (429, 500, 502, 503, 504):
                delay = float(answer.headers.get("retry-after", 0.5 * (attempt + 1)))
                continue
            if answer.status_code != 304:
                answer.raise_for_status()
                if answer.headers.get("etag"):
                    self.memory[key] = answer.headers["etag"]
            return answer
        raise RuntimeError(f"{path} does not answer")

    def stream(self, path: str, last_id: str = "") -> Iterator[tuple[dict[str, str], str]]:
        """Events after `last_id` and the source's clock, to the one that says: this is all there is.
        A stream that is cut is taken up where it was."""
        for attempt in range(self.tries):
            headers = {"accept": "text/event-stream"}
            if last_id:
                headers["last-event-id"] = last_id
            self.wait(attempt * 0.5)
            try:
                with self.http.stream(
                    "GET", path, headers=headers, timeout=httpx.Timeout(10)
                ) as answer:
                    if answer.status_code != 200:
                        self.wait(float(answer.headers.get("retry-after", 1)))
                        continue
                    for event in read_events(answer.iter_lines()):
                        last_id = event["id"]
                        yield event, clock(answer)
                        if event.get("event") == WORLD_END:
                            return
            except httpx.ReadTimeout:
                if last_id:
                    return
            except httpx.HTTPError:
                continue
        raise RuntimeError(f"{path} does not answer")
