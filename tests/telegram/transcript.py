"""One whole conversation as a reader sees it, played with the real bot; the README shows it."""

from __future__ import annotations

import re
import textwrap
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

from bot.telegram.rendering.html import JOINER
from tests.support import html, page
from tests.telegram.running import Clock, running
from tests.telegram.standin import Shown, Telegram

EXAMPLE = Path(__file__).parents[2] / "bot" / "terminal" / "example.txt"
LOOPBACK = "127.0.0.1"
SHOWN_AS = "https://velmardaily.example"
DAY = datetime(2026, 11, 20, 9, tzinfo=UTC)
QUESTIONS = (
    ("What did Caldor say about grain ships?", "On: "),
    ("And who is against the toll in the north?", "The article does not say"),
)
"""Questions on the brief, each with words of its answer."""
_WIDTH = 96


def _lines(code: str) -> list[str]:
    """What a message shows, set-off quotations behind a line."""
    lines = list[str]()
    quoted = False
    for part in re.split(r"(</?blockquote[^>]*>)", code.replace(JOINER, "")):
        if "blockquote" in part and part.startswith("<"):
            quoted = not part.startswith("</")
            continue
        text = unescape(re.sub(r"<[^>]+>", "", part))
        for line in (text.strip("\n") if quoted else text.removeprefix("\n").removesuffix("\n")).split("\n"):
            sign = "│ " if quoted else ""
            cut = textwrap.wrap(line, _WIDTH, break_long_words=False, break_on_hyphens=False)
            lines += [sign + piece for piece in cut or [""]]
    return "\n".join(lines).rstrip().split("\n")


def _bubble(who: str, code: str, buttons: list[list[str]]) -> str:
    lines = _lines(code)
    keys = ["", *(" ".join(f"[{label}]" for label in row) for row in buttons)] if buttons else []
    return "\n".join([f"{who}:", *(f"    {line}".rstrip() for line in [*lines, *keys])])


class _Talk:
    def __init__(self, telegram: Telegram, host: str) -> None:
        self._telegram = telegram
        self._host = host
        self.bubbles: list[str] = []

    async def say(self, text: str, shown_as: str, answer: str) -> Shown:
        await self._telegram.say(text)
        self.bubbles.append(_bubble("You", shown_as, []))
        return await self._hear(answer)

    async def press(self, below: Shown, label: str, answer: str) -> Shown:
        await self._telegram.press(below, label)
        self.bubbles.append(f"You press [{label}]")
        return await self._hear(answer)

    async def _hear(self, answer: str) -> Shown:
        shown = await self._telegram.answer(answer)
        labels = [[str(b["text"]) for b in row] for row in shown.buttons]
        code = shown.code.replace(self._host, SHOWN_AS).replace(LOOPBACK, SHOWN_AS.removeprefix("https://"))
        self.bubbles.append(_bubble("Attribot", code, labels))
        return shown


async def transcript(folder: Path) -> str:
    """The conversation; ``folder`` takes the store."""
    title, _, body = EXAMPLE.read_text(encoding="utf-8").partition("\n")
    head = (
        '<meta property="og:site_name" content="Velmar Daily">'
        '<meta property="article:published_time" content="2026-11-19T08:00:00Z">'
    )
    whole, first = (
        html(body, title, head),
        html(body.strip().split("\n")[0] + " Subscribe to continue reading.", title, head),
    )
    gated = first.replace(
        "<head>",
        '<head><script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>',
    )
    async with running(folder, {"/strait": page(whole), "/tolls": page(gated)}, clock=Clock(DAY)) as bot:
        talk = _Talk(bot.telegram, f"http://{bot.site.host}")
        await talk.say("/start", "/start", "Send me a news article")
        brief = await talk.say(bot.site.link("/strait"), f"{SHOWN_AS}/strait", "Who said what")
        await talk.press(brief, "Receipts", "Receipts · page 1")
        for question, answer in QUESTIONS:
            await talk.say(question, question, answer)
        await talk.say(bot.site.link("/tolls"), f"{SHOWN_AS}/tolls", "within 30 minutes")
        paragraphs = body.strip().split("\n\n")
        await talk.say("\n\n".join(paragraphs[n] for n in (0, 1, 6)), "(pastes the text)", "text supplied by you")
        await talk.press(brief, "Wrong?", "What is wrong")
        prompt = bot.telegram.in_chat()[-1]
        await bot.telegram.say("The union did not warn.", reply_to_message={"message_id": prompt.id})
        talk.bubbles.append(_bubble("You", "The union did not warn.", []))
        await talk._hear("Thank you.")
        offer = await talk.say("/follow Lissa Strait", "/follow Lissa Strait", "Topic: Lissa Strait")
        await bot.telegram.say("Lisbon 7:30", reply_to_message={"message_id": offer.id})
        talk.bubbles.append(_bubble("You", "Lisbon 7:30", []))
        await talk._hear("You follow")
        await talk.say("/digest", "/digest", "Sources:")
        return "\n\n".join(talk.bubbles)
