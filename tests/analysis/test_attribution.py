"""Who said what: one sentence a rule, in sentences of our own with invented names."""

import pytest

from bot.intake.reader import Material, read
from tests.support import SEED, article, briefed, row, said

QUILL = "Ada Quill"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The bridge will open in May,” Ada Quill said.", (QUILL, "quotation", "The bridge will open in May")),
        ("Ada Quill said: “The bridge will open in May.”", (QUILL, "quotation", "The bridge will open in May.")),
        ("“The bridge,” Ada Quill said, “will open in May.”", (QUILL, "quotation", "The bridge … will open in May.")),
        ("“The bridge will open in May,” said Ada Quill.", (QUILL, "quotation", "The bridge will open in May")),
        ("Ada Quill said that the bridge would open in May.", (QUILL, "reported", "that the bridge would open in May")),
        ("The bridge will open in May, Ada Quill said.", (QUILL, "reported", "The bridge will open in May")),
        ("The bridge, Ada Quill said, will open in May.", (QUILL, "reported", "The bridge … will open in May")),
        ("The bridge will open in May, Ada Quill told reporters.", (QUILL, "reported", "The bridge will open in May")),
        (
            "According to Ada Quill, the bridge will open in May.",
            (QUILL, "reported", "the bridge will open in May"),
        ),
        ("Ada Quill said that the plan was “a poor joke”.", (QUILL, "mixed", "that the plan was “a poor joke”")),
        (
            "The bridge, according to Ada Quill, is safe for lorries.",
            (QUILL, "reported", "The bridge … is safe for lorries"),
        ),
        (
            "“The bridge will open in May” says Ada Quill, Head of Platform Works for Harbour Rail.",
            (QUILL, "quotation", "The bridge will open in May"),
        ),
        (
            "“I asked: ‘Is the bridge safe for children and for lorries?’” Ada Quill said.",
            (QUILL, "quotation", "I asked: ‘Is the bridge safe for children and for lorries?’"),
        ),
        (
            "Ada Quill was quoted by Harbour News as saying that the bridge was safe.",
            (QUILL, "reported", "that the bridge was safe"),
        ),
        ("Ada Quill denied that the bridge was unsafe.", (QUILL, "reported", "that the bridge was unsafe")),
        ("Ada Quill promised not to close the bridge.", (QUILL, "reported", "not to close the bridge")),
        ("Ada Quill urged the council to open the bridge.", (QUILL, "reported", "the council to open the bridge")),
        ("Moscow said that its position had not changed.", ("Moscow", "reported", "that its position had not changed")),
        (
            "The Foreign Ministry said that talks would go on.",
            ("The Foreign Ministry", "reported", "that talks would go on"),
        ),
        ("Officials said that the bridge was safe.", ("Officials", "reported", "that the bridge was safe")),
        (
            "The ministry's claim that the bridge was safe was read aloud.",
            ("The ministry", "reported", "that the bridge was safe"),
        ),
    ],
)
def test_each_way_of_attributing_is_found(text: str, expected: tuple[str, str, str]) -> None:
    assert said(text)[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ada Quill would not say that the bridge was safe.",
        "Ada Quill did not say that the bridge was safe.",
        "If Ada Quill says that the bridge is safe, it will open.",
        "Ada Quill believes that the bridge is safe.",
        "Ada Quill proclaimed herself head of the council.",
        "Ada Quill was told that the bridge was safe.",
        "Ada Quill is said to have left, and Tomas Reyk was told that the bridge was safe.",
        "Asked whether the bridge was safe, Ada Quill said no.",
        "Neither Ada Quill nor Tomas Reyk said that the bridge was safe.",
        "No official said that the bridge was safe.",
        "Had Ada Quill said that the bridge was safe, it would have opened.",
        "An earlier version of this article said that the bridge was safe.",
        "Ada Quill was found dead after “the bridge simply gave way” on Thursday.",
        "Ada Quill wrote a song which, when you listen to “Glasgow,” seems easy.",
        "The film “The Long Bridge” opened on Thursday.",
        "The bridge is safe.",
    ],
)
def test_nobody_is_said_to_have_said_what_was_not_said(text: str) -> None:
    assert said(text) == []


def test_sentences_and_paragraphs_of_one_quotation_stay_together() -> None:
    text = "“First we test. Then we open,” Ada Quill said. “Not before.”"
    assert said(text) == [(QUILL, "quotation", "First we test. Then we open … Not before.")]
    paragraphs = "“First we test the bridge in the spring.\n“Then we open it,” Ada Quill said."
    assert said(paragraphs) == [(QUILL, "quotation", "First we test the bridge in the spring. … Then we open it")]


def test_a_turn_that_goes_on_in_the_next_paragraph_is_one_statement() -> None:
    text = "“The bridge will open in May,” Ada Quill said.\n“It took us four years to build it.”"
    assert said(text) == [(QUILL, "quotation", "The bridge will open in May … It took us four years to build it.")]


def test_a_quotation_behind_a_reported_statement_keeps_its_marks() -> None:
    text = "Ada Quill said that the bridge was late. “It took us four years.”"
    assert said(text) == [(QUILL, "mixed", "that the bridge was late … “It took us four years.”")]


def test_an_unclosed_quotation_is_not_carried_over_other_paragraphs() -> None:
    text = (
        "Ada Quill said: “The bridge is “as safe as ever, and it stays open.\n"
        "A second inquiry was opened in the town of Brenn.\n“Nobody asked us about the bridge or the road at all.”"
    )
    assert all("Nobody asked us" not in words for speaker, _, words in said(text) if speaker == QUILL)


def test_a_question_of_nobody_in_particular_is_no_statement() -> None:
    assert said("Asked whether the bridge was safe, Ada Quill left.") == []


def test_an_unnamed_source_is_nobody_who_spoke_before() -> None:
    text = (
        "Tomas Reyk told the committee that he had asked for the figures.\n"
        "“Reyk was tired when he came to the committee,” the source said."
    )
    assert said(text)[-1][0] == "the source"


def test_who_relayed_it_and_whom_it_was_told_are_kept() -> None:
    given = article("Ada Quill was quoted by Harbour News as saying that the bridge was safe.")
    statement = briefed(given).statements[0]
    assert statement.via is not None
    assert statement.via.of(given.text) == "Harbour News"
    told = article("The bridge was safe, Ada Quill told reporters.")
    addressee = briefed(told).statements[0].addressee
    assert addressee is not None
    assert addressee.of(told.text) == "reporters"


def test_a_day_word_gets_its_date_from_the_day_of_publication() -> None:
    given = article("Ada Quill said on Monday that the bridge was safe.", published="2026-03-12")
    said_on = briefed(given).statements[0].said_on
    assert said_on is not None
    assert (said_on.words.of(given.text), said_on.date) == ("Monday", "2026-03-09")


@pytest.mark.parametrize(
    ("second", "name", "role"),
    [
        ("She added that it would stay open.", QUILL, "the head of the bridge office"),
        ("The head added that it would stay open.", QUILL, "the head of the bridge office"),
        ("Quill added that it would stay open.", QUILL, "the head of the bridge office"),
    ],
)
def test_later_mentions_lead_back_to_name_and_role(second: str, name: str, role: str) -> None:
    given = article(f"Ada Quill, the head of the bridge office, said that the bridge would open in May. {second}")
    statement = briefed(given).statements[1]
    assert statement.speaker.name == name
    assert statement.speaker.role is not None
    assert statement.speaker.role.of(given.text) == role
    assert statement.speaker.chain == (1, 2)


def test_a_role_before_the_name_is_read() -> None:
    given = article("Velmar’s transport minister Ines Caldor said that the talks had ended.")
    statement = briefed(given).statements[0]
    assert statement.speaker.role is not None
    assert (statement.speaker.name, statement.speaker.role.of(given.text)) == (
        "Ines Caldor",
        "Velmar’s transport minister",
    )


def test_an_unnamed_source_keeps_its_most_specific_description() -> None:
    assert (
        said("A diplomat who took part in the talks said that they had failed.")[0][0]
        == "A diplomat who took part in the talks"
    )


def test_the_seed_gives_its_eight_statements() -> None:
    given = read(Material(SEED.encode(), "text", "test"))
    brief = briefed(given)
    rows = [row(given, s) for s in brief.statements]
    berrizbeitia, peskov, schetinin = "Carlos Berrizbeitia", "Dmitry Peskov", "Aleksandr Schetinin"
    expected = [
        (berrizbeitia, "intends to cooperate with Russia"),
        (berrizbeitia, "We have no problems with Russia. Russia could be of great help to the new government"),
        (berrizbeitia, "technology in the oil and gas industry would be especially welcome"),
        (berrizbeitia, "under the new government"),
        (peskov, "Russia has not had and does not plan to have any contact with Guaidó"),
        (peskov, "As far as I know, there are no plans for that"),
        (schetinin, "that Russia had not contacted Guaidó and did not plan to do so"),
        ("Moscow", "would not change"),
    ]
    for speaker, words in expected:
        assert [r for r in rows if r[0] == speaker and words in r[2]], (speaker, words)
    assert len(rows) <= len(expected) + 3
    assert len({s.cue for s in brief.statements}) == len(rows)
    roles = {s.speaker.name: s.speaker.role.of(given.text) for s in brief.statements if s.speaker.role}
    assert roles == {
        berrizbeitia: "a member of the Venezuelan National Assembly",
        peskov: "Russian Presidential spokesman",
        schetinin: "the director of the Latin American Department of the Russian Foreign Ministry",
    }
