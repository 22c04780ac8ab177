"""Web pages: extraction, metadata, and whether a page carries a whole article."""

import json

import pytest

from bot.errors import NotWholeError, UnreadableError
from bot.intake.extract import credit
from bot.intake.reader import Material, read
from storage.records import Article
from tests.support import html

PARAGRAPH = (
    "Talks on shipping tolls in the Lissa Strait ended on Thursday without an agreement, the transport minister of "
    "Velmar, Ines Caldor, told reporters in the harbour office, adding that both delegations would meet again in June."
)
BODY = "\n".join(f"{PARAGRAPH} This is paragraph number {n} of the report." for n in range(6))
LINK = "https://www.example.org/news/talks"


def page_article(body: str, head: str = "", title: str = "Talks end without a deal", link: str = LINK) -> Article:
    return read(Material(html(body, title, head).encode(), "html", "public", link))


def test_body_and_metadata_are_read() -> None:
    head = (
        '<meta property="og:site_name" content="The Example"><meta name="author" content="Ada Quill">'
        '<meta property="article:published_time" content="2026-03-12T08:00:00Z"><meta property="og:type" content="article">'
    )
    found = page_article(BODY, head)
    assert found.title == "Talks end without a deal"
    assert found.text == BODY
    assert (found.outlet, found.authors, found.published) == ("The Example", ("Ada Quill",), "2026-03-12")
    assert (found.language, found.genre, found.verdict) == ("en", "report", "whole")


def test_what_a_page_says_of_itself_is_one_clean_line() -> None:
    head = (
        '<meta property="og:site_name" content="The\u202e Ex\u200bample"><meta name="author" content="Ada\nQuill">'
        '<meta property="article:published_time" content="2026-13-45">'
    )
    found = page_article(BODY, head, title="Talks\x1b[31m end\u2066 without\n\ta deal")
    assert found.title == "Talks[31m end without a deal"
    assert (found.outlet, found.authors, found.published) == ("The Example", ("Ada Quill",), None)


def test_a_canonical_link_is_believed_on_its_own_site_only() -> None:
    own = page_article(BODY, '<link rel="canonical" href="https://example.org/news/2026/talks">')
    assert own.canonical == "https://example.org/news/2026/talks"
    foreign = page_article(BODY, '<link rel="canonical" href="https://other.example/talks">')
    assert foreign.canonical == "https://example.org/news/talks"


def test_the_credit_names_the_agency() -> None:
    assert page_article(f"BRENN (Reuters) - {BODY}").credit == "Reuters"


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("BRENN (AP) — The talks ended.", "AP"),
        ("BRENN, March 3 (TASS). The talks ended.", "TASS"),
        ("BRENN (Reuters/AFP) - The talks ended.", "Reuters"),
        ("BRENN (Associated Press, March 3) The talks ended.", "AP"),
        ("BRENN — Kyodo: The talks ended.", "Kyodo"),
        ("The talks ended. PTI", "PTI"),
        ("The talks ended.\n(Source: Reuters)", "Reuters"),
        ("The talks ended.\nA minister told the Associated Press.", None),
        ("Reuters journalists were at the talks.", None),
        ("The talks ended.\nThey were tired of it, said Tt.", None),
    ],
)
def test_an_agency_is_credited_where_it_signs_and_not_where_it_is_spoken_of(text: str, agency: str | None) -> None:
    assert credit(text, None) == agency


@pytest.mark.parametrize("link", ["https://example.org/opinion/talks", "https://example.org/comment/talks"])
def test_an_opinion_is_known_by_its_place(link: str) -> None:
    assert page_article(BODY, link=link).genre == "opinion"


def verdict_of(page: str, link: str = LINK) -> str:
    with pytest.raises(NotWholeError) as caught:
        read(Material(page.encode(), "html", "public", link))
    assert caught.value.message
    return caught.value.code


def test_a_paywalled_teaser_is_said() -> None:
    data = json.dumps({"@type": "NewsArticle", "isAccessibleForFree": "False"})
    head = f'<script type="application/ld+json">{data}</script>'
    teaser = f"{PARAGRAPH}\nSubscribe to continue reading"
    assert verdict_of(html(teaser, head=head)) == "paywalled"


def test_a_whole_article_under_a_paywall_flag_is_whole() -> None:
    data = json.dumps({"@type": "NewsArticle", "isAccessibleForFree": "False"})
    assert page_article(BODY, f'<script type="application/ld+json">{data}</script>').verdict == "whole"


def test_a_text_that_breaks_off_is_said() -> None:
    assert verdict_of(html(f"{PARAGRAPH}\nThe delegations will meet in…")) == "truncated"


def test_walls_are_told_apart() -> None:
    assert verdict_of(html("Checking your browser before you may go on.", "Just a moment...")) == "bot_wall"
    assert verdict_of(html("We and our partners use cookies. Accept all or manage preferences.")) == "consent_wall"
    script = (
        "<html><body><noscript>Please enable JavaScript to run this app.</noscript><div id=root></div></body></html>"
    )
    assert verdict_of(script) == "script_only"


def test_a_page_of_links_is_an_index() -> None:
    items = "".join(
        f"<li><a href='/{n}'>Headline number {n} about the talks in the harbour today</a></li>" for n in range(40)
    )
    assert verdict_of(f"<html><body><ul>{items}</ul></body></html>") == "index"


def test_a_live_blog_is_said() -> None:
    live = "\n".join(f"{9 + n}:15 {PARAGRAPH}" for n in range(8))
    assert verdict_of(html(live)) == "live_blog"


@pytest.mark.parametrize(
    ("body", "code"), [(b"", "empty"), (b"   \n", "empty"), (b"<html><body></body></html>", "thin")]
)
def test_a_page_without_text_is_said(body: bytes, code: str) -> None:
    with pytest.raises((UnreadableError, NotWholeError)) as caught:
        read(Material(body, "html", "public", LINK))
    assert caught.value.code == code


def test_a_short_statement_of_a_ministry_is_whole() -> None:
    statement = (
        "The Ministry of Transport of Velmar takes note of the decision of the Lissa Harbour Authority and will publish its "
        "reply within ten days."
    )
    assert page_article(statement).text == statement


def test_broken_json_ld_does_not_slow_the_page_down() -> None:
    broken = '{"@type": "NewsArticle", "headline": "' + 'a "quoted" thing, ' * 20_000
    head = f'<script type="application/ld+json">{broken}</script>'
    assert page_article(BODY, head).text == BODY
