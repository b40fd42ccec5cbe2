"""A polite client: an honest name, a pace, patience with what fails for a moment."""

import time
from urllib.robotparser import RobotFileParser

import httpx

AGENT = "AuditStarter/0.1 (+mailto:audit@assiettes-sinceres.example)"
SECONDS_BETWEEN_REQUESTS = 0.02
TRIES = 6


class ForbiddenPage(Exception):
    """robots.txt keeps robots out of it."""


class PoliteClient:
    def __init__(self, base_url: str, headers: dict[str, str] | None = None) -> None:
        self.http = httpx.Client(
            base_url=base_url, headers={"user-agent": AGENT, **(headers or {})}, timeout=30
        )
        self.robots = RobotFileParser()
        self.robots.allow_all = True

    def read_robots(self) -> None:
        self.robots.allow_all = False
        self.robots.parse(self.get("/robots.txt", check=False).text.splitlines())

    def get(self, path: str, check: bool = True) -> httpx.Response:
        if check and not self.robots.can_fetch(AGENT, path):
            raise ForbiddenPage(path)
        for attempt in range(TRIES):
            time.sleep(SECONDS_BETWEEN_REQUESTS)
            try:
                answer = self.http.get(path)
            except httpx.TransportError:
                time.sleep(0.5 * (attempt + 1))
                continue
            if answer.status_code in (429, 503):
                time.sleep(float(answer.headers.get("retry-after", attempt + 1)))
                continue
            return answer.raise_for_status()
        raise RuntimeError(f"{path} does not answer")
