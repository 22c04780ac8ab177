"""Lists of feeds as other readers write and read them: OPML 2.0 (opml.org/spec2.opml)."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from bot.errors import UnreadableError
from storage.feeds import Feed, Listed

MOST = 5_000
"""Feeds of one list that are read."""
LARGEST = 5_000_000
"""Bytes of a list that is read."""


def read(body: bytes) -> tuple[Listed, ...]:
    """The feeds of a list, each once, however deep they stand in it. Raises UnreadableError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        tree = etree.fromstring(body[:LARGEST], parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("no_opml") from error
    if tree is None or etree.QName(tree).localname.lower() != "opml":
        raise UnreadableError("no_opml")
    found: dict[str, Listed] = {}
    for outline in tree.iter("outline"):
        link = _given(outline, "xmlurl")
        if link.startswith(("http://", "https://")) and len(found) < MOST:
            found.setdefault(link, Listed(link, title=_given(outline, "title") or _given(outline, "text")))
    return tuple(found.values())


def _given(outline: etree._Element, name: str) -> str:
    """An attribute, in whatever case a program wrote its name."""
    return next((str(value).strip() for key, value in outline.items() if str(key).lower() == name), "")


def written(feeds: Sequence[Feed]) -> bytes:
    """The feeds as a list."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = "Attribot"
    body = etree.SubElement(root, "body")
    for feed in feeds:
        name = feed.title or feed.link
        etree.SubElement(body, "outline", type="rss", text=name, title=name, xmlUrl=feed.link)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True))
