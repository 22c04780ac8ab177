"""What stands between the words: signs, currencies, quotation marks, stops and capitals are the article's, too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.analysis.receipts.folding import fold

Placed = tuple[str, int, int]
"""A folded word with its place: start and end."""
_BEFORE = re.compile(r"[$€£¥₽₴₹+±−-]+$")
"""Signs that belong to the number behind them."""
_BEHIND = re.compile(r"^\s?[%‰°]")
"""Signs that belong to the number before them."""
_STOPS = " ,;:.–—-"


def fault(shown: str, given: Sequence[Placed], source: str, chosen: Sequence[Placed]) -> str | None:
    """Why ``shown``, whose words are the ``chosen`` ones of ``source``, does not stand as they do, or None.

    Where neighbours stayed neighbours, what is between them is as printed; where words were left out, a comma or nothing,
    or what stood at either side of the gap. The comma that closed an aside may go with it.
    """
    for mine, theirs in zip(given, chosen, strict=True):
        ours, printed = fold(shown[mine[1] : mine[2]]), fold(source[theirs[1] : theirs[2]])
        if ours != printed and (mine is not given[0] or ours[1:] != printed[1:]):
            return f"“{ours}” is printed “{printed}”"
    gaps = int(any(c.isalnum() for c in source[: chosen[0][1]]))
    for place in range(len(given) - 1):
        between = shown[given[place][2] : given[place + 1][1]]
        printed = source[chosen[place][2] : chosen[place + 1][1]]
        closes = gaps > 0 and fold(printed) == "," and not between.strip()
        gaps += any(c.isalnum() for c in printed)
        if not closes and not _may_stand(between, printed):
            return f"“{between.strip() or printed.strip()}” stands otherwise in the article"
    return _edge_fault(shown[: given[0][1]], source[: chosen[0][1]], shown[given[-1][2] :], source[chosen[-1][2] :])


def _may_stand(between: str, printed: str) -> bool:
    mark = fold(between)
    if not any(c.isalnum() for c in printed):
        return mark == fold(printed) and bool(between.strip() or between) == bool(printed)
    left, right = re.split(r"\w.*\w|\w", printed, maxsplit=1, flags=re.DOTALL)
    signs = (_attached(right, _BEFORE), _attached(left, _BEHIND))
    if not (mark.endswith(signs[0]) and mark.startswith(signs[1])):
        return False
    return mark in {"", ",", fold(left), fold(right), fold(left + right), *signs, "".join(reversed(signs))}


def _edge_fault(before: str, printed_before: str, behind: str, printed_behind: str) -> str | None:
    run = re.search(r"[^\w\s]*$", printed_before)
    opening = run.group() if run is not None else ""
    if fold(before) not in {"", fold(opening)} or not fold(before).endswith(_attached(opening, _BEFORE)):
        return f"“{opening or before.strip()}” stands otherwise in the article"
    run = re.match(r"\s?[^\w\s]*", printed_behind)
    closing = fold(run.group()) if run is not None else ""
    end = fold(behind).rstrip(_STOPS)
    if end not in {"", closing.rstrip(_STOPS), closing.strip(_STOPS)}:
        return f"“{behind.strip()}” stands otherwise in the article"
    sign = _attached(closing, _BEHIND)
    asked = closing[:1] in ("?", "!") and closing[:1] not in behind
    return f"“{closing}” was left out" if asked or not fold(behind).startswith(sign) else None


def _attached(run: str, sign: re.Pattern[str]) -> str:
    found = sign.search(run)
    return fold(found.group()) if found is not None else ""
