"""The receipts: what is true passes, what is a letter or a meaning off does not, and each refusal has its reason."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.analysis.attribution.finding import Text
from bot.analysis.receipts import plain, spans
from bot.analysis.receipts.check import checked
from bot.analysis.receipts.folding import fold, whole_words, words
from bot.analysis.syntax import parse
from storage.records import Article, Brief, Point, Span, Speaker, Statement
from tests.benchmarks.distortions import let_through
from tests.support import article, briefed, seed_article

TOLL = article(
    "Ines Caldor, the transport minister of Velmar, said that the toll may rise by 15 percent in March. "
    "Tomas Reyk said that Ostrany plans to close 3 ports and does not want to raise the toll. "
    "“We will not pay 20 crowns on Monday,” Caldor told reporters in Brenn.\n"
    "“Nobody asked for that,” Reyk said. The strait reportedly carries 340 ships a week.\n"
    "About 40 ships waited in the Lissa Strait on Friday. The harbour of Brenn was closed in 2019."
)
SEED = seed_article()


def reasons(given: Article, brief: Brief) -> list[str]:
    return [r.reason for r in checked(given, replace(brief, rejected=()), parse(given)).rejected]


def point(text: str, *sentences: int, statements: tuple[str, ...] = ()) -> Brief:
    true = briefed(TOLL)
    return replace(true, headline="", points=(Point(text, sentences, statements),))


@pytest.mark.parametrize("given_article", [TOLL, SEED], ids=["toll", "seed"])
def test_a_true_brief_passes_whole(given_article: Article) -> None:
    brief = briefed(given_article)
    assert brief.points
    assert brief.rejected == ()
    assert reasons(given_article, brief) == []


@pytest.mark.parametrize("given_article", [TOLL, SEED], ids=["toll", "seed"])
def test_no_lie_of_any_kind_gets_through(given_article: Article) -> None:
    outcomes = list(let_through(given_article, briefed(given_article)))
    assert {lie.kind for lie, _ in outcomes} >= {"negation", "name", "speaker", "border", "kind"}
    assert [lie for lie, through in outcomes if through] == []


def test_the_lies_cover_numbers_dates_hedges_and_plans() -> None:
    kinds = {lie.kind for lie, _ in let_through(TOLL, briefed(TOLL))}
    assert {"number", "date", "hedge", "plan"} <= kinds


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Tomas Reyk said that Ostrany does not plan to close 3 ports and does not want to raise the toll.",
            "does not stand",
        ),
        ("Tomas Reyk said that Ostrany plans to close 3 ports.", "was left out"),
        ("Tomas Reyk said that Ostrany plans to close 3 ports and does want to raise the toll.", "“not” was left out"),
        (
            "Ines Caldor said that Ostrany plans to close 3 ports and does not want to raise the toll.",
            "another speaker",
        ),
        ("Ostrany plans to close 3 ports and does not want to raise the toll.", "who says it"),
        ("Tomas Reyk, the transport minister of Velmar, said that Ostrany plans to close 3 ports.", "role"),
    ],
)
def test_each_refusal_says_why(text: str, reason: str) -> None:
    found = reasons(TOLL, point(text, 2, statements=("s2",)))
    assert len(found) == 1
    assert reason in found[0]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("About 41 ships waited in the Lissa Strait on Friday.", "41"),
        ("About 40 ships waited in the Lissa Strait on Monday.", "monday"),
        ("Ships waited in the Lissa Strait on Friday.", "was left out"),
        ("About 40 ships waited in the brutal Lissa Strait on Friday.", "loaded word"),
        ("However, about 40 ships waited in the Lissa Strait on Friday.", "opens with"),
        ("About 40 ships waited, see https://example.org/x.", "address"),
    ],
)
def test_narration_is_held_to_its_sentence(text: str, reason: str) -> None:
    found = reasons(TOLL, point(text, 6))
    assert len(found) == 1
    assert reason in found[0]


@pytest.mark.parametrize(
    ("quoted", "shown"),
    [
        ("the brutal act of aggression breaks the treaty", "the act of aggression breaks the treaty"),
        ("the act (as feared) breaks the treaty", "the act breaks the treaty"),
        ("the act, which nobody denies, breaks the treaty", "the act breaks the treaty"),
    ],
)
def test_no_word_of_a_quotation_is_left_out(quoted: str, shown: str) -> None:
    told = article(f"Ines Caldor said that “{quoted}”.")
    text = told.text.replace(quoted, shown)
    found = reasons(told, replace(briefed(told), headline="", points=(Point(text, (1,), ("s1",)),)))
    assert len(found) == 1
    assert "left out of a quotation" in found[0]


def test_what_somebody_says_is_not_told_as_narration() -> None:
    found = reasons(TOLL, point("The toll may rise by 15 percent in March.", 1))
    assert "somebody says this" in found[0]


def test_narration_of_an_opinion_needs_the_article_as_its_author() -> None:
    opinion = replace(TOLL, genre="opinion")
    bare = reasons(opinion, point("About 40 ships waited in the Lissa Strait on Friday.", 6))
    assert "told as a fact" in bare[0]
    assert (
        reasons(opinion, point("The article says that about 40 ships waited in the Lissa Strait on Friday.", 6)) == []
    )


def test_a_citation_of_nothing_is_refused() -> None:
    assert "cites no sentence" in reasons(TOLL, point("About 40 ships waited in the Lissa Strait on Friday.", 99))[0]
    assert "did not hold" in reasons(TOLL, point("Tomas Reyk said that it rains.", 2, statements=("s77",)))[0]


def test_a_quotation_keeps_its_words_and_its_marks() -> None:
    quoted = next(s for s in briefed(TOLL).statements if s.kind == "quotation")
    good = f"Ines Caldor said: “{quoted.text(TOLL.text)}”."
    numbers = tuple(sorted({1, *quoted.sentences}))
    assert reasons(TOLL, point(good, *numbers, statements=(quoted.id,))) == []
    changed = good.replace("20", "30")
    assert "whole sentence" in reasons(TOLL, point(changed, *numbers, statements=(quoted.id,)))[0]
    retold = "Ines Caldor said that we will not pay 20 crowns on Monday."
    assert "retells a quotation" in reasons(TOLL, point(retold, *numbers, statements=(quoted.id,)))[0]


def test_a_headline_is_held_to_its_statements() -> None:
    brief = briefed(TOLL)
    assert brief.headline
    false = replace(
        brief, points=(), headline="Reyk: the toll may rise by 15 percent in March", headline_sentences=(1, 2)
    )
    assert checked(TOLL, replace(false, rejected=()), parse(TOLL)).headline == ""


@pytest.mark.parametrize(
    "text",
    [
        "see https://a.org",
        "www.example.org now",
        "a.co tells",
        "ask @someone",
        "type /start",
        "<b>bold</b>",
        "[a](b)",
        "a\u202eb",
        "**a**",
    ],
)
def test_nothing_is_markup_link_or_instruction(text: str) -> None:
    assert plain.fault(text) is not None


@pytest.mark.parametrize(
    "text", ["It rose 3.5 percent.", "The U.S. said no.", "He is 52, she 53.", "A 50/50 split", "He met No. 5"]
)
def test_plain_words_are_plain(text: str) -> None:
    assert plain.fault(text) is None


SPEAKER = Speaker("not stated", "not_stated")


def statement(given: Article, part: Span) -> Statement:
    numbers = given.numbers(part)
    excerpt = " ".join(given.words(n) for n in numbers)
    return Statement("s1", (part,), None, "said", "reported", SPEAKER, numbers, excerpt, "en")


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=80), st.integers(-3, 84), st.integers(-3, 84))
def test_no_accepted_span_is_off_by_a_character_on_any_text(text: str, start: int, end: int) -> None:
    here = article(text, language="und")
    part = Span(start, end)
    if spans.fault(Text.of(here, parse(here)), statement(here, part)) is None:
        assert 0 <= start < end <= len(text)
        assert whole_words(text, start, end)
        assert part.of(text) == part.of(text).strip()
        assert fold(part.of(text)) in fold(statement(here, part).excerpt)


WORDS = st.lists(
    st.sampled_from(["Ünïté", "naïve", "e\u0301cole", "3.5", "40%", "$20", "don’t", "Łódź", "été"]),
    min_size=3,
    max_size=8,
)


@settings(max_examples=150, deadline=None)
@given(WORDS, st.data())
def test_a_border_moved_by_one_character_is_refused(chosen: list[str], data: st.DataObject) -> None:
    text = " ".join(chosen) + "."
    first = data.draw(st.integers(0, len(chosen) - 2))
    last = data.draw(st.integers(first + 1, len(chosen) - 1))
    start = len(" ".join(chosen[:first])) + (1 if first else 0)
    end = len(" ".join(chosen[: last + 1]))
    here = article(text, language="und")
    prepared = Text.of(here, parse(here))
    assert spans.fault(prepared, statement(here, Span(start, end))) is None
    for shifted in (Span(start + 1, end), Span(start - 1, end), Span(start, end - 1)):
        assert spans.fault(prepared, statement(here, shifted)) is not None, shifted


@given(st.text(max_size=100))
def test_folding_forgives_marks_and_space_only(text: str) -> None:
    assert words(fold(text)) == words(text)
    assert fold(fold(text)) == fold(text)
