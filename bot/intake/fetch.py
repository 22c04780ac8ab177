"""Fetches one page: guarded, bounded in time, size and redirects, polite to each host."""

from __future__ import annotations

import asyncio
import re
import time
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import httpcore2

from bot.errors import FetchError, UnreadableError
from bot.intake.guard import GuardedBackend, Resolver, check_link, system_resolver

AGENT = "Attribot"
"""The name by which sites may address us in robots.txt."""
USER_AGENT = f"{AGENT}/0.1 (reads articles and feeds for readers)"
MAX_REDIRECTS = 5
MAX_BYTES = 5_000_000
"""After decompression."""
MAX_SECONDS = 20.0
HOST_SPACING = 1.0
"""Seconds between two requests to one host."""
_STEP = 65_536
_TYPES = re.compile(r"^(?:text/(?:html|plain|xml)|application/(?:xhtml\+xml|xml|pdf))$")
_FEED_TYPES = re.compile(r"^(?:text/.*|application/(?:.*\+)?(?:xml|json))$")
_PAGE_WANTED = b"text/html,application/xhtml+xml,text/plain;q=0.8,application/pdf;q=0.8"
_FEED_WANTED = b"application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5"
_UNTYPED = ("application/octet-stream", "binary/octet-stream", "")


@dataclass(frozen=True, slots=True)
class Version:
    """What a site calls the state of a page, so that it need not send it again (RFC 9110, 8.8): ETag and Last-Modified."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What came: the link it came from in the end, its media type, its stated character set, its bytes, its version."""

    link: str
    media_type: str
    charset: str | None
    body: bytes
    version: Version = Version()


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is asked for: media types that are read, and those that are named to the site; the version that is known."""

    types: re.Pattern[str] = _TYPES
    accept: bytes = _PAGE_WANTED
    known: Version = Version()


class Fetcher:
    """One per process: holds the connections and remembers when each host was last asked."""

    def __init__(
        self,
        allowed: frozenset[str] = frozenset(),
        *,
        resolver: Resolver = system_resolver,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        seconds: float = MAX_SECONDS,
    ) -> None:
        self._allowed = allowed
        self._clock = clock
        self._sleep = sleep
        self._seconds = seconds
        self._pool = httpcore2.AsyncConnectionPool(
            network_backend=GuardedBackend(allowed, resolver), max_connections=20
        )
        self._hosts: dict[str, asyncio.Lock] = {}
        self._asked: dict[str, float] = {}

    async def close(self) -> None:
        """Close all connections."""
        await self._pool.aclose()

    async def fetch(self, link: str) -> Page:
        """Follow the link to a page. Raises LinkError, FetchError or UnreadableError."""
        page = await self._in_time(link, _Wish())
        if page is None:
            raise FetchError("no_connection")
        return page

    async def feed(self, link: str, known: Version) -> Page | None:
        """Follow the link to a feed; None where it is still the ``known`` version. Raises as ``fetch``."""
        return await self._in_time(link, _Wish(_FEED_TYPES, _FEED_WANTED, known))

    async def _in_time(self, link: str, wish: _Wish) -> Page | None:
        try:
            async with asyncio.timeout(self._seconds):
                return await self._follow(link, wish)
        except TimeoutError as error:
            raise FetchError("too_slow") from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.TimeoutException) as error:
            raise FetchError("no_connection") from error

    async def _follow(self, link: str, wish: _Wish) -> Page | None:
        for _ in range(MAX_REDIRECTS + 1):
            link = _encoded(link)
            check_link(link, self._allowed)
            async with self._turn(urlsplit(link).netloc), self._request(link, wish) as response:
                headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in response.headers}
                if response.status == 304 and wish.known != Version():
                    return None
                if response.status not in (301, 302, 303, 307, 308):
                    return await self._page(link, response, headers, wish.types)
                target = headers.get("location")
                if not target:
                    raise FetchError("no_connection")
                link = urljoin(link, target)
        raise FetchError("too_many_redirects")

    @asynccontextmanager
    async def _turn(self, host: str) -> AsyncIterator[None]:
        """One request to a host at a time, with a pause after the one before."""
        async with self._hosts.setdefault(host, asyncio.Lock()):
            wait = self._asked.get(host, float("-inf")) + HOST_SPACING - self._clock()
            if wait > 0:
                await self._sleep(wait)
            try:
                yield
            finally:
                self._asked[host] = self._clock()

    def _request(self, link: str, wish: _Wish) -> AbstractAsyncContextManager[httpcore2.Response]:
        headers = [
            (b"host", _host_header(link)),
            (b"user-agent", USER_AGENT.encode()),
            (b"accept", wish.accept),
            (b"accept-encoding", b"gzip, deflate"),
        ]
        conditions = ((b"if-none-match", wish.known.etag), (b"if-modified-since", wish.known.modified))
        headers += [(name, value.encode("latin-1", "ignore")) for name, value in conditions if value]
        return self._pool.stream("GET", link, headers=headers)

    async def _page(
        self, link: str, response: httpcore2.Response, headers: dict[str, str], types: re.Pattern[str]
    ) -> Page:
        _check_status(response.status)
        media_type, charset = _content_type(headers.get("content-type", ""))
        if media_type not in _UNTYPED and not types.match(media_type):
            raise UnreadableError("not_text", kind=media_type)
        body = await _body(response, headers.get("content-encoding", ""))
        if media_type in _UNTYPED:
            media_type = _sniffed(body)
        return Page(link, media_type, charset, body, Version(headers.get("etag"), headers.get("last-modified")))


def _encoded(link: str) -> str:
    """The link with everything outside ASCII escaped, as HTTP wants it."""
    try:
        parts = urlsplit(link)
        host = parts.netloc.encode("idna").decode("ascii") if not parts.netloc.isascii() else parts.netloc
    except (UnicodeError, ValueError):
        return link
    safe = "/%:@!$&'()*+,;=~-._?"
    return urlunsplit(
        (parts.scheme.lower(), host, quote(parts.path, safe=safe) or "/", quote(parts.query, safe=safe), "")
    )


def _host_header(link: str) -> bytes:
    return urlsplit(link).netloc.encode("ascii", "ignore")


def _check_status(status: int) -> None:
    if 200 <= status < 300:
        return
    if status in (404, 410):
        raise FetchError("not_found")
    if status in (401, 402, 403, 407, 429, 451):
        raise FetchError("refused", status=status)
    raise FetchError("server_error", status=status)


def _content_type(header: str) -> tuple[str, str | None]:
    media_type, _, rest = header.partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", rest, re.IGNORECASE)
    return media_type.strip().lower(), charset.group(1) if charset else None


async def _body(response: httpcore2.Response, encoding: str) -> bytes:
    """The decompressed body; stops as soon as it is too large, however small it was when packed."""
    encoding = encoding.strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise UnreadableError("not_text", kind=encoding)
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if encoding not in ("", "identity") else None
    body = bytearray()
    async for chunk in response.aiter_stream():
        try:
            for piece in _pieces(chunk, unpack):
                body += piece
                if len(body) > MAX_BYTES:
                    raise FetchError("too_large")
        except zlib.error as error:
            raise UnreadableError("not_text", kind=encoding) from error
    return bytes(body)


def _pieces(chunk: bytes, unpack: zlib._Decompress | None) -> Iterator[bytes]:
    if unpack is None:
        yield chunk
        return
    data = chunk
    while data:
        yield unpack.decompress(data, _STEP)
        data = unpack.unconsumed_tail


def _sniffed(body: bytes) -> str:
    if body[:5] == b"%PDF-":
        return "application/pdf"
    head = body[:1024].lstrip().lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<body")):
        return "text/html"
    return "text/plain"
