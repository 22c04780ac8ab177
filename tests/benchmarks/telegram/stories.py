"""Made-up articles, each about a person of its own, so that a brief tells which article it is of."""

from __future__ import annotations

import html

_SYLLABLES = "ba de fi go ku la me ni po ra se ti vo zu".split()
_TEXT = (
    "{name}, the mayor of Port {place}, said on Monday that the harbour would stay open during the winter.",
    "“We will keep the harbour open, and we will pay for it ourselves,” {name} told reporters in the town hall.",
    "The council of Port {place} had met for three hours before the announcement, according to its minutes.",
    "Trade through the harbour fell by 4 percent in March, the statistics office said in its yearly report.",
    "Rosa Hallam, the head of the fishermen’s union, said that the decision had come too late for many boats.",
    "“My members needed to know in the summer,” Hallam said.",
    "The harbour company announced that it would repair two of its five cranes before the end of the year.",
    "It denied that ships had been delayed because of a lack of workers.",
    "{name} said that the next meeting with the company would take place in April.",
    "The regional government has not said whether it will contribute to the cost of 12 million crowns.",
)


def name_of(number: int) -> str:
    """A surname that no other number has."""
    letters = ""
    for _ in range(4):
        number, digit = divmod(number, len(_SYLLABLES))
        letters = _SYLLABLES[digit] + letters
    return f"{letters.capitalize()}n"


def story(name: str, times: int = 1) -> str:
    """The text of an article about the mayor ``name``; ``times`` makes it longer."""
    lines = [line.format(name=f"Alva {name}", place=name[:4]) for line in _TEXT]
    more = [
        f"In district {n} of Port {name[:4]}, {n + 2} houses were repaired, the town’s engineer said."
        for n in range(8 * (times - 1))
    ]
    return "\n".join([*lines, *more])


def page(name: str) -> str:
    """A web page with the story; a number behind the name makes it so many times as long."""
    name, _, times = name.partition("-")
    body = "".join(f"<p>{html.escape(line)}</p>" for line in story(name, int(times or 1)).split("\n"))
    return (
        f"<html><head><title>{name} keeps the harbour open</title></head><body><article>{body}</article></body></html>"
    )
