"""Bad input through the whole house, worker process included: a clear line for the reader, and nothing stored."""

import asyncio
import gzip
import sqlite3
from pathlib import Path

import pytest
from aiohttp import web

from bot import assembly
from bot.desk import Source
from bot.errors import AttribotError
from bot.intake.fetch import Fetcher
from bot.settings import Settings
from tests.intake.test_files import LINES, pdf
from tests.support import Handler, html, page, site


async def _refused(_: web.Request) -> web.Response:
    return web.Response(status=403)


async def _loop(_: web.Request) -> web.Response:
    return web.Response(status=302, headers={"Location": "/loop"})


async def _inside(_: web.Request) -> web.Response:
    return web.Response(status=302, headers={"Location": "http://10.0.0.1/"})


async def _zeros(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/html"})
    await response.prepare(request)
    for _ in range(50):
        await response.write(bytes(1_000_000))
    return response


PAGES: dict[str, Handler] = {
    "/refused": _refused,
    "/loop": _loop,
    "/inside": _inside,
    "/zeros": _zeros,
    "/bomb": page(gzip.compress(bytes(30_000_000)), **{"Content-Encoding": "gzip"}),
    "/image": page(b"\x89PNG", "image/png"),
    "/empty": page(""),
    "/navigation": page(
        "<nav>" + "".join(f"<a href='/{n}'>Section number {n} of the site</a>" for n in range(60)) + "</nav>"
    ),
    "/teaser": page(html("Only two lines of it…", head="")),
}
LINKS = {
    "/missing": "not_found",
    "/refused": "refused",
    "/loop": "too_many_redirects",
    "/inside": "private_address",
    "/zeros": "too_large",
    "/bomb": "too_large",
    "/image": "not_text",
    "/empty": "empty",
    "/navigation": "index",
    "/teaser": "truncated",
}
TEXTS: dict[str, tuple[Source, str]] = {
    "binary pasted as text": (Source(body=b"\x7fELF\x02\x01\x01" + bytes(200) + b"\xff" * 300), "binary"),
    "five words": (Source(body=b"only these five words here"), "too_short"),
    "two megabytes": (Source(body=b"Words and more words. " * 95_000), "too_long"),
    "invalid utf-8": (
        Source(body="Das Ministerium erklärte nichts. ".encode() * 9 + b"\xff\xfe\xc3\x28"),
        "damaged_text",
    ),
    "nothing but marks that cannot be seen": (Source(body="\u200b\u202e\u2066 \u200f\n\ufeff".encode()), "empty"),
    "an encrypted pdf": (Source(body=pdf(LINES, "secret"), kind="pdf"), "locked_pdf"),
    "a pdf that is none": (Source(body=b"GIF89a", kind="pdf"), "broken_pdf"),
    "an ftp link": (Source(link="ftp://example.org/a"), "bad_link"),
    "a link into the machine": (Source(link="http://127.0.0.1/"), "private_address"),
    "no such host": (Source(link="https://no-such-paper.invalid/a"), "no_such_host"),
}


def rows(path: Path) -> int:
    with sqlite3.connect(path) as db:
        return sum(
            db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("articles", "briefs", "links")
        )


async def test_each_bad_input_gets_its_line_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    async with site(PAGES) as running:
        settings = Settings(database_path=path, fetch_allow_hosts=frozenset({running.pair}))
        cases = {name: (Source(link=running.link(name)), code) for name, code in LINKS.items()} | TEXTS
        async with assembly.desk(settings) as desk:
            for name, (source, code) in cases.items():
                with pytest.raises(AttribotError) as caught:
                    await desk.brief(source, "test")
                assert caught.value.code == code, (name, caught.value.code)
                assert caught.value.message.strip().endswith((".", "?")), name
                assert "\n" not in caught.value.message, name
            assert rows(path) == 0
            good = await desk.brief(
                Source(body=b"Ada Quill said that the harbour would close on Friday. It was full on Thursday."), "test"
            )
            assert good.brief.statements
    assert rows(path) == 2


async def test_a_stalled_server_gets_its_line() -> None:
    held = asyncio.Event()

    async def stalled(_: web.Request) -> web.Response:
        await held.wait()
        return web.Response()

    async with site({"/": stalled}) as running:
        fetcher = Fetcher(frozenset({running.pair}), seconds=0.3)
        with pytest.raises(AttribotError) as caught:
            await fetcher.fetch(running.link("/"))
        held.set()
        await fetcher.close()
    assert caught.value.code == "too_slow"
