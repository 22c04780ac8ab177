"""Lists of feeds come in and go out in the form that other readers use."""

import pytest

from bot.digests.feeds.opml import read, written
from bot.errors import UnreadableError
from storage.feeds import FIRST_PAUSE, Feed
from tests.digests.press import NOON

OPML = b"""<?xml version="1.0"?>
<opml version="1.1"><head><title>Mine</title></head><body>
<outline text="Straits"><outline text="Velmar Daily" type="rss" xmlUrl="https://velmardaily.example/feed"/>
<outline title="Again" xmlurl="https://velmardaily.example/feed"/></outline>
<outline text="A folder"/><outline text="Bad" xmlUrl="javascript:alert(1)"/>
<outline text="Brenn &amp; Tavin" XMLURL="http://brenn.example/rss?a=1&amp;b=2"/></body></opml>"""


def test_feeds_are_found_however_deep_they_stand_each_once() -> None:
    found = read(OPML)
    assert [(one.title, one.link) for one in found] == [
        ("Velmar Daily", "https://velmardaily.example/feed"),
        ("Brenn & Tavin", "http://brenn.example/rss?a=1&b=2"),
    ]


def test_what_is_written_can_be_read() -> None:
    feeds = [
        Feed(n, link, "<b>A & B</b>", "en", None, "active", None, None, FIRST_PAUSE, 0, None, None, NOON)
        for n, link in enumerate(["https://a.example/?x=1&y=2", "https://b.example/"], start=1)
    ]
    assert [(one.title, one.link) for one in read(written(feeds))] == [(f.title, f.link) for f in feeds]


@pytest.mark.parametrize(
    "body",
    [b"", b"plain words", b"<html><body>x</body></html>", b'{"opml": 1}', b"<rss><channel/></rss>", b"\xff\xfe\x00"],
)
def test_another_file_is_told_as_such(body: bytes) -> None:
    with pytest.raises(UnreadableError) as told:
        read(body)
    assert told.value.code == "no_opml"


def test_entities_are_not_followed() -> None:
    bomb = b'<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/hostname">]><opml><body><outline text="&x;" xmlUrl="http://a.example/"/></body></opml>'
    assert [one.title for one in read(bomb)] in ([""], [])
