"""The schema, step by step: each migration is one transaction, recorded by name, and never changed once it has landed."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("attribot")

_ARTICLES = """
CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    canonical TEXT,                  -- identity of the link; NULL for texts and files
    link TEXT,                       -- the link as it was given
    revision INTEGER NOT NULL,       -- same link, new text: next revision
    privacy TEXT NOT NULL,           -- 'public', or the chat that owns the text
    content_hash TEXT NOT NULL,      -- SHA-256 of title and body
    record TEXT,                     -- the Article as JSON; NULL once its time is over
    stored_at TEXT NOT NULL          -- ISO 8601, UTC
) STRICT
"""

_BRIEFS = """
CREATE TABLE briefs (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,        -- article, analyst, rules, language, length, privacy
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    privacy TEXT NOT NULL,           -- as its article's
    headline TEXT NOT NULL,
    points TEXT NOT NULL,            -- the points' texts, a line each, for search
    record TEXT,                     -- the Brief as JSON; NULL once its article's time is over
    stored_at TEXT NOT NULL          -- ISO 8601, UTC
) STRICT
"""

_STATEMENTS = """
CREATE TABLE statements (
    brief_id INTEGER NOT NULL REFERENCES briefs (id) ON DELETE CASCADE,
    id TEXT NOT NULL,                -- within its brief
    speaker TEXT NOT NULL,
    kind TEXT NOT NULL,              -- quotation, reported, mixed
    excerpt TEXT NOT NULL,           -- its receipt sentences, so that it outlives the article
    PRIMARY KEY (brief_id, id)
) STRICT
"""

_LINKS = """
CREATE TABLE links (
    canonical TEXT PRIMARY KEY,      -- another link that led to the article
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE
) STRICT
"""

_CALLS = """
CREATE TABLE calls (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL,               -- ISO 8601, UTC
    called_at TEXT NOT NULL,         -- ISO 8601, UTC
    payer TEXT NOT NULL,             -- the chat that asked
    model TEXT NOT NULL,
    step TEXT NOT NULL,              -- statements, summary, repair
    outcome TEXT NOT NULL,           -- answered, under way, interrupted, or the reason of the failure
    tokens_in INTEGER NOT NULL,
    tokens_out INTEGER NOT NULL,
    micros INTEGER NOT NULL          -- millionths of a US dollar; set aside while under way
) STRICT
"""

_STEPS = """
CREATE TABLE steps (
    key TEXT PRIMARY KEY,            -- step, prompts, model and every word that was sent
    privacy TEXT NOT NULL,           -- as its article's
    model TEXT NOT NULL,             -- the one that answered
    answer TEXT NOT NULL,            -- JSON
    stored_at TEXT NOT NULL          -- ISO 8601, UTC
) STRICT
"""

_SECRETS = """
CREATE TABLE secrets (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT
"""


@migrations()
def m0001_articles_and_briefs(db: Database) -> None:
    """Articles by link, revision and content; briefs by key; statements by speaker; full text of briefs."""
    for table in (_ARTICLES, _BRIEFS, _STATEMENTS):
        db.execute(table)
    db.execute("CREATE UNIQUE INDEX articles_revision ON articles (canonical, revision) WHERE canonical IS NOT NULL")
    db.execute("CREATE UNIQUE INDEX articles_content ON articles (privacy, canonical, content_hash)")
    db.execute("CREATE INDEX articles_stored ON articles (stored_at)")
    db.execute("CREATE INDEX statements_speaker ON statements (speaker)")
    db.table("briefs").enable_fts(
        ["headline", "points"], fts_version="FTS5", create_triggers=True, tokenize="unicode61"
    )


@migrations()
def m0002_links(db: Database) -> None:
    """Links that lead to an article stored under another one: redirects, and pages that declare their own."""
    db.execute(_LINKS)


@migrations()
def m0003_language_models(db: Database) -> None:
    """Calls to language models and what they cost, stored answers of their steps, the installation's secret."""
    for table in (_CALLS, _STEPS, _SECRETS):
        db.execute(table)
    db.execute("CREATE INDEX calls_day ON calls (day, payer)")
    db.execute("CREATE INDEX steps_stored ON steps (stored_at)")


def names() -> list[str]:
    """The migrations that this version knows, in order."""
    return [migration.name for migration in migrations.pending(Database(memory=True))]
