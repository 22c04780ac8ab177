"""The house itself: what the documents say is what there is."""

import io
import re
from datetime import date
from importlib.metadata import entry_points
from pathlib import Path

from rich.console import Console

from bot.catalogue import of
from bot.desk import Briefed
from bot.intake.reader import Material, read
from bot.settings import Settings
from bot.terminal.render import brief_view
from bot.view.brief import view
from tests import outlets_page
from tests.support import briefed
from tests.telegram.transcript import transcript

ROOT = Path(__file__).parents[1]


def test_every_setting_stands_in_the_example_with_a_comment() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()
    named = {line.split("=")[0]: lines[n - 1] for n, line in enumerate(lines) if re.match(r"[A-Z_]+=", line)}
    assert set(named) == {name.upper() for name in Settings.model_fields}
    assert all(comment.startswith("# ") for comment in named.values())


def test_example_values_are_the_defaults() -> None:
    for line in (ROOT / ".env.example").read_text().splitlines():
        name, equals, value = line.partition("=")
        if equals and not line.startswith("#") and value:
            assert str(Settings.model_fields[name.lower()].default) == value


def test_the_readme_s_test_command_is_what_ci_calls() -> None:
    assert "make test" in (ROOT / "README.md").read_text()
    assert "\nmake test\n" in (ROOT / ".ci" / "run").read_text()


def test_the_console_script_is_there() -> None:
    (script,) = entry_points(group="console_scripts", name="attribot")
    assert script.value == "bot.cli:main"


def test_no_file_is_past_three_hundred_lines() -> None:
    files = [p for folder in ("bot", "prompts", "storage") for p in (ROOT / folder).rglob("*.py")]
    long = {p.name: n for p in files if (n := len(p.read_text().splitlines())) > 300 and "given_names" not in p.name}
    assert long == {}


def test_requirements_are_pinned_with_hashes_and_name_no_address() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text()
        pins = re.findall(r"^[\w.\[\]-]+==", text, re.MULTILINE)
        assert len(pins) > 40
        assert text.count("--hash=sha256:") >= len(pins)
        assert "://" not in text


def test_every_dependency_has_its_line_in_the_design() -> None:
    design = (ROOT / "docs" / "design.md").read_text()
    block = re.search(r"^dependencies = \[(.*?)^\]", (ROOT / "pyproject.toml").read_text(), re.DOTALL | re.MULTILINE)
    assert block is not None
    for name in re.findall(r'"([A-Za-z0-9-]+)', block.group(1)):
        assert f"`{name}`" in design, name


def test_the_outlets_page_is_made_from_the_outlets_file() -> None:
    assert (ROOT / "docs" / "outlets.md").read_text() == outlets_page.page()


def test_the_readme_shows_a_brief_that_is_really_made() -> None:
    example = read(Material((ROOT / "bot" / "terminal" / "example.txt").read_bytes(), "text", "test"))
    out = io.StringIO()
    Console(file=out, width=100).print(
        brief_view(view(Briefed(example, briefed(example), cached=False), of("en"), date(2026, 3, 12)), of("en")),
        highlight=False,
    )
    shown = "\n".join(line.rstrip() for line in out.getvalue().splitlines())
    assert shown in (ROOT / "README.md").read_text()


async def test_the_readme_shows_a_conversation_that_really_took_place(tmp_path: Path) -> None:
    assert await transcript(tmp_path) in (ROOT / "README.md").read_text()


def test_what_runs_the_bot_elsewhere_runs_what_the_readme_runs() -> None:
    for name in ("Dockerfile", "docs/attribot.service"):
        assert "attribot run" in (ROOT / name).read_text() or '"attribot", "run"' in (ROOT / name).read_text()
