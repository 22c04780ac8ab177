"""What tests share: articles from plain text, and a web server on loopback that behaves as told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.analysis.analyst import brief
from bot.analysis.attribution.finding import Text
from bot.analysis.attribution.resolution import Cast
from bot.analysis.attribution.statements import attributions
from bot.analysis.embedded.analyst import EmbeddedAnalyst
from bot.analysis.syntax import parse
from bot.intake.reader import Material, read
from bot.intake.sentences import split
from storage.records import Article, Brief, Statement

DATA = Path(__file__).parent / "data"
SEED = (DATA / "seed.txt").read_text(encoding="utf-8")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def article(text: str, **changes: Any) -> Article:
    """An English report with that body."""
    plain = Article(
        link=None,
        canonical=None,
        title=None,
        outlet=None,
        credit=None,
        authors=(),
        published="2026-03-12",
        language="en",
        genre="report",
        verdict="whole",
        privacy="test",
        text=text,
        sentences=split(text),
        content_hash=str(hash(text)),
    )
    return replace(plain, **changes)


def seed_article() -> Article:
    """The seed as a reader would paste it."""
    return read(Material(SEED.encode(), "text", "test"))


def briefed(given: Article) -> Brief:
    """The embedded analyst's checked brief."""
    return brief(given, EmbeddedAnalyst())


def statements(text: str) -> tuple[Statement, ...]:
    """The statements of a brief of ``text``."""
    return briefed(article(text)).statements


def said(text: str) -> list[tuple[str, str, str]]:
    """Speaker, kind and words of every statement in ``text``."""
    given = article(text)
    return [row(given, s) for s in briefed(given).statements]


def row(given: Article, statement: Statement) -> tuple[str, str, str]:
    """Speaker, kind and words of one statement."""
    return statement.speaker.name, statement.kind, statement.text(given.text)


@dataclass
class Site:
    """A server on loopback: its address, and what it was asked."""

    host: str
    asked: list[str] = field(default_factory=list)

    @property
    def pair(self) -> str:
        """What FETCH_ALLOW_HOSTS needs to let it in."""
        return self.host

    def link(self, path: str, host: int = 1) -> str:
        """The address of a page, on one of the hosts."""
        return f"http://{self.host.replace('127.0.0.1', f'127.0.0.{host}')}{path}"

    def pairs(self, hosts: int) -> frozenset[str]:
        """What FETCH_ALLOW_HOSTS needs to let all hosts in."""
        return frozenset(self.host.replace("127.0.0.1", f"127.0.0.{n}") for n in range(1, hosts + 1))


@asynccontextmanager
async def site(pages: dict[str, Handler], hosts: int = 1) -> AsyncIterator[Site]:
    """Serve the pages, by path, while the block runs; on 127.0.0.1, and on as many more hosts as are asked for."""
    running = Site("")

    async def answer(request: web.Request) -> web.StreamResponse:
        running.asked.append(request.path_qs)
        handler = pages.get(request.path)
        return await handler(request) if handler else web.Response(status=404, text="no such page")

    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    listening = web.TCPSite(runner, "127.0.0.1", 0)
    await listening.start()
    address = runner.addresses[0]
    running.host = f"{address[0]}:{address[1]}"
    for number in range(2, hosts + 1):
        await web.TCPSite(runner, f"127.0.0.{number}", address[1]).start()
    try:
        yield running
    finally:
        await runner.cleanup()


def page(body: str | bytes, content_type: str = "text/html", **headers: str) -> Handler:
    """A handler that always sends this body."""

    async def handler(_: web.Request) -> web.Response:
        data = body.encode() if isinstance(body, str) else body
        return web.Response(body=data, headers={"Content-Type": content_type, **headers})

    return handler


def html(text: str, title: str = "A plain page", head: str = "") -> str:
    """A page with each line of ``text`` as a paragraph."""
    paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n") if line.strip())
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title>{head}</head>"
        f"<body><nav><a href='/'>Home</a></nav><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )


class Held:
    """A promise that the test keeps when it likes."""

    def __init__(self) -> None:
        self.started = asyncio.Event()
        self.release = asyncio.Event()


def told(text: str) -> list[tuple[str, str, str]]:
    """Rule, speaker and words of every attribution in ``text``, before any receipt is asked."""
    given = article(text)
    read_text = Text.of(given, parse(given))
    return [
        (found.rule, speaker.name, " … ".join(part.of(text) for part in found.parts))
        for found, speaker in attributions(read_text, Cast(read_text))
    ]
