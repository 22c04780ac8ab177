"""Items: what feeds carry and chats send, each with the event that it tells of. Found again by the stems of its words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from storage import feeds
from storage.feeds import Polled
from storage.transactions import writing

_FIELDS = "id, link, title, text, language, outlet, published_at, seen_at, event_id, public, own"


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item that has just come; ``title_stems`` and ``text_stems`` are the words under which it is found.

    ``own`` is whether title and text are its outlet's words, and not those of another site's feed.
    """

    canonical: str
    link: str
    title: str
    text: str
    language: str
    outlet: str
    published_at: datetime
    title_stems: str
    text_stems: str
    own: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """A stored item. ``event`` is the number of its event, which is that of the event's first item."""

    id: int
    link: str
    title: str
    text: str
    language: str
    outlet: str
    published_at: datetime
    seen_at: datetime
    event: int | None
    public: bool
    own: bool = True


@dataclass(frozen=True, slots=True)
class Placing:
    """An item's event, the events that became one with it, and the item's vector."""

    item: int
    event: int
    joined: tuple[int, ...]
    vector: bytes


def keep_polled(db: Database, feed: int, how: Polled, items: Iterable[NewItem], now: datetime) -> int:
    """Store what a feed carried together with how it answered; returns how many items were new."""
    with writing(db):
        new = sum(_keep(db, item, feed, now) for item in items)
        feeds.polled(db, feed, how, now)
        return new


def known(db: Database, canonicals: Sequence[str]) -> int:
    """How many of these links are stored."""
    return sum(bool(db.execute("SELECT 1 FROM items WHERE canonical = ?", [link]).fetchone()) for link in canonicals)


def keep_sent(db: Database, item: NewItem, chat: int, now: datetime) -> None:
    """Store a link that a chat sent; until a feed carries it, too, only that chat hears of it."""
    with writing(db):
        _keep(db, item, None, now)
        db.execute(
            "INSERT OR IGNORE INTO sent_links (item_id, chat) SELECT id, ? FROM items WHERE canonical = ?",
            [chat, item.canonical],
        )


def forget_sent(db: Database, chat: int) -> None:
    """Forget which links the chat sent, and those that nobody else did. Belongs into a transaction of its caller."""
    db.execute("DELETE FROM sent_links WHERE chat = ?", [chat])
    orphans = "SELECT id FROM items WHERE public = 0 AND id NOT IN (SELECT item_id FROM sent_links)"
    db.execute(f"DELETE FROM item_words WHERE rowid IN ({orphans})")  # noqa: S608, it stands above
    db.execute(f"DELETE FROM items WHERE id IN ({orphans})")  # noqa: S608, it stands above


def _keep(db: Database, item: NewItem, feed: int | None, now: datetime) -> bool:
    known = db.execute("SELECT id, public, own FROM items WHERE canonical = ?", [item.canonical]).fetchone()
    if known is not None:
        if item.own and not known[2]:
            _put_right(db, known[0], item)
        if feed is not None and not known[1]:
            db.execute("UPDATE items SET public = 1, feed_id = ? WHERE id = ?", [feed, known[0]])
        return False
    cursor = db.execute(
        "INSERT INTO items (canonical, link, feed_id, public, title, text, language, outlet, published_at, seen_at, own)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            item.canonical,
            item.link,
            feed,
            int(feed is not None),
            item.title,
            item.text,
            item.language,
            item.outlet,
            item.published_at.isoformat(),
            now.isoformat(),
            int(item.own),
        ],
    )
    db.execute(
        "INSERT INTO item_words (rowid, title, text) VALUES (?, ?, ?)",
        [cursor.lastrowid, item.title_stems, item.text_stems],
    )
    return True


def _put_right(db: Database, number: int, item: NewItem) -> None:
    """The outlet's own words take the place of what another site's feed said."""
    db.execute("UPDATE items SET own = 1, title = ?, text = ? WHERE id = ?", [item.title, item.text, number])
    words = [item.title_stems, item.text_stems, number]
    db.execute("UPDATE item_words SET title = ?, text = ? WHERE rowid = ?", words)


def unplaced(db: Database, most: int, words: str | None = None) -> list[Item]:
    """Items whose event is not known yet, the oldest first; only such as match the full-text expression where one is given."""
    matching = " AND id IN (SELECT rowid FROM item_words WHERE item_words MATCH ?)" if words else ""
    rows = db.execute(
        f"SELECT {_FIELDS} FROM items WHERE event_id IS NULL{matching} ORDER BY id LIMIT ?",  # noqa: S608, they stand above
        [*([words] if words else []), most],
    ).fetchall()
    return [_item(row) for row in rows]


def place(db: Database, placings: Sequence[Placing]) -> None:
    """Store where items belong; events that became one are one from then on, also in what readers were told."""
    with writing(db):
        for placing in placings:
            db.execute(
                "UPDATE items SET event_id = ?, vector = ? WHERE id = ?",
                [placing.event, placing.vector, placing.item],
            )
            for event in placing.joined:
                db.execute("UPDATE items SET event_id = ? WHERE event_id = ?", [placing.event, event])
                _told_as_one(db, event, placing.event)


def _told_as_one(db: Database, old: int, new: int) -> None:
    db.execute(
        "INSERT INTO told (subscription_id, event_id, last_item, sources)"
        " SELECT subscription_id, ?, last_item, sources FROM told WHERE event_id = ? AND true"
        " ON CONFLICT (subscription_id, event_id) DO UPDATE SET last_item = max(last_item, excluded.last_item),"
        " sources = max(sources, excluded.sources)",
        [new, old],
    )
    db.execute("DELETE FROM told WHERE event_id = ?", [old])


def window(db: Database, since: datetime) -> list[tuple[Item, bytes]]:
    """The placed items of the last days with their vectors, in the order in which they were placed."""
    rows = db.execute(
        f"SELECT {_FIELDS}, vector FROM items WHERE seen_at >= ? AND event_id IS NOT NULL ORDER BY id",  # noqa: S608, it stands above
        [since.isoformat()],
    ).fetchall()
    return [(_item(row[:-1]), row[-1]) for row in rows]


def first_since(db: Database, since: datetime) -> int:
    """The number of the first item that was seen since then."""
    row = db.execute("SELECT min(id) FROM items WHERE seen_at >= ?", [since.isoformat()]).fetchone()
    return int(row[0]) if row[0] is not None else 2**62


def events_with(db: Database, words: str, first: int, chat: int | None) -> dict[int, int]:
    """How many items of each event match the full-text expression, of those numbered from ``first`` that ``chat`` may see."""
    rows = db.execute(
        "SELECT items.event_id, count(*) FROM item_words JOIN items ON items.id = item_words.rowid"
        " WHERE item_words MATCH ? AND item_words.rowid >= ? AND event_id IS NOT NULL AND (public = 1 OR EXISTS"
        " (SELECT 1 FROM sent_links WHERE item_id = items.id AND chat = ?)) GROUP BY items.event_id",
        [words, first, chat],
    ).fetchall()
    return {int(event): int(count) for event, count in rows}


def of_events(db: Database, events: Collection[int], chat: int | None) -> dict[int, list[Item]]:
    """The items of some events that the chat may see, in order of publication."""
    found: dict[int, list[Item]] = {}
    for event in events:
        rows = db.execute(
            f"SELECT {_FIELDS} FROM items WHERE event_id = ? AND (public = 1 OR EXISTS"  # noqa: S608, it stands above
            " (SELECT 1 FROM sent_links WHERE item_id = items.id AND chat = ?)) ORDER BY published_at, id",
            [event, chat],
        ).fetchall()
        if rows:
            found[event] = [_item(row) for row in rows]
    return found


def expire(db: Database, before: datetime) -> int:
    """Let go of items seen before then; returns how many. Belongs into a transaction of its caller."""
    db.execute("DELETE FROM item_words WHERE rowid IN (SELECT id FROM items WHERE seen_at < ?)", [before.isoformat()])
    gone = db.execute("DELETE FROM items WHERE seen_at < ?", [before.isoformat()])
    db.execute("DELETE FROM told WHERE event_id NOT IN (SELECT event_id FROM items WHERE event_id IS NOT NULL)")
    return int(gone.rowcount)


def _item(row: Sequence[object]) -> Item:
    number, link, title, text, language, outlet, published, seen, event, public, own = row
    return Item(
        int(str(number)),
        str(link),
        str(title),
        str(text),
        str(language),
        str(outlet),
        datetime.fromisoformat(str(published)),
        datetime.fromisoformat(str(seen)),
        int(str(event)) if event is not None else None,
        bool(public),
        bool(own),
    )
