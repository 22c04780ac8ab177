"""The outlets file: who publishes under a domain, and where its ownership is stated."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from storage.records import Outlet

FILE = Path(__file__).with_name("outlets.toml")


def load(path: Path = FILE) -> tuple[Outlet, ...]:
    """All outlets of the file, in its order. Raises ValueError where an entry is malformed or a domain stands twice."""
    with path.open("rb") as file:
        outlets = TypeAdapter(tuple[Outlet, ...]).validate_python(tomllib.load(file)["outlet"])
    seen: set[str] = set()
    for outlet in outlets:
        for domain in (outlet.domain, *outlet.aliases):
            if domain in seen:
                raise ValueError(f"{domain} stands twice in the outlets file")
            seen.add(domain)
        labelled = outlet.ownership != "not stated"
        if labelled != bool(outlet.source and outlet.source_date):
            raise ValueError(f"{outlet.domain}: an ownership and its dated source go together")
    return outlets


@lru_cache(maxsize=1)
def _by_domain() -> dict[str, Outlet]:
    return {domain: outlet for outlet in load() for domain in (outlet.domain, *outlet.aliases)}


def of_host(host: str) -> Outlet | None:
    """The outlet that publishes under the host or a domain above it; None where the file has none."""
    labels = host.lower().removeprefix("www.").split(".")
    domains = (".".join(labels[i:]) for i in range(len(labels) - 1))
    return next((_by_domain()[d] for d in domains if d in _by_domain()), None)
