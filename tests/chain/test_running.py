"""The chain at work: what is asked once and kept, what stands in when the model fails, what a closing desk leaves."""

import asyncio
import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot import assembly
from bot.analysis.chain import engine
from bot.analysis.chain.messages import parts
from bot.analysis.engines import Stage
from bot.desk import Source
from bot.errors import StoreError
from bot.settings import Settings
from storage.database import connect
from tests.chain.desks import DOUBT, POINTED, SUMMARY, TEXT, desk, made, said
from tests.chain.model import completion, error, model, raw
from tests.support import article


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
    from bot.catalogue import of
    from bot.view.brief import engine_line
    from tests.support import briefed

    plain = briefed(article(TEXT))
    assert engine_line("chain:m", None, of("en")) == "language model m, every line checked"
    shown = engine_line(plain.engine, "declined", of("en"))
    assert shown == "embedded analyst, because the language model declined to answer"
