"""What goes when its time is over: whole texts; of public articles the statements and their excerpts stay."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from storage import digests, items, subscriptions
from storage.transactions import writing


def expire(db: Database, public_before: datetime, private_before: datetime) -> int:
    """Forget articles stored before those moments; returns how many. Private ones go with everything made of them."""
    with writing(db):
        private = db.execute(
            "DELETE FROM articles WHERE privacy <> 'public' AND stored_at < ?", [private_before.isoformat()]
        )
        db.execute("DELETE FROM steps WHERE privacy <> 'public' AND stored_at < ?", [private_before.isoformat()])
        db.execute("DELETE FROM steps WHERE stored_at < ?", [public_before.isoformat()])
        briefs = (
            "UPDATE briefs SET record = NULL, headline = '', points = '' WHERE record IS NOT NULL AND article_id IN"
            " (SELECT id FROM articles WHERE stored_at < ?)"
        )
        db.execute(briefs, [public_before.isoformat()])
        public = db.execute(
            "UPDATE articles SET record = NULL WHERE record IS NOT NULL AND stored_at < ?", [public_before.isoformat()]
        )
        db.execute(
            "DELETE FROM turns WHERE asked_at < ? OR article_id IN (SELECT id FROM articles WHERE record IS NULL)",
            [private_before.isoformat()],
        )
        items.expire(db, public_before)
        digests.expire(db, public_before)
        subscriptions.drop_drafts(db, private_before)
        return int(private.rowcount) + int(public.rowcount)
