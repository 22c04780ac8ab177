"""Articles that try to become markup, links, names and commands, in every place that words come from."""

from __future__ import annotations

import html
import random
from typing import Any

from aiohttp import web

FRAGMENTS = (
    "https://evil.example.org/x?a=1&b=2",
    "http://evil.org",
    "www.evil.org",
    "evil.org/path",
    "t.me/evil_channel",
    "tg://resolve?domain=evil",
    "@evil_bot",
    "(@evil_bot)",
    "/start",
    "/brief@evil_bot",
    "#evil",
    "$EVIL",
    "me@evil.example.org",
    "<b>bold</b>",
    "</blockquote><a href='https://evil.org'>here</a>",
    "&lt;i&gt;&amp;amp;",
    "<tg-spoiler>x</tg-spoiler>",
    "*bold* _italic_ [here](https://evil.org)",
    "+44 20 7946 0000",
    "4111 1111 1111 1111",
    "1.2.3.4:8080",
    "пример.рф",
    "例子.中国",
    "\u202eevil\u202c",
    "\u2066@evil\u2069",
    "Z\u0335\u0321a\u0336l\u0337g\u0338o",
    "💥" * 40,
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "مرحبا بالعالم",
    "\u200b@evil_bot\u200b",
    "a\u0000b",
    "{number} {0} %s",
)


def article(chance: random.Random) -> str:
    """A text whose speakers, roles, quotations and narration hold such fragments."""
    pick = lambda: chance.choice(FRAGMENTS)  # noqa: E731 - a word for a line
    return "\n".join(
        [
            f"Ana Berg, the minister for {pick()} affairs, said that {pick()} would cost 15 crowns in March.",
            f"“We will not pay for {pick()} and {pick()},” Berg told reporters. “{pick()} is {pick()}.”",
            f"Tomas {pick()} Reyk said on Monday that the harbour {pick()} would stay open. {pick()}",
            f"According to {pick()}, about 340 ships pass through the strait of {pick()} each week.",
            "“" + " ".join(f"We heard of {pick()}." for _ in range(chance.randint(1, 40))) + "” Reyk said.",
            f"The regime of {pick()} denied that {pick()} was a fiasco. Trade fell by 4 percent.",
        ]
    )


def page(chance: random.Random) -> str:
    """A web page of such an article, with such a title, outlet and author."""
    pick = lambda: html.escape(chance.choice(FRAGMENTS), quote=True)  # noqa: E731 - a word for a line
    body = "".join(f"<p>{html.escape(line)}</p>" for line in article(chance).split("\n"))
    head = f'<meta property="og:site_name" content="{pick()}"><meta name="author" content="{pick()}">'
    return f"<html><head><title>{pick()} {pick()}</title>{head}</head><body><article>{body}</article></body></html>"


async def serve(request: web.Request) -> web.Response:
    """The page with that number."""
    chance = random.Random(f"page {request.match_info['number']}")
    return web.Response(text=page(chance), content_type="text/html")


def messages(site: str, count: int) -> list[dict[str, Any]]:
    """What readers send: texts, links, forwarded posts, files, captions."""
    sent: list[dict[str, Any]] = []
    for number in range(count):
        chance = random.Random(number)
        text = article(chance).replace("\0", "")[:4000]
        kind = number % 5
        if kind == 0:
            sent.append({"text": f"{site}/strange/{number}"})
        elif kind == 1:
            origin = {"type": "channel", "title": f"News {chance.choice(FRAGMENTS)}"[:60], "username": "velmardaily"}
            sent.append({"text": text, "forward_from": origin})
        elif kind == 2:
            name = f"{chance.choice(FRAGMENTS)[:30]}.{chance.choice(('txt', 'docx'))}"
            sent.append({"document": {"file_name": name, "mime_type": "application/x", "text": text}})
        elif kind == 3:
            picture = {"file_name": "a.jpg", "mime_type": "image/jpeg", "size": 1000}
            sent.append({"photo": picture, "caption": text[:1000]})
        else:
            sent.append({"text": text})
    return sent
