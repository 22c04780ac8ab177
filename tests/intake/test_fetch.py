"""Fetching over real sockets: limits, redirects, politeness, and the guard at connect time."""

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from bot.errors import AttribotError, FetchError, LinkError, UnreadableError
from bot.intake.fetch import MAX_BYTES, Fetcher, Page
from tests.support import Handler, Site, page, site


@asynccontextmanager
async def fetching(pages: dict[str, Handler], **options: Any) -> AsyncIterator[tuple[Fetcher, Site]]:
    async with site(pages) as running:
        fetcher = Fetcher(frozenset({running.pair}), sleep=_no_wait, **options)
        try:
            yield fetcher, running
        finally:
            await fetcher.close()


async def _no_wait(_: float) -> None:
    return None


def redirect(target: str) -> Handler:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": target})

    return handler


async def failure(pages: dict[str, Handler], path: str = "/", **options: Any) -> AttribotError:
    async with fetching(pages, **options) as (fetcher, running):
        with pytest.raises(AttribotError) as caught:
            await fetcher.fetch(running.link(path))
        return caught.value


async def test_a_page_comes_with_its_type_and_character_set() -> None:
    async with fetching({"/a": page("<p>hello</p>", "text/html; charset=utf-8")}) as (fetcher, running):
        assert await fetcher.fetch(running.link("/a")) == Page(
            running.link("/a"), "text/html", "utf-8", b"<p>hello</p>"
        )


async def test_packed_pages_are_unpacked() -> None:
    packed = {"/g": page(gzip.compress(b"text " * 50), **{"Content-Encoding": "gzip"})}
    packed["/d"] = page(zlib.compress(b"text " * 50), **{"Content-Encoding": "deflate"})
    async with fetching(packed) as (fetcher, running):
        assert (await fetcher.fetch(running.link("/g"))).body == b"text " * 50
        assert (await fetcher.fetch(running.link("/d"))).body == b"text " * 50


async def test_five_redirects_are_followed_and_a_sixth_is_not() -> None:
    pages = {f"/{n}": redirect(f"/{n + 1}") for n in range(6)} | {"/5": page("there"), "/loop": redirect("/loop")}
    async with fetching(pages) as (fetcher, running):
        assert (await fetcher.fetch(running.link("/0"))).body == b"there"
        with pytest.raises(FetchError) as caught:
            await fetcher.fetch(running.link("/loop"))
    assert caught.value.code == "too_many_redirects"
    assert running.asked.count("/loop") == 6


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/", "http://169.254.169.254/latest", "http://[::1]/", "http://localhost/"]
)
async def test_a_redirect_to_a_private_address_is_refused(target: str) -> None:
    assert (await failure({"/": redirect(target)})).code in ("private_address", "no_such_host")


async def test_a_redirect_to_another_scheme_is_refused() -> None:
    assert isinstance(await failure({"/": redirect("file:///etc/passwd")}), LinkError)


async def test_a_name_that_resolves_to_a_private_address_is_refused_at_connect_time() -> None:
    async def rebinding(host: str, port: int) -> list[str]:
        return ["93.184.215.14", "127.0.0.1"]

    fetcher = Fetcher(resolver=rebinding)
    with pytest.raises(FetchError) as caught:
        await fetcher.fetch("http://example.org/")
    await fetcher.close()
    assert caught.value.code == "private_address"


async def test_a_host_that_does_not_exist_is_named() -> None:
    async def nobody(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    fetcher = Fetcher(resolver=nobody)
    with pytest.raises(FetchError, match=r"no-such-paper\.example") as caught:
        await fetcher.fetch("https://no-such-paper.example/a")
    await fetcher.close()
    assert caught.value.code == "no_such_host"


@pytest.mark.parametrize(
    ("status", "code"),
    [(404, "not_found"), (410, "not_found"), (403, "refused"), (429, "refused"), (500, "server_error")],
)
async def test_a_status_that_is_no_page_says_what_to_do(status: int, code: str) -> None:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(status=status, text="<p>no</p>")

    assert (await failure({"/": handler})).code == code


async def test_a_page_over_the_limit_is_not_read_to_its_end() -> None:
    sent = 0

    async def endless(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse(headers={"Content-Type": "text/html"})
        await response.prepare(request)
        for _ in range(50):
            await response.write(bytes(1_000_000))
            sent += 1_000_000
        return response

    assert (await failure({"/": endless})).code == "too_large"
    assert sent < 50_000_000


async def test_a_bomb_of_zeros_is_stopped_while_it_unpacks() -> None:
    bomb = gzip.compress(bytes(60_000_000))
    assert len(bomb) < MAX_BYTES / 10
    assert (await failure({"/": page(bomb, **{"Content-Encoding": "gzip"})})).code == "too_large"


async def test_a_broken_packing_is_no_text() -> None:
    error = await failure({"/": page(b"this is not gzip", **{"Content-Encoding": "gzip"})})
    assert isinstance(error, UnreadableError)


async def test_a_stalled_server_is_left_in_time() -> None:
    async def stalled(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/html"})
        await response.prepare(request)
        await response.write(b"<p>wait")
        await asyncio.Event().wait()
        return response

    assert (await failure({"/": stalled}, seconds=0.3)).code == "too_slow"


@pytest.mark.parametrize("kind", ["image/png", "video/mp4", "application/zip", "application/json"])
async def test_what_is_no_text_is_not_downloaded(kind: str) -> None:
    error = await failure({"/": page(b"\x89PNG", kind)})
    assert error.code == "not_text"
    assert kind in error.message


async def test_a_host_is_asked_once_at_a_time_with_a_pause() -> None:
    waits: list[float] = []
    now = [100.0]

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        now[0] += seconds

    async with site({"/a": page("<p>a</p>")}) as running:
        fetcher = Fetcher(frozenset({running.pair}), clock=lambda: now[0], sleep=sleep)
        await asyncio.gather(*(fetcher.fetch(running.link("/a")) for _ in range(3)))
        await fetcher.close()
    assert waits == [1.0, 1.0]


async def test_one_honest_user_agent_is_sent() -> None:
    seen: list[str] = []

    async def handler(request: web.Request) -> web.Response:
        seen.append(request.headers["User-Agent"])
        return web.Response(text="<p>ok</p>", content_type="text/html")

    async with fetching({"/": handler}) as (fetcher, running):
        await fetcher.fetch(running.link("/"))
    assert seen == ["Attribot/0.1 (reads articles and feeds for readers)"]
