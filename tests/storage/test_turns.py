"""Conversations in the store: bounded, once for what asked, and gone with their chat or their time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlite_utils import Database

from storage import articles, briefs, chats, retention, turns
from storage.records import Answer, Shown, Turn
from storage.schema import migrations
from tests.support import article, briefed

NOW = datetime(2026, 3, 1, tzinfo=UTC)
ANSWER = Answer(True, (Shown((1,), "s1"),), "embedded")


@pytest.fixture
def db() -> Database:
    store = Database(memory=True)
    store.execute("PRAGMA foreign_keys = ON")
    migrations.apply(store)
    return store


def a_brief(
    db: Database, text: str = "Ada Quill said that it works.", privacy: str = "public", language: str = "en"
) -> int:
    given = article(text, privacy=privacy)
    number, stored = articles.save(db, given, (), NOW)
    return briefs.save(
        db, briefs.key(stored, "embedded", "1", language, "standard"), number, privacy, briefed(given), NOW
    )


def ask(db: Database, brief: int, number: int, chat: str = "telegram:7") -> None:
    turns.keep(db, chat, brief, f"{chat} {number}", Turn(f"question {number}", ANSWER), NOW + timedelta(minutes=number))


def asked(db: Database, brief: int, chat: str = "telegram:7", origin: str = "") -> list[str]:
    return [turn.question for turn in turns.of(db, chat, brief, origin)]


def test_the_last_turns_of_a_chat_on_an_article_are_kept(db: Database) -> None:
    brief, other = a_brief(db), a_brief(db, "Dora Marsh said that it does not.")
    for number in range(turns.MOST + 3):
        ask(db, brief, number)
    ask(db, brief, 1, "telegram:8")
    ask(db, other, 99)
    assert asked(db, brief) == [f"question {n}" for n in range(3, turns.MOST + 3)]
    assert asked(db, brief, "telegram:8") == ["question 1"]
    assert asked(db, other) == ["question 99"]


def test_briefs_of_one_article_share_their_conversation(db: Database) -> None:
    english, spanish = a_brief(db), a_brief(db, language="es")
    assert english != spanish
    ask(db, english, 1)
    assert asked(db, spanish) == ["question 1"]


def test_what_asks_again_sees_what_was_there_before_it_and_counts_once(db: Database) -> None:
    brief = a_brief(db)
    for number in range(3):
        ask(db, brief, number)
    assert asked(db, brief, origin="telegram:7 1") == ["question 0"]
    ask(db, brief, 1)
    assert asked(db, brief) == ["question 0", "question 1", "question 2"]
    assert turns.asked_by(db, "telegram:7 1") == (brief, Turn("question 1", ANSWER))
    assert turns.asked_by(db, "nobody") is None


def test_a_conversation_goes_with_its_chat_its_time_and_its_article(db: Database) -> None:
    brief = a_brief(db)
    ask(db, brief, 1)
    ask(db, brief, 2, "telegram:8")
    chats.forget(db, 7)
    assert (asked(db, brief), asked(db, brief, "telegram:8")) == ([], ["question 2"])
    retention.expire(db, NOW - timedelta(days=1), NOW + timedelta(days=1))
    assert asked(db, brief, "telegram:8") == []
    ask(db, brief, 3)
    retention.expire(db, NOW + timedelta(days=1), NOW - timedelta(days=1))
    assert asked(db, brief) == []


def test_a_group_that_moves_takes_its_conversations_along(db: Database) -> None:
    brief = a_brief(db)
    ask(db, brief, 1, "telegram:-5")
    chats.migrate(db, -5, -1005)
    assert asked(db, brief, "telegram:-1005") == ["question 1"]
