"""From a text to a brief by way of a model: it points and phrases, code cuts and checks, whatever the model writes."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot import assembly
from bot.analysis.chain import engine
from bot.analysis.chain.drafting import draft
from bot.analysis.chain.messages import parts
from bot.analysis.engines import Stage
from bot.desk import Briefed, Desk, Source
from bot.errors import StoreError
from bot.settings import Settings
from prompts.statements import Answer as Pointers
from storage.database import connect
from tests.chain.model import NO_STATEMENTS, FakeModel, completion, error, model, raw
from tests.support import article
from tests.unsupported import unsupported

TEXT = (
    "Ines Caldor, the transport minister of Velmar, said that the toll may rise by 15 percent in March.\n"
    "Tomas Reyk said that Ostrany plans to close 3 ports and does not want to raise the toll. "
    "“We will not pay it,” he told reporters.\n"
    "About 40 ships waited in the Lissa Strait on Friday, and the harbour of Brenn was closed."
)


def pointer(sentence: int, speaker: str, cue: str = "said", begins: str = "", kind: str = "reported") -> dict[str, Any]:
    return {
        "sentence_nos": [sentence],
        "begins": begins,
        "ends": "",
        "cue": cue,
        "speaker": speaker,
        "role": "",
        "kind": kind,
    }


CALDOR = pointer(1, "Ines Caldor")
REYK = pointer(2, "Tomas Reyk")
TOLD = pointer(3, "Tomas Reyk", "told", "We will not", "quotation")
POINTED = NO_STATEMENTS | {"statements": [CALDOR, REYK, TOLD], "fact_sentence_nos": [4]}
LINE = "Ines Caldor, the transport minister of Velmar, said that the toll may rise by 15 percent in March."
SUMMARY = {
    "headline": "Reyk: Ostrany plans to close 3 ports and does not want to raise the toll",
    "points": [{"text": LINE, "refs": ["s1"]}],
}
UNMENDED: dict[str, Any] = {"speakers": [], "points": []}


@asynccontextmanager
async def desk(fake: FakeModel, tmp_path: Path, **settings: Any) -> AsyncIterator[Desk]:
    chosen = Settings(
        database_path=tmp_path / "chain.db",
        openai_base_url=fake.url,
        openai_model="model-1",
        **{"day_budget": 0, "user_day_budget": 0} | settings,
    )
    async with assembly.desk(chosen) as opened:
        yield opened


async def made(tmp_path: Path, text: str = TEXT, **answers: Any) -> tuple[Briefed, FakeModel]:
    planned = {"statements": POINTED, "summary": SUMMARY, "repair": UNMENDED} | answers
    async with model(**planned) as fake, desk(fake, tmp_path) as opened:
        return await opened.brief(Source(body=text.encode()), "chat"), fake


def said(briefed: Briefed) -> list[tuple[str, str]]:
    return [(s.speaker.name, s.text(briefed.article.text)) for s in briefed.brief.statements]


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


DOUBT = NO_STATEMENTS | {"statements": [CALDOR, REYK, pointer(3, "Ines Caldor", "told", "We will not", "quotation")]}


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


async def test_several_languages_at_once_ask_for_the_statements_once(tmp_path: Path) -> None:
    nothing = {"translations": []}
    async with model(statements=POINTED, summary=SUMMARY, translation=nothing) as fake, desk(fake, tmp_path) as opened:
        source = Source(body=TEXT.encode())
        await asyncio.gather(*(opened.brief(source, "chat", language=code) for code in ("en", "es", "fr", "de")))
    assert sorted(fake.steps()) == ["statements", "summary", "translation", "translation", "translation"]


async def test_a_brief_of_the_second_server_is_stored_like_any_other(tmp_path: Path) -> None:
    async with (
        model(statements=raw(lambda: error(401, "no"))) as first,
        model(statements=POINTED, summary=SUMMARY) as second,
    ):
        settings = {"second_model": "model-2", "second_base_url": second.url}
        async with desk(first, tmp_path, **settings) as opened:
            made_by = [await opened.brief(Source(body=TEXT.encode()), "chat") for _ in range(2)]
    assert [(b.brief.engine, b.cached) for b in made_by] == [("chain:model-2", False), ("chain:model-2", True)]
    assert len(second.asked) == 2


async def test_a_desk_that_closes_stops_what_is_under_way(tmp_path: Path) -> None:
    asked = asyncio.Event()

    async def never() -> Any:
        asked.set()
        await asyncio.Event().wait()

    async with model(statements=never) as fake:
        async with desk(fake, tmp_path) as opened:
            flight = asyncio.create_task(opened.brief(Source(body=TEXT.encode()), "chat"))
            await asked.wait()
        with pytest.raises(asyncio.CancelledError):
            await flight
    spent = connect(tmp_path / "chain.db").execute("SELECT outcome FROM calls").fetchall()
    assert spent == [("interrupted",)]


async def test_a_database_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    async with model(statements=POINTED, summary=SUMMARY) as fake, desk(fake, tmp_path) as opened:
        connect(tmp_path / "chain.db").execute("DROP TABLE calls")
        with pytest.raises(StoreError) as caught:
            await opened.brief(Source(body=TEXT.encode()), "chat")
    assert caught.value.code == "database_failed"


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


async def test_a_second_request_and_ten_at_once_cost_nothing_more(tmp_path: Path) -> None:
    async with model(statements=POINTED, summary=SUMMARY) as fake, desk(fake, tmp_path) as opened:
        source = Source(body=TEXT.encode())
        made_at_once = await asyncio.gather(*(opened.brief(source, "chat") for _ in range(10)))
        again = await opened.brief(source, "chat")
    assert len(fake.asked) == 2
    assert again.cached
    assert {b.brief.headline for b in (*made_at_once, again)} == {SUMMARY["headline"]}


async def test_steps_are_kept_for_the_same_text_of_the_same_owner_and_asked_anew_on_request(tmp_path: Path) -> None:
    async with model(statements=POINTED, summary=SUMMARY) as fake:
        for _ in range(2):
            async with desk(fake, tmp_path) as opened:
                await opened.brief(Source(body=TEXT.encode()), "chat")
        async with desk(fake, tmp_path) as opened:
            await opened.brief(Source(body=TEXT.encode()), "another chat")
        assert len(fake.asked) == 2
        async with desk(fake, tmp_path) as opened:
            await opened.brief(Source(body=TEXT.encode()), "chat", fresh=True)
    assert len(fake.asked) == 4


async def test_stages_are_told_as_they_come(tmp_path: Path) -> None:
    stages: list[Stage] = []
    async with model(statements=POINTED, summary=SUMMARY) as fake, desk(fake, tmp_path) as opened:
        await opened.brief(Source(body=TEXT.encode()), "chat", report=stages.append)
    assert stages == ["reading", "statements", "checking", "summary", "checking"]


FAILURES: dict[str, tuple[str, Any]] = {
    "at the first step": ("statements", raw(lambda: error(401, "no"))),
    "at the summary": ("summary", raw(lambda: error(401, "no"))),
}


@pytest.mark.parametrize(("step", "answer"), FAILURES.values(), ids=FAILURES)
async def test_where_the_model_fails_the_embedded_brief_is_shown_with_the_reason(
    tmp_path: Path, step: str, answer: Any
) -> None:
    briefed, _ = await made(tmp_path, **{step: answer})
    assert (briefed.brief.engine, briefed.brief.fallback_reason) == ("embedded", "key_refused")
    assert len(briefed.brief.statements) == 3


async def test_a_brief_that_stood_in_is_stored_as_the_embedded_analyst_s_own(tmp_path: Path) -> None:
    async with model(statements=raw(lambda: error(401, "no"))) as fake, desk(fake, tmp_path) as opened:
        await opened.brief(Source(body=TEXT.encode()), "chat")
    async with assembly.desk(Settings(database_path=tmp_path / "chain.db")) as opened:
        stored = await opened.brief(Source(body=TEXT.encode()), "chat")
    assert (stored.cached, stored.brief.engine, stored.brief.fallback_reason) == (True, "embedded", None)


async def test_where_the_repair_fails_the_rest_is_shown(tmp_path: Path) -> None:
    briefed, _ = await made(tmp_path, statements=DOUBT, repair=raw(lambda: error(401, "no")))
    assert (briefed.brief.engine, len(briefed.brief.statements)) == ("chain:model-1", 2)


async def test_a_brief_that_takes_too_long_is_the_embedded_one(tmp_path: Path) -> None:
    async def never() -> Any:
        await asyncio.Event().wait()

    async with model(statements=never) as fake, desk(fake, tmp_path, model_brief_seconds=1) as opened:
        briefed = await opened.brief(Source(body=TEXT.encode()), "chat")
    assert briefed.brief.fallback_reason == "slow"


async def test_a_look_that_takes_long_is_waited_for_when_the_model_is_given_up(tmp_path: Path) -> None:
    long = "\n".join(f"Tomas Reyk said that ship {n} had left the harbour of Brenn on Friday." for n in range(400))
    async with (
        model(statements=POINTED, summary=SUMMARY) as fake,
        desk(fake, tmp_path, model_brief_seconds=1) as opened,
    ):
        briefed = await opened.brief(Source(body=long.encode()), "chat")
    assert (briefed.brief.fallback_reason, len(briefed.brief.statements) > 100) == ("slow", True)


async def test_a_budget_that_is_used_up_stops_before_the_call(tmp_path: Path) -> None:
    async with (
        model(statements=POINTED, summary=SUMMARY) as fake,
        desk(fake, tmp_path, user_day_budget=0.000001) as opened,
    ):
        briefed = await opened.brief(Source(body=TEXT.encode()), "chat")
    assert (briefed.brief.fallback_reason, fake.asked) == ("over_budget", [])


async def test_a_long_article_goes_in_parts_side_by_side(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "parts", partial(parts, budget=60))
    briefed, fake = await made(tmp_path)
    asked = [fake.user(n) for n, step in enumerate(fake.steps()) if step == "statements"]
    assert len(asked) > 1
    assert all(sum(f"[{n}] " in text for text in asked) == 1 for n in range(1, 5))
    assert len(said(briefed)) == 3


async def test_no_more_than_three_parts_are_read_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "parts", partial(parts, budget=20))
    under_way, most, three = 0, 0, asyncio.Event()

    async def slow() -> web.StreamResponse:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        if under_way == 3:
            three.set()
        await three.wait()
        under_way -= 1
        return completion(json.dumps(POINTED))

    briefed, fake = await made(tmp_path, "\n\n".join(TEXT.splitlines() * 2), statements=slow)
    assert fake.steps().count("statements") == 8
    assert most == 3
    assert briefed.brief.fallback_reason is None


def test_the_engine_line_says_who_made_it_and_why() -> None:
    from bot.terminal.render import engine_line
    from tests.support import briefed

    plain = briefed(article(TEXT))
    assert engine_line(replace(plain, engine="chain:m")) == "language model m, every line checked"
    shown = engine_line(replace(plain, fallback_reason="declined"))
    assert shown == "embedded analyst, because the language model declined to answer"


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
