"""Feeds of every kind become entries; what cannot be read is left out and counted, and nothing else is lost."""

import codecs
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.digests.feeds.arriving import arrived
from bot.digests.feeds.entries import LONGEST, MOST, read
from bot.errors import UnreadableError
from bot.intake.fetch import Page, Version
from tests.digests.press import NOON

ITEM = "<item><title>The toll rises</title><link>https://velmardaily.example/toll</link></item>"


def page(body: str | bytes, kind: str = "application/xml", charset: str | None = None) -> Page:
    data = body.encode() if isinstance(body, str) else body
    return Page("https://velmardaily.example/feed", kind, charset, data, Version())


def rss(inner: str) -> str:
    return f"<rss version='2.0'><channel><title>Velmar Daily</title><language>en-GB</language>{inner}</channel></rss>"


RSS = rss(
    "<item><title>The toll rises</title><link>/toll</link><description>&lt;p&gt;By &lt;b&gt;15&lt;/b&gt; percent.&lt;/p&gt;"
    "</description><pubDate>Thu, 12 Mar 2026 11:30:00 GMT</pubDate></item>"
)
ATOM = (
    "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>Velmar Daily</title><entry><title>The toll rises</title>"
    "<link rel='alternate' href='https://velmardaily.example/toll'/><updated>2026-03-12T11:30:00Z</updated>"
    "<content type='html'>&lt;p&gt;By 15 percent.&lt;/p&gt;</content></entry></feed>"
)
RDF = (
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'"
    " xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>Velmar Daily</title></channel>"
    "<item><title>The toll rises</title><link>https://velmardaily.example/toll</link>"
    "<description>By 15 percent.</description><dc:date>2026-03-12T12:30:00+01:00</dc:date></item></rdf:RDF>"
)
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Velmar Daily",
        "items": [
            {
                "id": 1,
                "url": "https://velmardaily.example/toll",
                "title": "The toll rises",
                "content_html": "<p>By 15 percent.</p>",
                "date_published": "2026-03-12T11:30:00Z",
            }
        ],
    }
)


@pytest.mark.parametrize(
    ("body", "kind"), [(RSS, "text/xml"), (ATOM, "text/html"), (RDF, "application/xml"), (JSON, "application/json")]
)
def test_every_kind_of_feed_is_read(body: str, kind: str) -> None:
    feed = read(page(body, kind), NOON)
    (entry,) = feed.entries
    assert (feed.title, entry.title, entry.text) == ("Velmar Daily", "The toll rises", "By 15 percent.")
    assert entry.link == "https://velmardaily.example/toll"
    assert entry.published == datetime(2026, 3, 12, 11, 30, tzinfo=UTC)
    assert {reason: n for reason, n in feed.left_out.items() if n} == {}


@pytest.mark.parametrize(
    "body",
    [
        rss(ITEM)[:-20],
        rss(f"{ITEM}<item><title>Fish & ships</title><link>https://velmardaily.example/b</link>"),
        rss(ITEM).replace("'2.0'", "2.0"),
        "\ufeff  " + rss(ITEM),
        "<?xml version='1.0' encoding='utf-8'?>" + rss(ITEM).replace("rises", "rises\x0b"),
    ],
    ids=["cut off", "bare ampersand", "no quotes", "mark before it", "control character"],
)
def test_an_ill_formed_feed_gives_what_can_be_read(body: str) -> None:
    assert read(page(body), NOON).entries[0].link == "https://velmardaily.example/toll"


@pytest.mark.parametrize(
    ("encoding", "stated", "charset"),
    [("windows-1251", "windows-1251", None), ("windows-1251", "utf-8", "windows-1251"), ("utf-16", "utf-16", None)],
)
def test_a_feed_is_read_in_its_encoding(encoding: str, stated: str, charset: str | None) -> None:
    body = f"<?xml version='1.0' encoding='{stated}'?>" + rss(ITEM.replace("The toll rises", "Пошлина растёт"))
    assert read(page(body.encode(encoding), charset=charset), NOON).entries[0].title == "Пошлина растёт"


def test_bytes_of_no_encoding_lose_no_other_entry() -> None:
    other = ITEM.replace("/toll<", "/b<").replace("The toll rises", "Frost")
    body = rss(ITEM.replace("rises", "r\udcffises") + other).encode("utf-8", "surrogateescape")
    assert [entry.title for entry in read(page(body), NOON).entries][1] == "Frost"


@pytest.mark.parametrize(
    "body",
    [
        "<!doctype html><html><head><title>News</title></head><body><p>Please subscribe.</p></body></html>",
        "",
        "just words",
        "<rss version='2.0'><channel><title>x</tit",
        '{"version": "https://jsonfeed.org/version/1", "items": 5}',
        '{"error": "no such feed"}',
        "%PDF-1.7",
        rss("<item><description/></item>"),
    ],
)
def test_what_is_no_feed_is_told_as_such(body: str) -> None:
    with pytest.raises(UnreadableError) as told:
        read(page(body), NOON)
    assert told.value.code in ("no_feed", "feed_without_entries", "broken_feed")


def test_an_entity_bomb_does_not_go_off() -> None:
    bombs = "".join(f"<!ENTITY b{n} '{f'&b{n - 1};' * 10 if n else 'boom' * 10}'>" for n in range(10))
    body = f"<?xml version='1.0'?><!DOCTYPE rss [{bombs}]>" + rss(f"<item><title>&b9;</title></item>{ITEM}")
    found = read(page(body), NOON).entries
    assert all(len(entry.title) < 1000 for entry in found)


def test_a_file_named_as_an_entity_is_not_read() -> None:
    body = "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>" + rss(
        "<item><title>host &x;</title><link>https://velmardaily.example/a</link></item>"
    )
    host = Path("/etc/hostname").read_text(encoding="utf-8").strip()
    assert all(host not in entry.title for entry in read(page(body), NOON).entries)


@pytest.mark.parametrize(
    "date", ["Thu, 01 Jan 1970 00:00:00 GMT", "2099-01-01", "yesterday", "99999-01-01T00:00:00Z", ""]
)
def test_a_date_that_cannot_be_is_no_date(date: str) -> None:
    feed = read(page(rss(ITEM.replace("</item>", f"<pubDate>{date}</pubDate></item>"))), NOON)
    assert feed.entries[0].published is None
    assert feed.left_out["no date"] == 1


def test_a_wrong_zone_does_not_put_an_entry_into_the_future() -> None:
    ahead = ITEM.replace("</item>", "<pubDate>Thu, 12 Mar 2026 20:00:00 GMT</pubDate></item>")
    assert read(page(rss(ahead)), NOON).entries[0].published == NOON


def test_entries_without_link_or_words_and_second_ones_are_counted() -> None:
    odd = (
        "<item><title>No link</title></item><item><link>https://velmardaily.example/c</link></item>"
        "<item><title>Script</title><link>javascript:alert(1)</link></item>"
        "<item><title>Bad</title><link>http://[broken/</link></item>"
    )
    feed = read(page(rss(ITEM + ITEM + odd)), NOON)
    assert [entry.title for entry in feed.entries] == ["The toll rises"]
    assert {k: feed.left_out[k] for k in ("twice", "no link", "no words")} == {"twice": 1, "no link": 3, "no words": 1}


def test_of_a_huge_feed_the_first_entries_are_read_and_long_texts_are_cut() -> None:
    many = "".join(
        f"<item><title>Ship {n}</title><link>https://velmardaily.example/{n}</link><description>{'word ' * 2000}</description></item>"
        for n in range(MOST + 50)
    )
    feed = read(page(rss(many)), NOON)
    assert len(feed.entries) == MOST
    assert feed.left_out["too many"] == 50
    assert max(len(entry.text) for entry in feed.entries) <= LONGEST


def test_markup_and_scripts_of_an_entry_are_no_words() -> None:
    given = "&lt;script&gt;alert(1)&lt;/script&gt;&lt;p&gt;A&amp;nbsp;line&lt;/p&gt;&lt;p&gt;and more&lt;/p&gt;"
    body = rss(ITEM.replace("<link>", f"<description>{given}</description><link>"))
    assert read(page(body), NOON).entries[0].text == "A line and more"


@pytest.mark.parametrize(
    "entry",
    [
        "<item><title>Far away</title><link>http://h.example:99999999/</link></item>",
        "<item><title>Half &#xD83D;&#xDE00; of it</title><link>http://h.example/1</link></item>",
        "<item><title>Half &#55357; of it</title><link>http://h.example/1</link></item>",
        "<item><title>x</title><link>http://h.example/&#xD800;1</link></item>",
    ],
    ids=["a port that cannot be", "half a character", "the same in decimals", "half a character in a link"],
)
@pytest.mark.parametrize("title", ["Sound", "Ill & formed"])
def test_one_bad_entry_costs_the_feed_nothing_else(entry: str, title: str) -> None:
    found = arrived(page(rss(f"<description>{title}</description>{entry}{ITEM}")), None, NOON)
    assert "The toll rises" in [one.title for one in found.items]


def test_a_json_feed_may_begin_with_a_mark_and_have_a_date_that_cannot_be() -> None:
    odd = JSON.replace('"2026-03-12T11:30:00Z"', '"0001-01-01T00:00:00+05:00"')
    assert read(page(codecs.BOM_UTF8 + odd.encode()), NOON).entries[0].published is None


@pytest.mark.parametrize(
    ("link", "home", "own"),
    [
        ("https://velmardaily.example/a", "", True),
        ("https://www.velmardaily.example/a", "", True),
        ("https://www.bbc.com/news/a", "", False),
        ("https://www.bbc.co.uk/news/a", "<link>https://www.bbc.com/news</link>", True),
        ("https://tass.com/a", "<link>https://www.bbc.com/news</link>", False),
    ],
)
def test_what_another_site_s_feed_says_is_not_an_outlet_s_own_words(link: str, home: str, own: bool) -> None:
    item = f"<item><title>The toll rises</title><link>{link}</link></item>"
    (found,) = arrived(page(rss(home + item)), None, NOON).items
    assert found.own is own
