"""Papers of a made week: evaluation events moved in time, carried by feeds of four formats on as many hosts as papers."""

from __future__ import annotations

import html
import json
import random
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from aiohttp import web

PAPERS = 200
SHOWN = 25
"""Entries that a feed carries at a time."""
MOST_TITLES = 10
"""Items that are taken of an event with titles only: some of those have hundreds."""
SPREAD = timedelta(hours=9)
"""From the first item of an event to its last."""


@dataclass(frozen=True, slots=True)
class Item:
    """One paper's article on an event of the evaluation data, at its new time."""

    number: int
    event: str
    paper: int
    title: str
    text: str
    at: datetime


def events(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of the evaluation data by event."""
    found = defaultdict(list)
    for name in ("allsides2021_dev", "ecbplus_dev", "uci_headlines_dev"):
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["text"] or len(found[row["cluster"]]) < MOST_TITLES:
                found[row["cluster"]].append(row)
    return dict(found)


def week(by_event: dict[str, list[dict[str, Any]]], day_of: dict[str, int], start: datetime) -> list[Item]:
    """All items in order of time: each event begins on its day, in its papers one after another."""
    chance, items = random.Random(11), []
    for event, rows in by_event.items():
        begins = start + timedelta(days=day_of[event], minutes=chance.randrange(0, 14 * 60))
        papers = chance.sample(range(PAPERS), len(rows))
        for row, paper in zip(rows, papers, strict=True):
            at = begins + chance.random() * SPREAD
            items.append(Item(len(items), event, paper, row["title"] or row["text"][:80], row["text"] or "", at))
    return sorted(items, key=lambda item: item.at)


class Press:
    """The site of all papers; what it carries depends on the clock."""

    def __init__(self, items: Sequence[Item], clock: Callable[[], datetime]) -> None:
        self._items = {item.number: item for item in items}
        self._by_paper: defaultdict[int, list[Item]] = defaultdict(list)
        for item in items:
            self._by_paper[item.paper].append(item)
        self._clock = clock
        self.asked = {"feeds": 0, "unchanged": 0, "articles": 0}
        self.port = 0

    def host(self, paper: int) -> str:
        """The paper's host and port, on loopback."""
        return f"127.0.{1 + paper // 200}.{1 + paper % 200}:{self.port}"

    def feed_link(self, paper: int) -> str:
        """The address of the paper's feed."""
        return f"http://{self.host(paper)}/feed"

    async def feed(self, request: web.Request) -> web.Response:
        """The newest entries, or nothing where the asker has them."""
        self.asked["feeds"] += 1
        paper = _paper(request)
        carried = [item for item in self._by_paper[paper] if item.at <= self._clock()]
        version = f'"{len(carried)}"'
        if request.headers.get("If-None-Match") == version:
            self.asked["unchanged"] += 1
            return web.Response(status=304, headers={"ETag": version})
        kind, body = _FORMATS[paper % len(_FORMATS)](f"Paper {paper}", self._entries(carried[-SHOWN:][::-1]))
        return web.Response(text=body, content_type=kind, headers={"ETag": version})

    def _entries(self, items: Sequence[Item]) -> list[tuple[str, Item]]:
        return [(f"http://{self.host(item.paper)}/articles/{item.number}", item) for item in items]

    async def article(self, request: web.Request) -> web.Response:
        """The article's page."""
        self.asked["articles"] += 1
        item = self._items[int(request.match_info["number"])]
        lines = [line for line in item.text.split("\n") if line.strip()]
        body = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
        title, when = html.escape(item.title), item.at.isoformat()
        head = f'<title>{title}</title><meta property="article:published_time" content="{when}">'
        page = f"<html lang=en><head>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>"
        return web.Response(text=page, content_type="text/html")


def _paper(request: web.Request) -> int:
    third, fourth = request.host.split(":")[0].split(".")[2:]
    return (int(third) - 1) * 200 + int(fourth) - 1


def _rss(title: str, entries: Sequence[tuple[str, Item]]) -> tuple[str, str]:
    rows = "".join(
        f"<item><title>{html.escape(i.title)}</title><link>{link}</link><guid>{link}</guid>"
        f"<description>{html.escape(i.text[:600])}</description><pubDate>{format_datetime(i.at)}</pubDate></item>"
        for link, i in entries
    )
    return "application/rss+xml", f'<rss version="2.0"><channel><title>{title}</title>{rows}</channel></rss>'


def _atom(title: str, entries: Sequence[tuple[str, Item]]) -> tuple[str, str]:
    rows = "".join(
        f'<entry><title>{html.escape(i.title)}</title><link href="{link}"/><id>{link}</id>'
        f"<summary>{html.escape(i.text[:600])}</summary><updated>{i.at.isoformat()}</updated></entry>"
        for link, i in entries
    )
    return "application/atom+xml", f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{title}</title>{rows}</feed>'


def _rdf(title: str, entries: Sequence[tuple[str, Item]]) -> tuple[str, str]:
    rows = "".join(
        f'<item rdf:about="{link}"><title>{html.escape(i.title)}</title><link>{link}</link>'
        f"<description>{html.escape(i.text[:600])}</description><dc:date>{i.at.isoformat()}</dc:date></item>"
        for link, i in entries
    )
    spaces = (
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    return "application/rdf+xml", f"<rdf:RDF {spaces}><channel><title>{title}</title></channel>{rows}</rdf:RDF>"


def _json(title: str, entries: Sequence[tuple[str, Item]]) -> tuple[str, str]:
    items = [
        {"id": link, "url": link, "title": i.title, "content_text": i.text[:600], "date_published": i.at.isoformat()}
        for link, i in entries
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": title, "items": items}
    return "application/feed+json", json.dumps(feed)


_FORMATS = (_rss, _atom, _rdf, _json)


@asynccontextmanager
async def published(items: Sequence[Item], clock: Callable[[], datetime]) -> AsyncIterator[Press]:
    """The press at work."""
    press, app = Press(items, clock), web.Application()
    app.router.add_get("/feed", press.feed)
    app.router.add_get("/articles/{number}", press.article)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.1.1", 0).start()
    press.port = runner.addresses[0][1]
    for paper in range(1, PAPERS):
        await web.TCPSite(runner, press.host(paper).split(":")[0], press.port).start()
    try:
        yield press
    finally:
        await runner.cleanup()
