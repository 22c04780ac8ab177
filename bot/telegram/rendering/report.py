"""A reader's report as those who run the bot see it: the reader's words, and the brief's lines by number."""

from __future__ import annotations

from bot.catalogue import Catalogue
from bot.telegram.rendering.html import Html, bold, cut, joined, link, ours, quote, words
from bot.telegram.rendering.pages import Page
from bot.view.brief import statement_line
from storage.records import Article, Brief
from storage.reports import Report

_LONGEST_LINE = 120
_ROOM = 2500
"""UTF-16 units for the brief's lines."""


def report_page(report: Report, carried: tuple[Article, Brief] | None, catalogue: Catalogue) -> Page:
    """One message; ``carried`` is None where the brief's time is over."""
    head = bold(words(catalogue.say("bot.report_head", number=report.id)))
    blocks = [head, quote(cut(report.words, 700), folded=False)]
    if carried is not None:
        article, brief = carried
        address = article.link if article.link and article.link.startswith(("http://", "https://")) else None
        headline = cut(brief.headline or catalogue.say("brief.pasted"), 300)
        blocks.append(link(headline, address) if address and len(address) < 1000 else headline)
        blocks.append(_lines(article, brief, catalogue))
    blocks.append(ours(catalogue.say("bot.how_to_decide")))
    return Page(joined(blocks, "\n\n").code)


def _lines(article: Article, brief: Brief, catalogue: Catalogue) -> Html:
    numbered = [(f"p{n}", point.text) for n, point in enumerate(brief.points, start=1)]
    numbered += [
        (f"s{n}", f"{s.speaker.name}: {statement_line(article, s, catalogue)}")
        for n, s in enumerate(brief.statements, start=1)
    ]
    lines: list[Html] = []
    for name, text in numbered:
        line = joined([words(f"{name} "), cut(text, _LONGEST_LINE)], "")
        if sum(held.size + 1 for held in lines) + line.size > _ROOM:
            return joined([*lines, words("…")])
        lines.append(line)
    return joined(lines)
