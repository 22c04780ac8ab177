"""Questions answered without a model: by the statement index, by words and meaning, or not at all."""

from __future__ import annotations

import pytest

from bot.analysis.analyst import brief
from bot.analysis.asking.answering import answered
from bot.analysis.asking.index import Index
from bot.analysis.asking.suggestions import suggested
from bot.analysis.asking.terms import weighty
from bot.analysis.comparing.stems import terms
from bot.analysis.embedded.analyst import EmbeddedAnalyst
from storage.records import Answer, Article, Brief, Turn
from tests.support import article, seed_article

TEXT = (
    "Ines Caldor, the transport minister of Velmar, said that the toll may rise by 15 percent in March.\n"
    "“We will not pay it,” said Tomas Reyk, the Ostranian envoy. He said that Ostrany plans to close 3 ports.\n"
    "The Union of Grain Exporters denied that grain had been held back.\n"
    "About 40 ships waited in the Lissa Strait on Friday, and the harbour of Brenn was closed because of a storm.\n"
    "Nadia Orlu, the governor of Brenn, was in the capital that day.\n"
    "The strait is the only way from the northern sea to the harbours of Velmar."
)


@pytest.fixture(scope="module")
def given() -> tuple[Article, Brief]:
    read = article(TEXT)
    return read, brief(read, EmbeddedAnalyst())


def ask(given: tuple[Article, Brief], *questions: str) -> Answer:
    """The answer to the last of the questions, asked one after another."""
    turns: list[Turn] = []
    for question in questions:
        turns.append(Turn(question, answered(*given, question, turns, "embedded").answer))
    return turns[-1].answer


def said(given: tuple[Article, Brief], answer: Answer) -> list[tuple[str, str]]:
    """Speaker and words of the statements that an answer shows."""
    known = {s.id: s for s in given[1].statements}
    return [(known[i].speaker.name, known[i].text(given[0].text)) for i in answer.statements]


REYK = [("Tomas Reyk", "“We will not pay it,”"), ("Tomas Reyk", "that Ostrany plans to close 3 ports")]


@pytest.mark.parametrize(
    "question",
    [
        "What did Reyk say exactly?",
        "what did reyk say",
        "Quote the Ostranian envoy",
        "¿Qué dijo Reyk?",
        "Was hat Reyk gesagt?",
        "Что сказал Reyk?",
        "Reyk 说了什么？",
    ],
)
def test_what_somebody_said_is_all_of_their_statements_in_any_language(
    given: tuple[Article, Brief], question: str
) -> None:
    answer = ask(given, question)
    assert answer.found
    assert sorted(w.strip("“”,") for _, w in said(given, answer)) == sorted(w.strip("“”,") for _, w in REYK)


def test_quotations_come_first_where_the_exact_words_are_asked_for(given: tuple[Article, Brief]) -> None:
    assert "We will not pay it" in said(given, ask(given, "What did Reyk say exactly?"))[0][1]


def test_what_somebody_said_of_a_topic_is_the_statement_on_it(given: tuple[Article, Brief]) -> None:
    assert said(given, ask(given, "What did Reyk say about the ports?"))[0] == REYK[1]


def test_nothing_is_put_in_the_mouth_of_somebody_who_is_only_mentioned(given: tuple[Article, Brief]) -> None:
    answer = ask(given, "What did Orlu say about the ports?")
    assert (answer.found, answer.statements) == (False, answer.statements)
    assert not answer.found


def test_denials_are_found_by_their_cue(given: tuple[Article, Brief]) -> None:
    [(speaker, _)] = said(given, ask(given, "Did anyone deny it?"))
    assert speaker == "The Union of Grain Exporters"
    assert not ask(given, "Did Caldor deny it?").found


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How many ships waited in the strait?", 5),
        ("Why was the harbour of Brenn closed?", 5),
        ("Where was the governor of Brenn?", 6),
        ("Which way leads to the harbours of Velmar?", 7),
    ],
)
def test_facts_are_answered_by_the_sentence_that_carries_them(
    given: tuple[Article, Brief], question: str, sentence: int
) -> None:
    answer = ask(given, question)
    assert answer.found
    assert answer.lines[0].sentences == (sentence,)


@pytest.mark.parametrize(
    "question",
    [
        "How many sailors were hurt?",
        "When was the bridge of Tarn opened?",
        "What does the king of Norway think?",
        "did caldor ever study law",
    ],
)
def test_what_the_article_does_not_carry_it_does_not_say(given: tuple[Article, Brief], question: str) -> None:
    assert not ask(given, question).found


def test_a_question_without_a_word_of_its_own_shows_nothing(given: tuple[Article, Brief]) -> None:
    answer = ask(given, "and what about it")
    assert (answer.found, answer.lines) == (False, ())


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What is left out?", "left_out"),
        ("Who is mentioned but not quoted?", "left_out"),
        ("When was it published?", "page"),
        ("¿Quién lo escribió?", "page"),
    ],
)
def test_questions_on_the_brief_and_the_page_have_answers_of_their_own(
    given: tuple[Article, Brief], question: str, kind: str
) -> None:
    assert (ask(given, question).found, ask(given, question).kind) == (True, kind)


def test_who_is_quoted_shows_each_speaker_once(given: tuple[Article, Brief]) -> None:
    assert [name for name, _ in said(given, ask(given, "Who is quoted?"))] == [
        "Ines Caldor",
        "Tomas Reyk",
        "The Union of Grain Exporters",
    ]


def test_numbers_and_the_gist_can_be_asked_for(given: tuple[Article, Brief]) -> None:
    assert ask(given, "Which numbers does it give?").sentences == (1, 3, 5)
    assert [line.text for line in ask(given, "What is it about?").lines] == [p.text for p in given[1].points]


def test_he_and_a_bare_name_go_on_from_the_question_before(given: tuple[Article, Brief]) -> None:
    again = ask(given, "Where is Tomas Reyk from?", "And what did he say about the ports?")
    assert said(given, again)[0] == REYK[1]
    assert [n for n, _ in said(given, ask(given, "What did Reyk say?", "And Caldor?"))] == ["Ines Caldor"]
    assert ask(given, "How many ships waited in the strait?", "When?").lines[0].sentences == (5,)


def test_a_speaker_stands_beside_words_that_do_not_name_him(given: tuple[Article, Brief]) -> None:
    lines = ask(given, "Which country plans to close ports?").lines
    assert any(line.statement for line in lines if 3 in line.sentences)


def test_only_sentences_and_statements_of_the_article_are_shown(given: tuple[Article, Brief]) -> None:
    numbers = {s.number for s in given[0].sentences}
    for question in ("How many ships?", "Who pays?", "What is it about?", "What did Caldor say?"):
        answer = ask(given, question)
        assert set(answer.sentences) <= numbers
        assert set(answer.statements) <= {s.id for s in given[1].statements}


def test_suggested_questions_are_three_and_each_has_an_answer() -> None:
    for read in (
        seed_article(),
        article(TEXT),
        article("The bridge of Tarn was opened by the mayor after a long dispute."),
    ):
        made = brief(read, EmbeddedAnalyst())
        assert len(made.questions) == 3
        assert made.questions == suggested(read, made)
        for question in made.questions:
            answer = answered(read, made, question, (), "embedded").answer
            assert answer.found
            assert answer.lines or answer.kind != "lines"


def test_words_are_compared_without_endings_marks_and_spelling() -> None:
    assert terms("recognised", "en") == terms("recognized", "en")
    assert terms("Guaidó", "es") == terms("Guaido", "es")
    assert terms("переговоров", "ru") == terms("переговоры", "ru")
    assert terms("海峡关闭", "zh") == ["海峡", "峡关", "关闭"]
    assert weighty("Did the minister ever say whether the toll would rise?", "en") == ["minist", "toll", "rise"]


def test_akin_words_count_and_rare_words_weigh_more(given: tuple[Article, Brief]) -> None:
    index = Index(*given)
    assert index.akin("vessel") == frozenset()
    assert "ostranian" in index.akin("ostrany") or "ostranian" in index.akin("ostrani")
    assert index.weight("storm") > index.weight("strait")
    assert index.coverage(["ship", "strait"], 5) == pytest.approx(1.0)
    assert index.coverage(["zebra"], 5) == 0.0


INQUIRY = (
    "Transport minister Elena Varga said that the bridge had been inspected. She rejected calls for her resignation.\n"
    "Opposition leader Marek Solin accused Varga of hiding the report. He was arrested in April on charges of fraud.\n"
    "Prosecutor Ivan Petrov said that no charges had been brought. Anna Petrov, an engineer, said that the steel was old."
)


@pytest.fixture(scope="module")
def inquiry() -> tuple[Article, Brief]:
    read = article(INQUIRY)
    return read, brief(read, EmbeddedAnalyst())


def test_whom_something_was_said_about_is_no_speaker(inquiry: tuple[Article, Brief]) -> None:
    assert 3 in ask(inquiry, "What was said about Varga?").sentences
    assert said(inquiry, ask(inquiry, "What did Solin say about Varga?")) == [
        ("Marek Solin", "Varga of hiding the report")
    ]


def test_whoever_is_denied_does_not_deny(inquiry: tuple[Article, Brief]) -> None:
    assert [n for n, _ in said(inquiry, ask(inquiry, "Did Varga deny it?"))] == ["Elena Varga"]
    assert ask(inquiry, "Who contradicts Varga?").lines[0].sentences == (3,)


def test_where_two_bear_the_name_both_are_shown(inquiry: tuple[Article, Brief]) -> None:
    assert [n for n, _ in said(inquiry, ask(inquiry, "What did Petrov say?"))] == ["Ivan Petrov", "Anna Petrov"]
    assert [n for n, _ in said(inquiry, ask(inquiry, "What did Anna Petrov say?"))] == ["Anna Petrov"]


def test_a_sentence_with_he_stands_behind_the_one_that_names_him(inquiry: tuple[Article, Brief]) -> None:
    assert ask(inquiry, "Who was arrested in April?").sentences[:2] == (3, 4)
