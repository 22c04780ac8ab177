"""Prompt files: what is sent, what is refused before anything is sent, and prompts of an operator's own."""

from pathlib import Path

import pytest

from bot import cli
from bot.analysis.chain.messages import Scribe, parts
from prompts import answer, digest, repair, statements, summary, topic, translation
from prompts.template import OURS, VARIABLES, PromptError, load
from tests.support import article

TEXT = "Ada Quill said that the bridge is safe. It opened\nin May.\n\nTomas Reyk left."


def scribe(text: str = TEXT, **changes: object) -> Scribe:
    return Scribe.of(article(text, **changes), load(), b"secret")


def test_the_article_stands_numbered_between_its_fence_and_the_task_behind_it() -> None:
    given = scribe(title='A "bridge"\nof <steel>', outlet=None, authors=("Dora Marsh",))
    question = given.statements(given.article.sentences)
    assert question.user.startswith(
        f"<{given.fence}>\n[1] Ada Quill said that the bridge is safe.\n[2] It opened\n[3] in May.\n"
        f"[4] Tomas Reyk left.\n</{given.fence}>\n\n"
        'Headline: "A \\"bridge\\" of <steel>"\nOutlet: "not stated"\nAuthors: "Dora Marsh"\n'
    )
    assert question.system == load().files["rules"].text


def test_statements_and_repair_share_their_prefix_byte_for_byte() -> None:
    given = scribe()
    first, second = given.statements(given.article.sentences), given.repair(given.article.sentences, ["[d1] Who?"])
    prefix = given.prefix(given.article.sentences)
    assert (first.system, first.user[: len(prefix)]) == (second.system, second.user[: len(prefix)])
    assert first.user[len(prefix) :] != second.user[len(prefix) :]


def test_the_fence_is_stable_for_a_text_and_another_for_every_installation() -> None:
    given = article(TEXT)
    fences = {Scribe.of(given, load(), secret).fence for secret in (b"one", b"one", b"two")}
    assert len(fences) == 2
    assert scribe(title="another headline").fence == scribe().fence


def test_the_summary_sees_the_lines_and_neither_article_nor_headline() -> None:
    given = scribe(title="Loaded words")
    question = given.summary(["[s1] Ada Quill said that the bridge is safe."], 5)
    assert "<lines>\n[s1] Ada Quill said that the bridge is safe.\n</lines>" in question.user
    assert "at most 5" in question.user
    assert "Loaded words" not in question.user
    assert "Tomas Reyk" not in question.user


@pytest.mark.parametrize(
    ("values", "reason"),
    [({"lines": "a"}, "most is missing"), ({"lines": "a", "most": "5", "tone": "x"}, "tone is unknown")],
)
def test_a_missing_or_unknown_variable_fails_before_anything_is_sent(values: dict[str, str], reason: str) -> None:
    with pytest.raises(PromptError, match=reason):
        load().render("summary", **values)


def test_what_is_asked_is_typed() -> None:
    asks = {
        "statements": statements.Ask,
        "summary": summary.Ask,
        "repair": repair.Ask,
        "translation": translation.Ask,
        "answer": answer.Ask,
        "digest": digest.Ask,
        "topic": topic.Ask,
    }
    assert {name: frozenset(ask.model_fields) for name, ask in asks.items()} == {
        name: variables for name, variables in VARIABLES.items() if name != "rules"
    }


def write(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_an_operator_s_prompt_takes_the_place_of_ours_and_changes_the_digest(tmp_path: Path) -> None:
    write(tmp_path, "repair.md", "---\nversion: 7\n---\nMend this: $doubts")
    theirs = load(tmp_path)
    assert (theirs.files["repair"].version, theirs.render("repair", doubts="x")) == (7, "Mend this: x")
    assert theirs.files["rules"] == load().files["rules"]
    assert theirs.digest != load().digest


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("repair.md", "Mend $doubts", "has to begin with"),
        ("repair.md", "---\nversion: 1\n---\nMend it", "$doubts is missing"),
        ("repair.md", "---\nversion: 1\n---\n$doubts and $article", "$article is unknown"),
        ("repair.md", "---\nversion: 1\n---\n$doubts for 5 $", "$ stands alone"),
        ("repairs.md", "---\nversion: 1\n---\n$doubts", "no step has this name"),
    ],
)
def test_prompts_check_names_what_cannot_be_used(
    tmp_path: Path, name: str, text: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["prompts", "check", str(write(tmp_path, name, text))]) == 2
    assert reason in capsys.readouterr().err


def test_prompts_check_passes_ours(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["prompts", "check", str(OURS)]) == 0
    assert "statements 1" in capsys.readouterr().out


def test_a_long_article_is_cut_at_paragraph_ends_and_loses_nothing() -> None:
    paragraphs = [f"Paragraph {n} tells of the bridge. It is number {n}." for n in range(40)]
    given = article("\n\n".join(paragraphs))
    cut = parts(given, budget=120)
    assert [s for part in cut for s in part] == list(given.sentences)
    assert len(cut) > 5
    assert all(part[0].number % 2 == 1 for part in cut)


def test_a_paragraph_past_the_budget_falls_into_its_sentences() -> None:
    given = article(" ".join(f"Sentence {n} tells of the bridge." for n in range(60)))
    cut = parts(given, budget=100)
    assert [s for part in cut for s in part] == list(given.sentences)
    assert len(cut) > 3
