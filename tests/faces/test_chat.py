"""The conversation: what a message asks for, and how a brief looks."""

import io
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console

from bot.analysis.engines import Report
from bot.catalogue import of
from bot.desk import Briefed, Conversation, Source
from bot.errors import FetchError
from bot.terminal.chat import converse, sources
from bot.terminal.render import brief_view
from bot.view.brief import age_note, source_line, view
from storage.records import Answer, Article, Shown, Translation
from tests.support import article, briefed, seed_article

EN = of("en")


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("https://a.org/1", [Source(link="https://a.org/1")]),
        (
            "Look at https://a.org/1 and https://b.org/2 please",
            [Source(link="https://a.org/1"), Source(link="https://b.org/2")],
        ),
        ("A plain text without any link in it", [Source(body=b"A plain text without any link in it")]),
    ],
)
def test_a_message_asks_for_its_links_or_its_text(message: str, expected: list[Source]) -> None:
    assert sources(message) == expected


def test_a_link_inside_a_long_text_belongs_to_the_text() -> None:
    text = "word " * 100 + "https://a.org/1"
    assert sources(text) == [Source(body=text.encode())]


class FakeDesk:
    """Answers from a list and remembers what it was asked."""

    def __init__(self, *answers: Briefed | FetchError) -> None:
        self.answers = list(answers)
        self.asked: list[Source] = []
        self.languages: list[str | None] = []
        self.questions: list[str] = []

    async def brief(
        self,
        source: Source,
        chat: str,
        *,
        fresh: bool = False,
        language: str | None = None,
        report: Report = lambda _: None,
    ) -> Briefed:
        self.asked.append(source)
        self.languages.append(language)
        report("reading")
        answer = self.answers.pop(0)
        if isinstance(answer, FetchError):
            raise answer
        return answer

    async def in_language(
        self, article: Article, chat: str, language: str | None, *, report: Report = lambda _: None
    ) -> Briefed:
        self.languages.append(language)
        return Briefed(article, briefed(article), cached=True)

    async def ask(
        self,
        made: Briefed,
        question: str,
        conversation: Conversation,
        *,
        language: str | None = None,
        report: Report = lambda _: None,
    ) -> Answer:
        self.questions.append(f"{conversation.origin.rsplit(' ', 1)[1] if conversation.origin else ''} {question}")
        return Answer(True, (Shown((1,)),), "embedded")


async def conversation(desk: FakeDesk, *messages: str) -> str:
    async def typed() -> AsyncIterator[str]:
        for message in messages:
            yield message

    out = io.StringIO()
    await converse(desk, Console(file=out, width=200), typed())
    return out.getvalue()


async def test_a_conversation_answers_each_message_and_survives_errors() -> None:
    given = seed_article()
    desk = FakeDesk(FetchError("refused", status=403), Briefed(given, briefed(given), cached=False))
    shown = await conversation(
        desk, "https://a.org/1", "/help", "/nonsense", "", "text " * 50, "/quit", "https://never.org/x"
    )
    assert [s.link for s in desk.asked] == ["https://a.org/1", None]
    assert "The site refuses" in shown
    assert "/quit" in shown
    assert "/nonsense is no command" in shown
    assert "Who said what" in shown


async def test_plain_words_are_commands_too() -> None:
    desk = FakeDesk()
    shown = await conversation(desk, "Help", "quit", "https://never.org/x")
    assert (desk.asked, "/quit" in shown) == ([], True)


async def test_a_language_is_kept_for_what_follows_and_missing_translations_are_told() -> None:
    given = seed_article()
    made = Briefed(given, briefed(given), cached=False)
    desk = FakeDesk(made, made)
    shown = await conversation(desk, "text " * 50, "/language es", "text " * 60)
    assert desk.languages == [None, "es"]
    assert "comes in Spanish" in shown
    assert shown.count("No translation into “es”") == 1


async def test_translated_lines_stand_with_the_article_s_own_words_above() -> None:
    given = seed_article()
    plain = briefed(given)
    first = plain.statements[0].id
    lines = (Translation("h1", "Titular"), Translation("p1", "Primer punto"), Translation(first, "Dicho"))
    shown = rendered(Briefed(given, replace(plain, language="es", translations=lines), cached=False))
    assert shown.index(plain.headline) < shown.index("≈ Titular")
    assert shown.index(plain.points[0].text[:40]) < shown.index("≈ Primer punto")
    assert shown.index("intends to cooperate with Russia") < shown.index("≈ Dicho")
    assert "translated into Spanish by a machine" in shown


def rendered(item: Briefed) -> str:
    out = io.StringIO()
    Console(file=out, width=200).print(brief_view(view(item, EN, date(2026, 3, 12)), EN), highlight=False)
    return out.getvalue()


def test_words_of_the_article_are_never_markup() -> None:
    given = article("Ada Quill said that the [bold red]harbour[/] was closed. It was full on Thursday.")
    assert "[bold red]harbour[/]" in rendered(Briefed(given, briefed(given), cached=False))


def test_a_reported_clause_is_never_shown_as_a_quotation() -> None:
    given = seed_article()
    shown = rendered(Briefed(given, briefed(given), cached=False))
    assert "announced that Russia had not contacted Guaidó" in shown
    assert "“that Russia had not contacted" not in shown


def test_a_long_quotation_is_shortened_at_a_sentence_end() -> None:
    given = article(f"“{'We will do this first thing. ' * 20}We will,” Ada Quill said.")
    shown = rendered(Briefed(given, briefed(given), cached=False))
    assert "first thing. […]”" in " ".join(shown.split())


def test_the_source_line_names_outlet_country_and_ownership() -> None:
    given = article(
        "Ada Quill said that it rained.", link="https://www.bbc.com/news/1", canonical="https://bbc.com/news/1"
    )
    line = source_line(Briefed(given, briefed(given), cached=True), EN)
    assert "United Kingdom" in line
    assert "publicly funded under law" in line
    assert "from the store" in line


def test_an_old_article_is_said_to_be_old() -> None:
    given = article("It rained.", published="2026-01-01")
    assert age_note(given, date(2026, 3, 12), EN) == "This article is 70 days old."
    assert age_note(given, date(2026, 1, 20), EN) is None
    assert age_note(replace(given, published=None), date(2026, 3, 12), EN) is None


async def test_questions_go_to_the_last_brief_and_wishes_change_its_form() -> None:
    given = seed_article()
    made = Briefed(given, briefed(given), cached=False)
    desk = FakeDesk(made)
    shown = await conversation(
        desk, "Who denied it?", "https://a.org/1", "Who denied it?", "and why?", "shorter", "thanks"
    )
    assert desk.questions == ["1 Who denied it?", "2 and why?"]
    assert "There is no brief yet" in shown
    assert "In the article:" in shown
    assert shown.count("Who said what") == 2
    assert "(+" in shown
    assert "ask about the last brief" in shown
