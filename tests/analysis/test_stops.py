"""Where the words that a cue carries end, on sentences of our own, with invented names."""

import pytest

from bot.analysis.attribution import stops
from tests.support import told

STOPS: dict[str, tuple[str, str]] = {
    "matrix_goes_on": ("Ada Quill, who called for a toll on Monday, left the council.", "a toll on Monday"),
    "cue_goes_on": ("Ada Quill promised to open the bridge and left the room.", "to open the bridge"),
    "next_cue": ("Ada Quill said that the bridge was safe, adding that it was new.", "that the bridge was safe"),
    "next_speaker": (
        "Ada Quill said that the bridge was safe, while Tomas Reyk said that it was not.",
        "that the bridge was safe",
    ),
    "gapped_speaker": ("Ada Quill said the bridge was safe, Reyk that it was closed.", "the bridge was safe"),
    "colon": (
        "Ada Quill said that the bridge was old: “It is very old, as bridges go,” she said.",
        "that the bridge was old",
    ),
    "closed_quotation": (
        "Ada Quill said that the bridge was “safe for all children,” in an interview on Monday.",
        "that the bridge was “safe for all children,”",
    ),
    "comparison": ("Half of them said they liked the bridge, compared with a third in May.", "they liked the bridge"),
    "aside": ("Ada Quill said that she trusted the bridge, which opened in May.", "that she trusted the bridge"),
    "circumstance": (
        "Ada Quill announced the sale of the bridge after leaving the council.",
        "the sale of the bridge",
    ),
    "dash": ("Ada Quill said that the bridge was safe — a rare view in the town.", "that the bridge was safe"),
}


def test_every_stop_has_an_example() -> None:
    assert list(STOPS) == [stop.__name__ for stop in stops.STOPS]


MORE_STOPS = [
    (
        "Ada Quill praised the bridge as “a joy to walk on,” an odd thing to say of it.",
        "the bridge as “a joy to walk on,”",
    ),
    (
        "Ada Quill said the bridge was “safe for all children,” and promised a second one.",
        "the bridge was “safe for all children,”",
    ),
    ("Ada Quill said that she trusted the bridge, even though it was closed.", "that she trusted the bridge"),
    ("Ada Quill left, saying that it was late, but Tomas Reyk said that it was not.", "that it was late"),
    ("Ada Quill repeated her claim that the bridge was safe — adding that it was new.", "that the bridge was safe"),
]
GOES_ON = [
    ("Ada Quill said she liked the bridge, but nobody will use it.", "she liked the bridge, but nobody will use it"),
    (
        "Ada Quill said that it was safe but that it would stay closed.",
        "that it was safe but that it would stay closed",
    ),
    (
        "Ada Quill said it was old, but “the stones will hold for years to come.”",
        "it was old, but “the stones will hold for years to come.”",
    ),
]


@pytest.mark.parametrize(("text", "words"), [*STOPS.values(), *MORE_STOPS, *GOES_ON])
def test_where_what_was_said_ends(text: str, words: str) -> None:
    assert words in {what for _, _, what in told(text)}
