"""Links in messages and their identity."""

import pytest

from bot.intake import links


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("See https://example.org/a.", ("https://example.org/a",)),
        ("(https://example.org/a_(b))", ("https://example.org/a_(b)",)),
        ("example.org/news/1 and more", ("https://example.org/news/1",)),
        ("Write to me@example.org/x or e.g. nothing", ()),
        ("https://a.org/1 https://b.org/2 https://a.org/1", ("https://a.org/1", "https://b.org/2")),
        ("no link, only U.S. and 3.5", ()),
    ],
)
def test_links_are_found_without_the_sentence_around_them(message: str, found: tuple[str, ...]) -> None:
    assert links.find(message) == found


@pytest.mark.parametrize(
    "variant",
    [
        "https://example.org/news/story",
        "http://www.example.org/news/story/",
        "https://example.org/news/story?utm_source=x&fbclid=1#part",
        "https://m.example.org/news/story",
        "https://amp.example.org/news/story",
        "https://example.org/amp/news/story",
        "https://example.org/news/story/amp/",
        "https://example.org:443//news/story?amp=1",
        "https://www.google.com/amp/s/example.org/news/story",
        "https://example-org.cdn.ampproject.org/c/s/example.org/news/story",
        "HTTPS://EXAMPLE.ORG/news/story",
    ],
)
def test_variants_of_a_link_have_one_identity(variant: str) -> None:
    assert links.canonical(variant) == "https://example.org/news/story"


@pytest.mark.parametrize(
    "other",
    ["https://example.org/news/story2", "https://example.org/news/story?id=2", "https://example.org:8080/news/story"],
)
def test_other_pages_keep_theirs(other: str) -> None:
    assert links.canonical(other) != "https://example.org/news/story"


def test_parameters_that_choose_the_page_stay_in_one_order() -> None:
    assert links.canonical("https://example.org/a?b=2&a=1&utm_medium=m") == links.canonical(
        "https://example.org/a?a=1&b=2"
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.example.org/a", "https://example.org/b", True),
        ("https://news.example.org/a", "https://example.org/b", True),
        ("https://example.org/a", "https://example.com/a", False),
        ("https://example.org/a", "https://notexample.org/a", False),
    ],
)
def test_a_page_may_name_its_own_site_only(one: str, other: str, same: bool) -> None:
    assert links.same_site(one, other) is same
