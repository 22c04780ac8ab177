"""Writes docs/outlets.md from the outlets file: ``python -m tests.outlets_page > docs/outlets.md``."""

from __future__ import annotations

from collections import Counter

from storage import outlets
from storage.records import Outlet

HEAD = """\
# Outlets

Who publishes under a domain, and the document in which the ownership is stated, with its year. One yardstick for every
country, in this order: *publicly funded under law* means that a statute or charter funds the outlet and guarantees its
editorial independence; *state-owned*, that a state or its ruling party holds or runs it; *state-funded*, that a state
pays most of it without such a statute; *private*, *non-profit* and *cooperative* go by legal form. The label is what
the document says, not how the law is kept. Where no dated document could be named, the ownership is *not stated*. The
years are those of the documents: a later change of owner may be missing. The documents were named from knowledge and
only a few could be looked up again where this list was made: check one before you rest a judgement on it.

This page is made from `storage/outlets.toml` (a test holds them together).
"""


def page() -> str:
    """The page as it should stand in docs."""
    found = outlets.load()
    counts = Counter(o.ownership for o in found)
    summary = ", ".join(f"{name} {count}" for name, count in counts.most_common())
    rows = "\n".join(_row(o) for o in found)
    return (
        f"{HEAD}\n{len(found)} outlets, {len(found) - counts['not stated']} of them labelled: {summary}.\n\n"
        f"| domain | name | country | ownership | owner | stated in |\n|---|---|---|---|---|---|\n{rows}\n"
    )


def _row(outlet: Outlet) -> str:
    stated = f"{outlet.source} ({outlet.source_date})" if outlet.source else ""
    cells = (outlet.domain, outlet.name, outlet.country, outlet.ownership, outlet.owner, stated)
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


if __name__ == "__main__":
    print(page(), end="")
