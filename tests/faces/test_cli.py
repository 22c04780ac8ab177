"""The command line as a reader runs it: another process, a real database, real exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot import cli
from tests.support import DATA, SEED


def attribot(*arguments: str, text: bytes = b"", **settings: str) -> subprocess.CompletedProcess[bytes]:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[2]), **settings}
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", *arguments],
        input=text,
        capture_output=True,
        timeout=120,
        check=False,
        env=environment,
    )


def brief_json(*arguments: str, text: bytes = b"") -> dict[str, Any]:
    done = attribot("brief", *arguments, "--json", text=text)
    assert done.returncode == 0, done.stderr.decode()
    loaded: dict[str, Any] = json.loads(done.stdout)
    return loaded


def test_a_file_becomes_a_brief_and_the_second_time_comes_from_the_store() -> None:
    first = brief_json(str(DATA / "seed.txt"))
    second = brief_json("-", text=SEED.encode())
    assert (first["cached"], second["cached"]) == (False, True)
    assert first | {"cached": True} == second
    assert first["engine"] == "embedded"


def test_the_json_has_the_promised_form() -> None:
    brief = brief_json(str(DATA / "seed.txt"))
    assert set(brief) == {
        "article", "headline", "points", "statements", "loaded_words", "mentioned", "gaps", "not_covered", "rejected", "engine",
        "fallback_reason", "cached", "language", "translations", "questions",
    }  # fmt: skip
    text = brief["article"]["text"]
    assert set(brief["article"]) == {
        "url", "title", "outlet", "authors", "published", "language", "genre", "verdict", "text", "sentences",
    }  # fmt: skip
    sentences = {s["number"]: text[s["start"] : s["end"]] for s in brief["article"]["sentences"]}
    ids = [s["id"] for s in brief["statements"]]
    assert len(set(ids)) == len(ids) >= 8
    for statement in brief["statements"]:
        assert statement["kind"] in ("quotation", "reported", "mixed")
        assert statement["text"] == " … ".join(text[a:b] for a, b in statement["parts"])
        assert text[statement["cue"]["start"] : statement["cue"]["end"]].strip()
        assert all(n in sentences for n in statement["sentences"])
        if statement["role_span"]:
            assert text[slice(*statement["role_span"])] == statement["role"]
    for point in brief["points"]:
        assert set(point["sentences"]) <= set(sentences)
        assert set(point["statements"]) <= set(ids)
    for word in brief["loaded_words"]:
        where = brief["article"]["title"] if word["start"] is None else text[word["start"] : word["end"]]
        assert word["text"] in where


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        (("brief", "nothing-here.txt", "--json"), "no_such_file", 1),
        (("brief", ".", "--json"), "is_a_folder", 1),
        (("brief", "-", "--json"), "empty", 1),
        (("brief", "ftp://example.org/a", "--json"), "bad_link", 1),
    ],
)
def test_errors_are_json_when_asked_for(arguments: tuple[str, ...], code: str, exit_code: int) -> None:
    done = attribot(*arguments)
    assert done.returncode == exit_code
    error = json.loads(done.stdout)["error"]
    assert error["code"] == code
    assert error["message"]
    assert b"Traceback" not in done.stderr


def test_errors_are_one_line_otherwise() -> None:
    done = attribot("brief", "nothing-here.txt")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().splitlines() == ["There is no file nothing-here.txt."]


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("unknown",),
        ("brief",),
        ("brief", "a", "--engine", "magic"),
        ("spend", "--days", "0"),
        ("spend", "--days", "9999999"),
    ],
)
def test_wrong_usage_ends_with_two(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(list(arguments))
    assert ended.value.code == 2
    assert "usage: attribot" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WORKERS", "0"),
        ("WORKERS", "many"),
        ("KEEP_ARTICLE_DAYS", "-1"),
        ("FETCH_ALLOW_HOSTS", "nonsense"),
        ("KEEP_ARTICEL_DAYS", "3"),
    ],
)
def test_a_wrong_setting_is_named(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(name, value)
    assert cli.main(["doctor"]) == 1
    assert name in capsys.readouterr().out
    assert cli.main(["brief", str(DATA / "seed.txt")]) == 2
    assert name in capsys.readouterr().err


def test_settings_are_read_from_the_file_and_the_environment_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot import settings

    (tmp_path / ".env").write_text("WORKERS=3\nKEEP_CHAT_DAYS=5\nDATABASE_PATH=\n")
    monkeypatch.setenv("WORKERS", "2")
    found = settings.load()
    assert (found.workers, found.keep_chat_days, found.database_path) == (2, 5, Path("data/attribot.db"))
    (tmp_path / ".env").write_text("WORKRES=3\n")
    assert cli.main(["brief", "x"]) in (1, 2)


def test_a_conversation_from_a_pipe() -> None:
    done = attribot("chat", text=SEED.encode())
    shown = done.stdout.decode()
    assert done.returncode == 0
    assert "Who said what" in shown
    assert "Dmitry Peskov · Russian Presidential spokesman" in shown
    assert "“As far as I know, there are no plans for that”" in shown


def test_an_empty_pipe_briefs_the_example() -> None:
    done = attribot("chat")
    assert done.returncode == 0
    assert "Ines Caldor" in done.stdout.decode()


def test_a_bad_message_is_one_line() -> None:
    done = attribot("chat", text=b"too short")
    assert (done.returncode, done.stderr) == (1, b"")
    assert "too short to brief" in done.stdout.decode()


def test_the_doctor_finds_a_healthy_house_and_a_sick_one(tmp_path: Path) -> None:
    well = attribot("doctor")
    assert well.returncode == 0
    assert all(line.startswith("ok") for line in well.stdout.decode().splitlines())
    (tmp_path / "sick.db").write_text("no database")
    assert "Telegram: no token is set" in well.stdout.decode()
    bot = attribot("doctor", TELEGRAM_BOT_TOKEN="1:x", TELEGRAM_ADMINS="5", TELEGRAM_WEBHOOK_URL="https://b.example")
    assert "updates come to https://b.example. Access open, 0 groups and 1 operators" in bot.stdout.decode()
    sick = attribot("doctor", DATABASE_PATH=str(tmp_path / "sick.db"))
    assert sick.returncode == 1
    assert "not an Attribot database" in sick.stdout.decode()


def test_backup_and_restore(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["backup", "copy.db"]) == 2
    assert "no database" in capsys.readouterr().err
    brief_json(str(DATA / "seed.txt"))
    assert cli.main(["backup", "copy.db"]) == 0
    assert cli.main(["backup", "copy.db"]) == 2
    capsys.readouterr()
    assert cli.main(["backup", "no/such/folder/copy.db"]) == 2
    assert "cannot be opened" in capsys.readouterr().err
    (tmp_path / "data" / "attribot.db").unlink()
    assert cli.main(["restore", "copy.db"]) == 0
    assert brief_json(str(DATA / "seed.txt"))["cached"]
    assert cli.main(["restore", "none.db"]) == 2
    (tmp_path / "data" / "attribot.db").write_bytes(b"damaged" * 1_000)
    assert cli.main(["restore", "copy.db"]) == 0
    assert (tmp_path / "data" / "attribot.db.before").read_bytes().startswith(b"damaged")
    assert brief_json(str(DATA / "seed.txt"))["cached"]


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys, bot.cli\ntry:\n    bot.cli.main(['--help'])\nexcept SystemExit:\n    pass\nprint(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    loaded = set(done.stdout.split())
    assert "bot.cli" in loaded
    assert not loaded & {"spacy", "trafilatura", "pydantic", "rich", "sqlite_utils", "httpcore2", "asyncio"}


def test_another_language_without_a_model_is_told_and_the_brief_is_shown() -> None:
    done = attribot("brief", "-", "--language", "es", text=SEED.encode())
    assert done.returncode == 0
    assert b"needs a language model" in done.stderr
    assert b"Berrizbeitia" in done.stdout


def asked(*arguments: str) -> dict[str, Any]:
    done = attribot("ask", str(DATA / "seed.txt"), *arguments, "--json")
    assert done.returncode == 0, done.stderr.decode()
    loaded: dict[str, Any] = json.loads(done.stdout)
    return loaded


def test_a_question_is_answered_from_the_article_alone() -> None:
    said = asked("What did Peskov say exactly?")
    assert {"answer", "sentences", "statements", "found", "engine"} <= set(said)
    assert (said["found"], said["engine"]) == (True, "embedded")
    assert "“As far as I know, there are no plans for that” [13]" in said["answer"]
    assert 13 in said["sentences"]
    unknown = asked("How many tanks did the army of Norway buy?")
    assert not unknown["found"]
    assert "does not say" in unknown["answer"]
    shown = attribot("ask", str(DATA / "seed.txt"), "What is left out?")
    assert "“self-proclaimed”" in shown.stdout.decode()


def test_a_wish_is_carried_out_and_an_empty_question_is_an_error() -> None:
    shorter = attribot("ask", str(DATA / "seed.txt"), "shorter please").stdout.decode()
    assert "Who said what" in shorter
    assert "(+" in shorter
    wished = asked("longer, please")
    assert (wished["found"], len(wished["statements"]) >= 8) == (True, True)
    spanish = attribot("ask", str(DATA / "seed.txt"), "In Spanish, please")
    assert "No translation into “es” could be made" in spanish.stderr.decode()
    empty = attribot("ask", str(DATA / "seed.txt"), " ", "--json")
    assert (empty.returncode, json.loads(empty.stdout)["error"]["code"]) == (1, "no_question")
