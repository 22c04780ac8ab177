"""Articles, briefs, retention and outlets over real database files."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlite_utils

from storage import articles, briefs, outlets, retention
from storage.database import connect
from storage.records import Article, Brief
from tests.support import article, briefed

NOW = datetime(2026, 3, 12, tzinfo=UTC)
LINK = "https://example.org/a"
TEXT = "Ada Quill said that the harbour would close on Friday. It was busy on Thursday."


@pytest.fixture
def db(tmp_path: Path) -> sqlite_utils.Database:
    return connect(tmp_path / "a.db")


def public(text: str = TEXT, link: str = LINK) -> Article:
    return article(text, link=link, canonical=link, privacy="public")


def keep(db: sqlite_utils.Database, given: Article, now: datetime = NOW) -> tuple[int, Article, str, Brief]:
    number, stored = articles.save(db, given, (), now)
    made = briefed(stored)
    key = briefs.key(stored, "embedded", "1", "en", "standard")
    briefs.save(db, key, number, stored.privacy, made, now)
    return number, stored, key, made


def test_an_article_comes_back_as_it_went_in(db: sqlite_utils.Database) -> None:
    number, stored = articles.save(db, public(), (), NOW)
    assert articles.latest(db, LINK) == (number, stored, NOW)
    assert stored == public()


def test_the_same_text_is_one_row_and_a_new_text_a_new_revision(db: sqlite_utils.Database) -> None:
    first, _ = articles.save(db, public(), (), NOW)
    assert articles.save(db, public(), (), NOW)[0] == first
    second, stored = articles.save(db, public(f"{TEXT} More came."), (), NOW)
    assert (second != first, stored.revision) == (True, 2)
    found = articles.latest(db, LINK)
    assert found is not None
    assert found[1].revision == 2


def test_other_links_lead_to_the_article(db: sqlite_utils.Database) -> None:
    number, _ = articles.save(db, public(), ("https://short.example/x", LINK), NOW)
    found = articles.latest(db, "https://short.example/x")
    assert found is not None
    assert found[0] == number


def test_a_private_text_is_never_found_by_link_or_by_another_chat(db: sqlite_utils.Database) -> None:
    mine = article(TEXT, privacy="chat:1")
    first, _, key, _ = keep(db, mine)
    theirs = replace(mine, privacy="chat:2")
    second, stored = articles.save(db, theirs, (), NOW)
    assert first != second
    assert briefs.key(stored, "embedded", "1", "en", "standard") != key
    assert briefs.search(db, "harbour", []) == []
    assert briefs.search(db, "harbour", ["chat:2"]) == []
    assert [row[0] for row in briefs.search(db, "harbour", ["chat:1"])] == [first]


def test_a_brief_comes_back_as_it_went_in(db: sqlite_utils.Database) -> None:
    _, _, key, made = keep(db, public())
    found = briefs.find(db, key)
    assert found is not None
    assert (found.brief, found.withdrawn) == (made, None)
    assert briefs.find(db, "other") is None


def test_a_brief_made_anew_takes_the_old_ones_place(db: sqlite_utils.Database) -> None:
    _, _, key, _ = keep(db, public())
    first = briefs.find(db, key)
    keep(db, public())
    assert briefs.find(db, key) == first
    assert db.table("briefs").count == 1
    assert db.table("statements").count == 1
    assert len(briefs.search(db, "harbour", [])) == 1


@pytest.mark.parametrize("words", ["harbour", "HARBOUR friday", '"', "AND OR NOT", "har*", "a:b (c)"])
def test_search_takes_whatever_a_reader_types(db: sqlite_utils.Database, words: str) -> None:
    keep(db, public())
    found = briefs.search(db, words, [])
    assert bool(found) is words.casefold().startswith("harbour")


def test_rules_engine_language_and_text_each_make_another_key() -> None:
    keys = {
        briefs.key(public(), "embedded", "1", "en", "standard"),
        briefs.key(public(), "embedded", "2", "en", "standard"),
        briefs.key(public(), "chain:x", "1", "en", "standard"),
        briefs.key(public(), "embedded", "1", "es", "standard"),
        briefs.key(public(), "embedded", "1", "en", "short"),
        briefs.key(replace(public(), revision=2), "embedded", "1", "en", "standard"),
        briefs.key(replace(public(), privacy="chat:1"), "embedded", "1", "en", "standard"),
    }
    assert len(keys) == 7


def test_after_their_time_only_public_statements_stay(db: sqlite_utils.Database) -> None:
    _, _, key, _ = keep(db, public())
    keep(db, article(TEXT, privacy="chat:1"))
    later = NOW + timedelta(days=31)
    assert retention.expire(db, later - timedelta(days=30), later - timedelta(days=30)) == 2
    assert articles.latest(db, LINK) is None
    assert briefs.find(db, key) is None
    assert briefs.search(db, "harbour", ["chat:1"]) == []
    assert [row["excerpt"] for row in db.table("statements").rows] == [
        "Ada Quill said that the harbour would close on Friday."
    ]
    assert db.execute("SELECT count(*) FROM articles WHERE record IS NOT NULL").fetchone()[0] == 0
    articles.save(db, public(), (), later)
    assert articles.latest(db, LINK) is not None


def test_what_is_in_its_time_stays(db: sqlite_utils.Database) -> None:
    keep(db, public())
    assert retention.expire(db, NOW - timedelta(days=1), NOW - timedelta(days=1)) == 0


def test_tables_are_strict(db: sqlite_utils.Database) -> None:
    assert all(db.table(name).strict for name in ("articles", "briefs", "statements", "links"))
    assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_the_outlets_file_holds_and_is_large_enough() -> None:
    found = outlets.load()
    assert len(found) >= 60
    assert sum(o.ownership != "not stated" for o in found) >= 40
    assert {o.ownership for o in found} >= {
        "state-owned",
        "state-funded",
        "publicly funded under law",
        "private",
        "not stated",
    }


def test_an_outlet_is_found_by_any_host_under_its_domain() -> None:
    for host in ("bbc.com", "www.bbc.com", "news.bbc.com"):
        found = outlets.of_host(host)
        assert found is not None
        assert found.country == "United Kingdom"
    assert outlets.of_host("example.org") is None
    assert outlets.of_host("notbbc.com") is None


@pytest.mark.parametrize(
    "broken",
    [
        '[[outlet]]\ndomain="a.org"\nname="A"\ncountry="X"\nownership="private"\nowner="B"\nsource=""\nsource_date=""\n',
        '[[outlet]]\ndomain="a.org"\nname="A"\ncountry="X"\nownership="good"\nowner=""\nsource=""\nsource_date=""\n',
        2
        * '[[outlet]]\ndomain="a.org"\nname="A"\ncountry="X"\nownership="not stated"\nowner=""\nsource=""\nsource_date=""\n',
    ],
)
def test_a_broken_outlets_file_is_refused(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "outlets.toml"
    path.write_text(broken)
    with pytest.raises(ValueError, match=r"outlet|ownership|a\.org"):
        outlets.load(path)
