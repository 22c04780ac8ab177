"""Stored work: each update once, lanes in order, jobs that come back, chats that go; writes that share a transaction."""

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlite_utils

from storage import articles, chats, jobs, messages, reports, supplied, tickets
from storage.database import Database, connect
from storage.jobs import Errand, Received
from storage.records import Facts
from storage.transactions import writing
from tests.support import article

NOW = datetime(2026, 3, 12, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
KINDS = ("message",)


@pytest.fixture
def db(tmp_path: Path) -> sqlite_utils.Database:
    return connect(tmp_path / "a.db")


def update(number: int, chat: int = 7, **fields: object) -> Received:
    given = {"lane": str(chat), "kind": "message", "chat": chat, "user": 1, "chat_kind": "private"} | fields
    return Received(number, f'{{"n": {number}}}', **given)  # type: ignore[arg-type]


def claimed(db: sqlite_utils.Database, now: datetime = NOW, most: int = 10) -> list[int]:
    return [job.id for job in jobs.claim(db, KINDS, most, now)]


def test_an_update_is_stored_once(db: sqlite_utils.Database) -> None:
    assert jobs.keep(db, [update(1), update(2)], NOW) == 2
    assert jobs.keep(db, [update(2), update(3)], NOW) == 1
    assert [row[0] for row in db.execute("SELECT update_id FROM updates")] == [1, 2, 3]


def test_a_lane_runs_in_order_and_lanes_side_by_side(db: sqlite_utils.Database) -> None:
    jobs.keep(db, [update(1), update(2), update(3, 8)], NOW)
    first = claimed(db)
    assert len(first) == 2
    assert claimed(db) == []
    jobs.finish(db, first[0], "done", NOW)
    assert claimed(db) == [2]


def test_a_job_that_was_given_back_comes_first_when_it_is_due(db: sqlite_utils.Database) -> None:
    jobs.keep(db, [update(1), update(2)], NOW)
    (one,) = claimed(db)
    jobs.give_back(db, one, LATER, failed=True)
    assert claimed(db) == []
    assert jobs.next_due(db, KINDS, NOW) == LATER
    (again,) = jobs.claim(db, KINDS, 10, LATER)
    assert (again.id, again.attempts, again.failures) == (one, 1, 1)


def test_what_ran_at_a_crash_runs_again_and_what_ran_at_several_runs_alone(db: sqlite_utils.Database) -> None:
    jobs.keep(db, [update(1), update(2, 8)], NOW)
    for _ in range(jobs.SUSPECT):
        assert claimed(db) == [1, 2]
        assert jobs.recover(db, NOW) == 2
    assert claimed(db) == []
    first = jobs.claim_suspect(db, KINDS, NOW)
    assert first is not None
    assert first.id == 1
    jobs.finish(db, 1, "done", NOW)
    assert jobs.claim_suspect(db, KINDS, NOW) is not None
    assert jobs.claim_suspect(db, KINDS, NOW) is None


def test_parts_of_a_text_join_while_the_last_leaves_it_open(db: sqlite_utils.Database) -> None:
    part = {"gather": "text", "sent_at": 100}
    jobs.keep(db, [update(1, open=True, **part), update(2, open=True, **part)], NOW)
    (job,) = jobs.claim(db, KINDS, 10, NOW)
    assert job.open
    jobs.keep(db, [update(3, **part)], LATER)
    assert jobs.gathering(db, job.id) is None
    assert len(jobs.close_gathering(db, job.id)) == 3
    jobs.keep(db, [update(4, **part)], LATER)
    assert db.execute("SELECT count(*) FROM jobs").fetchone() == (2,)


@pytest.mark.parametrize("change", [{"user": 2}, {"sent_at": 200}, {"gather": None}, {"gather": "album 1"}])
def test_what_is_of_another_or_later_does_not_join(db: sqlite_utils.Database, change: dict[str, object]) -> None:
    part: dict[str, object] = {"gather": "text", "sent_at": 100}
    jobs.keep(db, [update(1, open=True, **part), update(2, **(part | change))], NOW)
    assert db.execute("SELECT count(*) FROM jobs").fetchone() == (2,)


def test_an_errand_with_an_origin_is_stored_once(db: sqlite_utils.Database) -> None:
    errand = Errand("again", "7", 7, "{}", None, "again 1")
    jobs.add(db, [errand, errand], NOW)
    jobs.add(db, [errand], NOW)
    assert jobs.counts(db) == {"waiting": 1}


def test_finished_jobs_go_with_their_updates(db: sqlite_utils.Database) -> None:
    jobs.keep(db, [update(1), update(2, 8)], NOW)
    claimed(db)
    jobs.finish(db, 1, "done", NOW)
    assert jobs.sweep(db, LATER, LATER) == 1
    assert [row[0] for row in db.execute("SELECT update_id FROM updates")] == [2]


def test_a_chat_that_moves_takes_its_texts_and_work_along(db: sqlite_utils.Database) -> None:
    jobs.keep(db, [update(1, -5, chat_kind="group")], NOW)
    articles.save(db, article("Ada Quill said no.", privacy=chats.owner(-5)), (), NOW)
    messages.keep(db, -5, 9, 1, 0, NOW)
    chats.measure(db, -5, "short")
    chats.migrate(db, -5, -1005)
    moved = chats.find(db, -1005)
    assert moved is not None
    assert moved.length == "short"
    assert chats.find(db, -5) is None
    (job,) = jobs.claim(db, KINDS, 1, NOW)
    assert (job.chat, job.lane) == (-1005, "-1005")
    assert db.execute("SELECT privacy FROM articles").fetchone() == (chats.owner(-1005),)
    assert messages.of_job(db, 1) == {}


def test_messages_know_their_answer_and_their_brief(db: sqlite_utils.Database) -> None:
    jobs.keep(db, [update(1)], NOW)
    number, _ = articles.save(db, article("Ada Quill said no."), (), NOW)
    db.execute(
        "INSERT INTO briefs (id, key, article_id, privacy, headline, points, record, stored_at) VALUES (3, 'k', ?, 'x', '', '', '{}', '')",
        [number],
    )
    for part, message in ((0, 10), (1, 11), (messages.APART, 12), (-1, 13)):
        messages.keep(db, 7, message, 1, part, NOW)
    messages.carry(db, 7, [10, 11, 13], 3)
    assert messages.place_of(db, 7, 11) == (1, 1, NOW)
    assert messages.place_of(db, 7, 12) == (1, messages.APART, NOW)
    assert messages.place_of(db, 7, 99) is None
    assert messages.brief_of(db, 7, 11) == 3
    assert messages.carriers(db, 3) == [(7, 10)]
    assert messages.awaited(db, 7, 13) == (-1, 3)
    assert messages.awaited(db, 7, 10) is None
    assert reports.file(db, 3, 7, 7, "no", "report 1", NOW) == reports.file(db, 3, 7, 7, "no", "report 1", NOW)


def test_supplied_texts_keep_their_order_and_their_time(db: sqlite_utils.Database) -> None:
    facts = Facts("https://a.org/1", "A", None, "2026-03-01")
    supplied.await_text(db, 7, facts, NOW)
    supplied.supply(db, 7, {12: "one", 5: "two"})
    assert supplied.awaited(db, 7, NOW) == (facts, {12: "one", 5: "two"})
    assert supplied.awaited(db, 7, LATER) is None


def test_an_invitation_is_used_up(db: sqlite_utils.Database) -> None:
    code = tickets.invite(db, 1, NOW)
    jobs.keep(db, [update(1)], NOW)
    assert tickets.redeem(db, code, 7)
    assert not tickets.redeem(db, code, 8)
    known = chats.find(db, 7)
    assert known is not None
    assert known.allowed


async def test_writes_that_wait_together_stand_and_fall_each_alone(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db")
    await database.open()

    def add(db: sqlite_utils.Database, name: str, *, fails: bool = False) -> str:
        with writing(db):
            tickets_table = "INSERT INTO remembered (name, value) VALUES (?, '')"
            db.execute(tickets_table, [name])
            if fails:
                raise ZeroDivisionError
        return name

    calls = [database.run(add, f"n{n}", fails=n % 3 == 0) for n in range(30)]
    outcomes = await asyncio.gather(*calls, return_exceptions=True)
    kept = [o for o in outcomes if isinstance(o, str)]
    assert len(kept) == 20
    await database.close()
    with sqlite3.connect(tmp_path / "a.db") as reader:
        assert sorted(row[0] for row in reader.execute("SELECT name FROM remembered")) == sorted(kept)


async def test_a_locked_file_refuses_all_that_wait_at_once(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db")
    await database.open()
    await database.run(lambda db: db.execute("PRAGMA busy_timeout = 20"))
    lock = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    calls = [database.run(tickets.remember, f"n{n}", "") for n in range(50)]
    reads = [database.run(tickets.remembered, "n1") for _ in range(5)]
    outcomes = await asyncio.gather(*calls, return_exceptions=True)
    assert all(isinstance(o, sqlite3.OperationalError) for o in outcomes)
    assert await asyncio.gather(*reads) == [None] * 5
    lock.execute("ROLLBACK")
    lock.close()
    await database.run(tickets.remember, "n1", "kept")
    await database.truncate_log()
    assert await database.run(tickets.remembered, "n1") == "kept"
    await database.close()
