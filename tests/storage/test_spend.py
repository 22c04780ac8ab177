"""What calls cost, what steps answered, and the installation's secret, over real database files."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlite_utils

from bot import cli
from storage import retention, secret, spend, steps
from storage.database import connect
from storage.spend import Budget, Call, Spent

NOW = datetime(2026, 3, 12, 23, 59, tzinfo=UTC)
NONE = Budget(None, None)


@pytest.fixture
def db(tmp_path: Path) -> sqlite_utils.Database:
    return connect(tmp_path / "a.db")


def call(micros: int, payer: str = "chat") -> Call:
    return Call(payer, "model-1", "summary", micros)


def test_what_a_call_took_takes_the_place_of_what_was_set_aside(db: sqlite_utils.Database) -> None:
    number = spend.reserve(db, call(900), NONE, NOW)
    assert number is not None
    assert spend.account(db, "2026-03-12") == [Spent("2026-03-12", "chat", "model-1", 1, 0, 0, 900)]
    spend.settle(db, number, "answered", 100, 20, 55)
    assert spend.account(db, "2026-03-12") == [Spent("2026-03-12", "chat", "model-1", 1, 100, 20, 55)]
    assert spend.account(db, "2026-03-13") == []


def test_a_call_that_would_pass_a_budget_is_not_made(db: sqlite_utils.Database) -> None:
    budget = Budget(day=1000, payer=600)
    assert spend.reserve(db, call(600, "one"), budget, NOW) is not None
    assert spend.reserve(db, call(1, "one"), budget, NOW) is None
    assert spend.reserve(db, call(401, "two"), budget, NOW) is None
    assert spend.reserve(db, call(400, "two"), budget, NOW) is not None
    assert spend.reserve(db, call(600, "one"), budget, NOW + timedelta(minutes=1)) is not None
    assert sum(line.calls for line in spend.account(db, "2026-03-12")) == 3


def test_money_that_is_given_back_can_be_spent(db: sqlite_utils.Database) -> None:
    budget = Budget(day=100, payer=None)
    number = spend.reserve(db, call(100), budget, NOW)
    assert number is not None
    assert spend.reserve(db, call(50), budget, NOW) is None
    spend.settle(db, number, "unreachable", 0, 0, 0)
    assert spend.reserve(db, call(50), budget, NOW) is not None


def test_a_step_is_found_by_every_word_that_was_sent_and_no_other(db: sqlite_utils.Database) -> None:
    key = steps.key("summary", "prompts", "model-1", "rules", "text")
    steps.save(db, key, "public", "{}", "model-2", NOW)
    assert steps.find(db, key) == ("{}", "model-2")
    others = [("repair", "prompts", "model-1"), ("summary", "others", "model-1"), ("summary", "prompts", "model-2")]
    assert [steps.find(db, steps.key(*other, "rules", "text")) for other in others] == [None] * 3
    assert steps.find(db, steps.key("summary", "prompts", "model-1", "rules", "texts")) is None


def test_steps_go_when_their_article_s_time_is_over(db: sqlite_utils.Database) -> None:
    for privacy in ("public", "chat"):
        steps.save(db, privacy, privacy, "{}", "m", NOW)
    retention.expire(db, NOW - timedelta(days=9), NOW + timedelta(days=1))
    assert (steps.find(db, "public"), steps.find(db, "chat")) == (("{}", "m"), None)
    retention.expire(db, NOW + timedelta(days=1), NOW)
    assert steps.find(db, "public") is None


def test_the_secret_is_made_once(db: sqlite_utils.Database, tmp_path: Path) -> None:
    first = secret.of_installation(db)
    assert (len(first), secret.of_installation(db)) == (32, first)
    assert secret.of_installation(connect(tmp_path / "b.db")) != first


def test_the_operator_sees_what_was_spent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    db = connect(tmp_path / "data" / "attribot.db")
    number = spend.reserve(db, call(0), NONE, datetime.now(UTC))
    assert number is not None
    spend.settle(db, number, "answered", 1000, 100, 250_000)
    db.close()
    assert cli.main(["spend"]) == 0
    out = capsys.readouterr().out
    assert "chat  model-1  1 calls  1000 tokens in  100 out  $0.2500" in out
    assert "Total: $0.2500" in out


def test_nothing_spent_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["spend", "--days", "3"]) == 0
    assert capsys.readouterr().out == "Nothing was spent in the last 3 days.\n"
