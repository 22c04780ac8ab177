"""Invented outlets with their feeds, and what they tell of three events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from tests.support import Handler, Site, html, page

NOON = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Story:
    """An article of one outlet, which is a host on loopback."""

    path: str
    host: int
    title: str
    text: str


TOLL = (
    Story(
        "/toll",
        1,
        "Velmar plans to raise the toll in the Lissa Strait",
        "Velmar plans to raise the toll for ships in the Lissa Strait by 15 percent in March.\n"
        "“We will not close the strait to anybody,” Ines Caldor, the transport minister of Velmar, told reporters in Brenn.\n"
        "Tomas Reyk, the foreign minister of Ostrany, said that his country would not pay more than it does now.\n"
        "About 40 ships waited in front of the Lissa Strait on Friday, and the harbour of Brenn was closed.\n"
        "Shipping companies in Tavin had asked for lower fees since the pilots went on strike in January.\n"
        "In spring most of what passes there is grain from the plains of Karsia, and in autumn it is fruit from the orchards"
        " on both shores.\n"
        "A second channel, which is shallow and marked by old lights, serves fishing boats only, and has not been dredged"
        " since the lock was built.",
    ),
    Story(
        "/strait",
        2,
        "Ostrany rejects higher toll for the Lissa Strait",
        "Ostrany on Friday rejected the plan of its neighbour to charge grain freighters more for the passage.\n"
        "Velmar plans to raise the toll for ships in the Lissa Strait by 15 percent in March.\n"
        "Tomas Reyk, the foreign minister of Ostrany, said that the railway to Karsia could take half of the grain.\n"
        "“We will not close the strait to anybody,” said Ines Caldor, the transport minister of Velmar.\n"
        "About 60 ships waited in front of the Lissa Strait on Friday.\n"
        "The treaty of 1998 lets both countries set fees for pilots, but not for the passage itself.\n"
        "Freighters that do not want to wait have to sail around the cape, which takes more than a week in good weather.\n"
        "Insurers in other countries watch the quarrel closely, because it could last into the harvest and raise what they"
        " ask for every voyage.",
    ),
)
LATER = (
    Story(
        "/talks",
        3,
        "Velmar and Ostrany to talk about the Lissa Strait toll",
        "Velmar and Ostrany will talk about the toll for ships in the Lissa Strait in Brenn on Monday.\n"
        "“There is room for an agreement,” Ines Caldor, the transport minister of Velmar, said on Saturday.\n"
        "The toll for ships in the Lissa Strait is to rise by 15 percent in March.\n"
        "Neither side has named who will sit at the table, and the hall where they are to meet is being repainted this week.\n"
        "It would be the first such meeting since the old ferry line between the two capitals was given up for want of"
        " passengers.",
    ),
    Story(
        "/monday",
        4,
        "Talks on the toll in the Lissa Strait set for Monday",
        "Talks between Velmar and Ostrany on the toll for ships in the Lissa Strait are set for Monday.\n"
        "Tomas Reyk, the foreign minister of Ostrany, said that he would travel to Brenn for the talks.\n"
        "Velmar wants to raise the toll for ships in the Lissa Strait by 15 percent.\n"
        "Boatmen on both shores have hung flags from their masts, some to greet the guests and some to tell them what bread"
        " costs by now.\n"
        "A hotel at the quay has let all its rooms to interpreters, drivers and clerks who arrive with the two ministers.",
    ),
)
ORCHARDS = (
    Story(
        "/frost",
        1,
        "Late frost ruins the apple harvest in Karsia",
        "A late frost has ruined most of the apple harvest in the orchards of Karsia, farmers said.\n"
        "“I have not seen such a May in forty years,” said Dora Marsh, who grows apples near Tavin.\n"
        "The farm ministry of Karsia said that it would pay for half of the losses.",
    ),
)


def links(site: Site, stories: Sequence[Story]) -> list[str]:
    return [site.link(story.path, story.host) for story in stories]


def rss(site: Site, stories: Sequence[Story], when: datetime = NOON) -> str:
    """A feed of these stories, a minute apart."""
    entries = "".join(
        f"<item><title>{escape(story.title)}</title><link>{site.link(story.path, story.host)}</link>"
        f"<description>{escape(story.text.split(chr(10))[0])}</description>"
        f"<pubDate>{format_datetime(when + timedelta(minutes=n))}</pubDate></item>"
        for n, story in enumerate(stories)
    )
    return f"<rss version='2.0'><channel><title>All news</title><language>en</language>{entries}</channel></rss>"


def pages(*stories: Story) -> dict[str, Handler]:
    """The articles' pages."""
    return {story.path: page(html(story.text, story.title)) for story in stories}
