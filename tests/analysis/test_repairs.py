"""The parser's known slips: each repair on a sentence that needs it."""

import pytest
from spacy.tokens import Token

from bot.analysis import repairs
from bot.analysis.syntax import parse
from tests.support import article


def word(text: str, wanted: str) -> Token:
    """The last token that reads ``wanted`` in the parse of ``text``."""
    return [t for t in parse(article(text)) if t.text == wanted][-1]


EXAMPLES: dict[str, tuple[str, str, tuple[str, str]]] = {
    "modal_name": ("Instead, May called for a vote on the bridge.", "May", ("nsubj", "called")),
    "odd_name": ("“It is a fine old bridge,” From said.", "From", ("nsubj", "said")),
    "cue_at_the_end": ("The talks failed, local media report.", "media", ("nsubj", "report")),
    "past_tense": (
        "Cora Marsh, writing in The Brenn Times, noticed this weekend that voters have been shifting.",
        "noticed",
        ("ROOT", "noticed"),
    ),
    "set_in_speaker": (
        "The contrast with Marsh, said Doyle and others, would be clear since Marsh has no former mayors.",
        "Doyle",
        ("nsubj", "said"),
    ),
    "behind_an_aside": (
        "In the letter - sent to the mayor, Cora Lind - the Utah Republican asked for help.",
        "Republican",
        ("nsubj", "asked"),
    ),
}


def test_every_repair_has_an_example() -> None:
    assert list(EXAMPLES) == [repair.__name__ for repair in repairs.REPAIRS]


@pytest.mark.parametrize(("text", "wanted", "place"), EXAMPLES.values(), ids=EXAMPLES.keys())
def test_a_slip_is_mended(text: str, wanted: str, place: tuple[str, str]) -> None:
    token = word(text, wanted)
    assert (token.dep_, token.head.text) == place


@pytest.mark.parametrize("name", EXAMPLES)
def test_without_its_repair_the_parse_is_wrong(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text, wanted, place = EXAMPLES[name]
    monkeypatch.setattr(repairs, "REPAIRS", tuple(r for r in repairs.REPAIRS if r.__name__ != name))
    token = word(text, wanted)
    assert (token.dep_, token.head.text, token.tag_) != (*place, "VBD" if name == "past_tense" else token.tag_)


def test_a_name_that_opens_a_sentence_is_known_from_elsewhere() -> None:
    assert word("They met Cora Banks in Brenn. Banks left early.", "Banks").pos_ == "PROPN"
    assert word("They met Cora Flint in Brenn. Banks left early.", "Banks").pos_ == "NOUN"


def test_the_article_keeps_its_apostrophes() -> None:
    doc = parse(article("He’s sure that Quill’s bridge is the council’s."))
    assert doc.text == "He’s sure that Quill’s bridge is the council’s."
    assert [t.tag_ for t in doc][:2] == ["PRP", "VBZ"]
