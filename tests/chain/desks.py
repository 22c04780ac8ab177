"""A desk that asks a stand-in model, and what the model says unless told otherwise."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot import assembly
from bot.desk import Briefed, Desk, Source
from bot.settings import Settings
from tests.chain.model import NO_STATEMENTS, FakeModel, model

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
DOUBT = NO_STATEMENTS | {"statements": [CALDOR, REYK, pointer(3, "Ines Caldor", "told", "We will not", "quotation")]}


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
