"""Items that tell of the same event come together, online, and copies count as one source."""

from datetime import timedelta

import numpy as np
import pytest

from bot.analysis.comparing.meaning import WIDTH
from bot.digests.events.background import headlines
from bot.digests.events.copies import Carried, groups, is_copy
from bot.digests.events.features import Features, Told, features
from bot.digests.events.grouping import WINDOW, Grouping
from tests.digests.press import LATER, NOON, ORCHARDS, TOLL, Story

TOLL_STORIES = (*TOLL, *LATER)


def told(*stories: Story) -> list[Told]:
    return [Told(story.title, story.text.split("\n")[0], "en") for story in stories]


def grouping() -> Grouping:
    return Grouping(np.zeros(WIDTH, dtype=np.float32))


def test_outlets_that_tell_of_one_event_are_one_event_and_others_are_not() -> None:
    read = features(told(TOLL[0], ORCHARDS[0], *TOLL[1:], *LATER))
    at = Grouping(headlines())
    placed = [at.place(n, one, NOON + timedelta(hours=n)).number for n, one in enumerate(read, start=1)]
    assert placed == [1, 2, 1, 1, 1]


def one(*terms: str, direction: int = 0, fullness: float = 1.0) -> Features:
    """An item with those stems, whose meaning points one way."""
    vector = np.zeros(WIDTH, dtype=np.float32)
    vector[direction] = 1
    return Features(dict.fromkeys(terms, 1.0), vector, fullness)


def test_an_item_between_two_events_makes_them_one_and_names_what_went_into_it() -> None:
    at = grouping()
    assert at.place(1, one("toll", "strait", "ship", "a", "b"), NOON).number == 1
    assert at.place(2, one("harbour", "pilot", "strike", "c", "d", direction=1), NOON).number == 2
    between = at.place(3, one("toll", "strait", "ship", "harbour", "pilot", "strike"), NOON)
    assert between.number == 1


def test_after_four_days_of_silence_an_event_is_over() -> None:
    words = ("toll", "strait", "ship")
    for wait, number in ((WINDOW, 1), (WINDOW + timedelta(minutes=1), 2)):
        at = grouping()
        at.place(1, one(*words), NOON)
        assert at.place(2, one(*words), NOON + wait).number == number


def test_what_was_filed_before_a_restart_is_recalled() -> None:
    read = features(told(*TOLL_STORIES))
    before, after = Grouping(headlines()), Grouping(headlines())
    numbers = [before.place(n, item, NOON).number for n, item in enumerate(read[:3], start=1)]
    for number, item in zip(numbers, read[:3], strict=True):
        after.recall(number, item, NOON)
    assert after.place(4, read[3], NOON).number == before.place(4, read[3], NOON).number == 1


def test_an_item_of_nothing_is_an_event_of_its_own() -> None:
    at = grouping()
    nothing = Features({}, np.zeros(WIDTH, dtype=np.float32), 1.0)
    assert [at.place(n, nothing, NOON).number for n in (1, 2)] == [1, 2]


TEXT = " ".join(TOLL[0].text.split())


@pytest.mark.parametrize(
    "other",
    [
        TEXT,
        TEXT[: len(TEXT) * 2 // 3],
        f"By our own reporter. {TEXT} Read more in the evening edition.",
        TEXT.replace("Lissa Strait", "Strait of Lissa", 1).replace("40 ships", "some 40 ships"),
        TEXT.upper(),
    ],
    ids=["whole", "cut", "framed", "edited", "capitals"],
)
def test_a_copy_is_found_however_it_was_trimmed_and_framed(other: str) -> None:
    assert is_copy(Carried(TEXT), Carried(other))


@pytest.mark.parametrize(
    ("one_", "other"),
    [
        (Carried(TEXT), Carried(" ".join(TOLL[1].text.split()))),
        (Carried("Toll rises in the strait"), Carried("Toll rises in the strait")),
        (Carried("", "AP"), Carried("", "Reuters")),
        (Carried("", None), Carried("", None)),
    ],
    ids=["two reports that quote one minister", "titles are too short to tell", "other agencies", "nothing"],
)
def test_two_reports_of_one_event_are_two_sources(one_: Carried, other: Carried) -> None:
    assert not is_copy(one_, other)


def test_a_copy_is_found_in_a_script_that_sets_no_spaces() -> None:
    text = "委内瑞拉交通部长周五在首都表示，政府将从三月起提高所有船只通过海峡的费用，邻国拒绝了这一计划。"
    other = "反对派领导人星期六在北部港口对记者说，渔民和粮食商人都在等待新的谈判结果，没有人愿意多付钱。"
    assert is_copy(Carried(text, language="zh"), Carried(f"本报讯：{text}", language="zh"))
    assert not is_copy(Carried(text, language="zh"), Carried(other, language="zh"))


def test_one_agency_s_report_is_one_source_whatever_was_made_of_it() -> None:
    assert groups([Carried("x", "AP"), Carried(TEXT), Carried("y", "AP"), Carried(TEXT)]) == [0, 1, 0, 1]
