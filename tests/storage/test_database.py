"""The database file: migrations, backup, restore, other versions, several processes."""

import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlite_utils

from storage import articles, schema
from storage.database import Database, NewerSchemaError, NotADatabaseError, backup, connect, restore
from tests.support import article

NOW = datetime(2026, 3, 12, tzinfo=UTC)


def filled(path: Path) -> sqlite_utils.Database:
    db = connect(path)
    articles.save(
        db,
        article("The harbour closed.", link="https://a.org/1", canonical="https://a.org/1", privacy="public"),
        (),
        NOW,
    )
    return db


def test_an_older_schema_migrates_and_keeps_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    old = sqlite_utils.Database(path)
    schema.migrations.apply(old, stop_before="m0002_links")
    old.execute(
        "INSERT INTO articles (canonical, link, revision, privacy, content_hash, record, stored_at)"
        " VALUES ('https://a.org/1', NULL, 1, 'public', 'x', NULL, '2026-01-01')"
    )
    old.close()
    db = connect(path)
    assert {m.name for m in schema.migrations.applied(db)} == set(schema.names())
    assert db.table("articles").count == 1
    assert db.table("links").exists()


def test_a_newer_schema_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    db = filled(path)
    db.table("_sqlite_migrations").insert(
        {"migration_set": "attribot", "name": "m9999_future", "applied_at": "2030-01-01"}
    )
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    before = path.read_bytes()
    with pytest.raises(NewerSchemaError):
        connect(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("kind", ["text", "foreign"])
def test_what_is_no_database_of_ours_is_refused_and_left_as_it_was(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "other.db"
    if kind == "text":
        path.write_text("not a database at all, only words" * 50)
    else:
        foreign = sqlite3.connect(path)
        foreign.execute("CREATE TABLE theirs (a)")
        foreign.commit()
        foreign.close()
    before = path.read_bytes()
    with pytest.raises(NotADatabaseError):
        connect(path)
    assert path.read_bytes() == before


def test_a_backup_of_a_database_in_use_restores(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.db", tmp_path / "copy.db"
    db = filled(path)
    backup(path, copy)
    db.execute("DELETE FROM articles")
    db.close()
    restore(copy, path)
    assert connect(path).table("articles").count == 1
    assert connect(tmp_path / "a.db.before").table("articles").count == 0


def test_a_backup_overwrites_nothing_and_a_restore_takes_databases_only(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.db", tmp_path / "copy.db"
    filled(path).close()
    copy.write_text("mine")
    with pytest.raises(FileExistsError):
        backup(path, copy)
    assert copy.read_text() == "mine"
    with pytest.raises(NotADatabaseError):
        restore(copy, path)
    copy.write_bytes(b"")
    with pytest.raises(NotADatabaseError):
        restore(copy, path)
    sqlite3.connect(copy).execute("VACUUM")
    assert copy.stat().st_size > 0
    with pytest.raises(NotADatabaseError):
        restore(copy, path)
    assert connect(path).table("articles").count == 1
    with pytest.raises(FileNotFoundError):
        restore(tmp_path / "none.db", path)


def test_two_processes_may_open_and_write_one_new_file(tmp_path: Path) -> None:
    script = (
        "import sys, pathlib\n"
        "from datetime import datetime, UTC\n"
        "from storage.database import connect\n"
        "from storage import articles\n"
        "from tests.support import article\n"
        "db = connect(pathlib.Path(sys.argv[1]))\n"
        "for n in range(20):\n"
        "    articles.save(db, article(f'Text {sys.argv[2]} {n}.', privacy=sys.argv[2]), (), datetime.now(UTC))\n"
    )
    root = Path(__file__).parents[2]
    running = [
        subprocess.Popen([sys.executable, "-c", script, str(tmp_path / "two.db"), name], cwd=root)
        for name in ("a", "b")
    ]
    assert [p.wait(timeout=60) for p in running] == [0, 0]
    assert connect(tmp_path / "two.db").table("articles").count == 40


async def test_calls_run_on_one_thread_and_not_after_the_end(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db")
    with pytest.raises(RuntimeError):
        await database.run(lambda db: db)
    await database.open()
    assert await database.run(lambda db, n: n + db.table("articles").count, 1) == 1
    await database.close()
