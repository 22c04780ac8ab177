"""From a text to a brief by way of a model: it points and phrases, code cuts and checks, whatever the model writes."""

from pathlib import Path

import pytest

from bot.analysis.chain.drafting import draft
from prompts.statements import Answer as Pointers
from tests.chain.desks import CALDOR, DOUBT, LINE, POINTED, REYK, SUMMARY, TEXT, made, pointer, said
from tests.chain.model import NO_STATEMENTS
from tests.support import article
from tests.unsupported import unsupported


async def test_the_model_points_and_code_cuts(tmp_path: Path) -> None:
    briefed, fake = await made(tmp_path)
    assert said(briefed) == [
        ("Ines Caldor", "that the toll may rise by 15 percent in March"),
        ("Tomas Reyk", "that Ostrany plans to close 3 ports and does not want to raise the toll"),
        ("Tomas Reyk", "We will not pay it"),
    ]
    assert [p.text for p in briefed.brief.points] == [LINE]
    assert briefed.brief.headline == SUMMARY["headline"]
    assert (briefed.brief.engine, briefed.brief.fallback_reason) == ("chain:model-1", None)
    assert fake.steps() == ["statements", "summary"]
    assert unsupported(briefed.article, briefed.brief) == []


async def test_a_quotation_that_the_model_missed_is_added_and_marked(tmp_path: Path) -> None:
    text = f"{TEXT}\n“The harbour will open,” Dora Marsh said."
    briefed, _ = await made(tmp_path, text)
    assert [(s.speaker.name, s.added) for s in briefed.brief.statements][-1] == ("Dora Marsh", True)
    assert [s.added for s in briefed.brief.statements[:-1]] == [False, False, False]


async def test_where_the_article_prints_the_speaker_at_the_cue_it_decides(tmp_path: Path) -> None:
    wrong = NO_STATEMENTS | {"statements": [pointer(1, "Tomas Reyk"), REYK]}
    briefed, fake = await made(tmp_path, statements=wrong)
    assert said(briefed)[0] == ("Ines Caldor", "that the toll may rise by 15 percent in March")
    assert "repair" not in fake.steps()


async def test_a_doubt_about_he_is_settled_by_one_repair(tmp_path: Path) -> None:
    mended = {"speakers": [{"ref": "d1", "speaker": "Tomas Reyk"}], "points": []}
    briefed, fake = await made(tmp_path, statements=DOUBT, repair=mended)
    assert fake.steps() == ["statements", "summary", "repair"]
    assert "[d1] Who says “We will not pay it …”: Tomas Reyk or Ines Caldor?" in fake.user(2)
    assert said(briefed)[-1] == ("Tomas Reyk", "We will not pay it")


async def test_where_model_and_rules_stay_apart_nobody_is_shown_as_the_speaker(tmp_path: Path) -> None:
    mended = {"speakers": [{"ref": "d1", "speaker": "Ines Caldor"}], "points": []}
    briefed, _ = await made(tmp_path, statements=DOUBT, repair=mended)
    assert "We will not pay it" not in [words for _, words in said(briefed)]
    assert [r.reason for r in briefed.brief.rejected] == ["the model and the rules name different speakers"]


async def test_a_name_that_the_article_does_not_print_is_no_doubt(tmp_path: Path) -> None:
    nonsense = NO_STATEMENTS | {
        "statements": [CALDOR, REYK, pointer(3, "Vexa\nHolm", "told", "We will not", "quotation")]
    }
    briefed, fake = await made(tmp_path, statements=nonsense)
    assert said(briefed)[-1] == ("Tomas Reyk", "We will not pay it")
    assert "repair" not in fake.steps()


async def test_whoever_is_spoken_of_is_heard(tmp_path: Path) -> None:
    text = "Tomas Reyk said that Ines Caldor took money.\nInes Caldor said that she took no money from anybody."
    one_side = NO_STATEMENTS | {"statements": [pointer(1, "Tomas Reyk")]}
    briefed, _ = await made(tmp_path, text, statements=one_side, summary=SUMMARY | {"points": []})
    assert [(who, s.added) for (who, _), s in zip(said(briefed), briefed.brief.statements, strict=True)] == [
        ("Tomas Reyk", False),
        ("Ines Caldor", True),
    ]


LIES = {
    "a number": LINE.replace("15", "95"),
    "a name": LINE.replace("Ines Caldor", "Tomas Reyk"),
    "a hedge dropped": LINE.replace("may rise", "will rise"),
    "a negation": LINE.replace("may rise", "may not rise"),
    "a word of its own": LINE.replace("toll", "tax"),
    "a loaded verb": LINE.replace("said", "claimed"),
    "a link": f"{LINE} https://evil.example",
    "a command": f"{LINE} /start",
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
async def test_a_changed_line_is_asked_for_once_more_and_then_replaced_by_ours(tmp_path: Path, lie: str) -> None:
    summary = {"headline": lie, "points": [{"text": lie, "refs": ["s1"]}]}
    again = {"speakers": [], "points": [{"ref": "p1", "text": lie}]}
    briefed, fake = await made(tmp_path, summary=summary, repair=again)
    assert fake.steps() == ["statements", "summary", "repair"]
    assert f"[p1] {lie} (It does not pass:" in fake.user(2)
    assert [p.text for p in briefed.brief.points] == [LINE]
    assert lie not in briefed.brief.headline
    assert unsupported(briefed.article, briefed.brief) == []


@pytest.mark.parametrize("text", ["Velmar", "Vexa", "", "…", "15", "“”"])
async def test_a_line_of_a_word_or_none_is_no_point(tmp_path: Path, text: str) -> None:
    summary = {"headline": text, "points": [{"text": text, "refs": ["s1"]}, {"text": text, "refs": ["4"]}]}
    briefed, _ = await made(tmp_path, summary=summary)
    assert text not in [p.text for p in briefed.brief.points]
    assert unsupported(briefed.article, briefed.brief) == []


async def test_a_mended_line_is_shown(tmp_path: Path) -> None:
    summary = SUMMARY | {"points": [{"text": LIES["a number"], "refs": ["s1"]}]}
    shorter = "Ines Caldor said that the toll may rise by 15 percent in March."
    mended = {"speakers": [], "points": [{"ref": "p1", "text": shorter}]}
    briefed, _ = await made(tmp_path, summary=summary, repair=mended)
    assert [p.text for p in briefed.brief.points] == [shorter]


async def test_what_nobody_said_and_what_rests_on_nothing_is_dropped_without_a_call(tmp_path: Path) -> None:
    invented = POINTED | {"statements": [CALDOR, pointer(4, "Vexa Holm"), pointer(9999, "Vexa Holm")]}
    summary = SUMMARY | {"points": [{"text": "Vexa Holm said that it rained.", "refs": ["s77"]}, SUMMARY["points"][0]]}
    briefed, fake = await made(tmp_path, statements=invented, summary=summary)
    assert fake.steps() == ["statements", "summary"]
    reasons = [r.reason for r in briefed.brief.rejected if "Vexa" in r.text]
    nothing = "nobody is told to say anything in the sentences that it cites"
    assert reasons == [nothing, nothing, "it was made of no line that holds"]
    assert unsupported(briefed.article, briefed.brief) == []


async def test_words_of_the_model_s_own_are_shown_only_where_the_article_prints_them(tmp_path: Path) -> None:
    given = POINTED | {
        "loaded_words": ["ports", "puppet", "Ostrany", "closed", "the", "safe", "lovely"],
        "accused_not_quoted": ["Vexa Holm"],
        "incomplete": True,
    }
    text = f"{TEXT} It was a lovely day.\n“It is a safe harbour,” Dora Marsh said."
    briefed, _ = await made(tmp_path, text, statements=given)
    assert [w.text for w in briefed.brief.loaded_words] == ["lovely"]
    assert "The text breaks off." not in briefed.brief.gaps
    assert all(m.name != "Vexa Holm" for m in briefed.brief.mentioned)


@pytest.mark.parametrize(
    ("genre", "opening"), [("report", "About 40 ships"), ("opinion", "The article says that about")]
)
def test_narration_is_attributed_where_the_model_takes_the_text_for_opinion(genre: str, opening: str) -> None:
    answer = Pointers.model_validate(POINTED | {"genre": genre})
    lines = {line.label: line.point.text for line in draft(article(TEXT), [answer]).lines}
    assert lines["4"].startswith(opening)


async def test_no_two_points_say_the_same(tmp_path: Path) -> None:
    twice = SUMMARY | {
        "points": [
            SUMMARY["points"][0],
            {"text": LINE.replace(", the transport minister of Velmar,", ""), "refs": ["s1"]},
        ]
    }
    briefed, _ = await made(tmp_path, summary=twice)
    assert [p.text for p in briefed.brief.points] == [LINE]


SPANISH = (
    "«El puente es seguro», dijo Ada Quill el lunes.\n"
    "Unos 40 barcos esperaban frente al puerto de Brenn el viernes por la mañana.\n"
    "El consejo de la ciudad se reunió durante tres horas y aplazó la votación hasta el martes."
)


@pytest.mark.parametrize("headline", ["Ada Quill: el puente es peligroso", SPANISH.splitlines()[1]])
async def test_an_article_that_is_not_parsed_gets_its_own_sentences(tmp_path: Path, headline: str) -> None:
    pointed = NO_STATEMENTS | {"statements": [pointer(1, "Ada Quill", "dijo", kind="quotation")]}
    lines = {"headline": headline, "points": [{"text": "Unos 400 barcos esperaban.", "refs": ["2"]}]}
    briefed, _ = await made(tmp_path, SPANISH, statements=pointed, summary=lines)
    assert (briefed.article.language, briefed.brief.fallback_reason) == ("es", None)
    assert said(briefed) == [("Ada Quill", "El puente es seguro")]
    sentences = {briefed.article.words(s.number) for s in briefed.article.sentences}
    assert {p.text.strip("“”") for p in briefed.brief.points} <= sentences
    assert briefed.brief.headline in {"", *sentences}
