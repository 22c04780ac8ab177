"""What nobody has said, or nobody knows to have been said, is nobody's statement; on sentences of our own."""

import pytest

from tests.support import told

CLAUSE = "that the bridge was safe"
UNSAID = [
    "Neither Mayor Ada Quill nor Councillor Tomas Reyk said {clause}.",
    "Not a single councillor said {clause}.",
    "Ada Quill could neither confirm nor deny {clause}.",
    "Ada Quill almost said {clause}.",
    "Ada Quill seldom said {clause}.",
    "Ada Quill, without saying {clause}, left the hall.",
    "Instead of saying {clause}, Ada Quill left the hall.",
    "Ada Quill was on the verge of saying {clause}.",
    "There is no evidence that Ada Quill said {clause}.",
    "It is not true that Ada Quill said {clause}.",
    "It is unlikely that Ada Quill said {clause}.",
    "It cannot be confirmed that Ada Quill said {clause}.",
    "The agency could not verify that Ada Quill had said {clause}.",
    "Officials doubt that Ada Quill said {clause}.",
    "Rumours that Ada Quill had told Tomas Reyk {clause} went round.",
    "Karl Lind misquoted Ada Quill as saying {clause}.",
    "Suppose Ada Quill said {clause}.",
    "Until Ada Quill says {clause}, nobody will cross it.",
    "Once Ada Quill has said {clause}, people will cross it.",
    "Told {clause}, Ada Quill left.",
]


@pytest.mark.parametrize("sentence", UNSAID)
def test_nothing_is_said_where_it_is_denied_doubted_or_awaited(sentence: str) -> None:
    assert told(sentence.format(clause=CLAUSE)) == []


SAID = [
    "Not only Ada Quill said {clause}.",
    "There is evidence, Ada Quill said, {clause}.",
    "Ada Quill doubted it, but Tomas Reyk said {clause}.",
    "Ada Quill, who never lies, said {clause}.",
    "The mayor of Brenn nearly fell when Ada Quill said {clause}.",
]


@pytest.mark.parametrize("sentence", SAID)
def test_a_doubt_elsewhere_in_the_sentence_takes_nothing_away(sentence: str) -> None:
    assert [words for _, _, words in told(sentence.format(clause=CLAUSE))] != []


ANSWERED: dict[str, tuple[str, str]] = {
    "told, set between commas": ("Ada Quill, told that Karl Lind had resigned, said: “That is good.”", "That is good."),
    "asked, set between commas": (
        "Ada Quill, asked whether she would run, said: “We will see about that.”",
        "We will see about that.",
    ),
}


@pytest.mark.parametrize(("text", "words"), ANSWERED.values(), ids=ANSWERED)
def test_whoever_was_told_or_asked_says_the_answer_alone(text: str, words: str) -> None:
    assert [(who, said) for _, who, said in told(text)] == [("Ada Quill", words)]
