"""One question on one source, asked on the command line."""

from __future__ import annotations

import io
import json
import sys

from rich.console import Console

from bot.analysis.asking.meant import wish
from bot.catalogue import of, say
from bot.desk import Briefed, Conversation, Desk, Source
from bot.errors import SourceError
from bot.terminal.chat import CHAT, show
from bot.terminal.render import answer_block
from bot.terminal.wire import answer_json, wish_json
from bot.view.answer import answer_view, plain_text
from bot.view.brief import untranslated
from storage.chats import Length


async def ask(desk: Desk, source: Source, question: str, console: Console, *, as_json: bool) -> None:
    """Brief the source where that is still to do, and print what it answers. Raises AttribotError."""
    if not question.strip():
        raise SourceError("no_question")
    briefed = await desk.brief(source, CHAT)
    wished = wish(question)
    if wished is not None:
        language = wished.language
        shown = await desk.in_language(briefed.article, CHAT, language) if language else briefed
        _brief(shown, language, wished.length or "standard", console, as_json=as_json)
        return
    answer = await desk.ask(briefed, question, Conversation(CHAT))
    view = answer_view(briefed, answer, of("en"))
    if as_json:
        print(json.dumps(answer_json(briefed, answer, plain_text(view)), ensure_ascii=False, indent=2))
    else:
        console.print(answer_block(view, of("en")), highlight=False)


def _brief(briefed: Briefed, language: str | None, length: Length, console: Console, *, as_json: bool) -> None:
    """The brief in the form that was wished for."""
    if untranslated(briefed, language):
        print(say("brief.not_translated", language=language), file=sys.stderr)
    if not as_json:
        show(console, briefed, length)
        return
    text = io.StringIO()
    show(Console(file=text, width=120), briefed, length)
    print(json.dumps(wish_json(briefed, text.getvalue()), ensure_ascii=False, indent=2))
