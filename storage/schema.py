"""The schema, step by step: each migration is one transaction, recorded by name, and never changed once it has landed."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from storage import digest_tables

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

_JOBS = """
CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    lane TEXT NOT NULL,              -- jobs of one lane run one after another, in order of their ids
    kind TEXT NOT NULL,              -- message, button, inline, member, or what another job asked for
    origin TEXT UNIQUE,              -- what asked for it, where that must have it done once only
    chat INTEGER NOT NULL,           -- the chat it belongs to
    user INTEGER,                    -- who asked; NULL where nobody did
    payload TEXT NOT NULL,           -- what a job without updates needs, as JSON
    gather TEXT,                     -- updates with this key still join; NULL once it is closed
    state TEXT NOT NULL,             -- waiting, running, done, failed
    counts INTEGER NOT NULL DEFAULT 0, -- 1: it asked for a brief, which counts against its user's rate
    attempts INTEGER NOT NULL,       -- how often it was begun and not given back: crashes, and the run under way
    failures INTEGER NOT NULL DEFAULT 0, -- how often it failed by itself
    due_at TEXT NOT NULL,            -- ISO 8601, UTC
    leased_until TEXT,               -- ISO 8601, UTC; a running job past it is taken for lost
    created_at TEXT NOT NULL,        -- ISO 8601, UTC
    finished_at TEXT                 -- ISO 8601, UTC
) STRICT
"""

_UPDATES = """
CREATE TABLE updates (
    update_id INTEGER PRIMARY KEY,   -- Telegram's number
    job_id INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    record TEXT NOT NULL,            -- as it was received, JSON
    sent_at INTEGER NOT NULL,        -- when its message was sent, seconds of Unix time; 0 where it is none
    received_at TEXT NOT NULL        -- ISO 8601, UTC
) STRICT
"""

_CHATS = """
CREATE TABLE chats (
    chat INTEGER PRIMARY KEY,        -- Telegram's number; a user's own number in private
    kind TEXT NOT NULL,              -- private, group, supergroup, channel
    state TEXT NOT NULL,             -- active; left (kicked, blocked, gone)
    language TEXT,                   -- in which briefs are wanted (ISO 639-1); NULL: the article's
    length TEXT NOT NULL,            -- short, standard, long
    allowed INTEGER NOT NULL,        -- 1: let in by an invitation or an administrator
    first_at TEXT NOT NULL,          -- ISO 8601, UTC
    last_at TEXT NOT NULL            -- ISO 8601, UTC
) STRICT
"""

_MESSAGES = """
CREATE TABLE messages (
    chat INTEGER NOT NULL,
    message_id INTEGER NOT NULL,     -- Telegram's number of a message of ours
    job_id INTEGER NOT NULL,         -- whose answer it is; outlives the job, because it joins the parts of an answer
    part INTEGER NOT NULL,           -- which part of the answer, from 0; what is below 0 is no answer
    brief_id INTEGER REFERENCES briefs (id) ON DELETE SET NULL,
    sent_at TEXT NOT NULL,           -- ISO 8601, UTC
    PRIMARY KEY (chat, message_id)
) STRICT
"""

_OPEN_LINKS = """
CREATE TABLE open_links (
    chat INTEGER PRIMARY KEY,        -- where the text of a page that could not be read is awaited
    facts TEXT NOT NULL,             -- what is known of the article, as JSON
    parts TEXT NOT NULL,             -- the texts that were supplied, by number of their message, as JSON
    opened_at TEXT NOT NULL          -- ISO 8601, UTC
) STRICT
"""

_REPORTS = """
CREATE TABLE reports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    brief_id INTEGER NOT NULL REFERENCES briefs (id) ON DELETE CASCADE,
    chat INTEGER NOT NULL,           -- where it was reported
    user INTEGER NOT NULL,           -- who reported it
    words TEXT NOT NULL,             -- the reader's own
    origin TEXT NOT NULL UNIQUE,     -- what it came from, so that it is stored once
    state TEXT NOT NULL,             -- open, corrected, withdrawn, dismissed
    settled_by INTEGER,              -- the job that settled it
    reported_at TEXT NOT NULL        -- ISO 8601, UTC
) STRICT
"""

_TICKETS = """
CREATE TABLE tickets (
    code TEXT PRIMARY KEY,           -- what a deep link carries
    kind TEXT NOT NULL,              -- brief: a link to brief; invitation: lets a chat in
    value TEXT NOT NULL,             -- the link; or how often the invitation may still be used
    owner TEXT NOT NULL,             -- 'public', or the chat whose text held the link
    made_at TEXT NOT NULL            -- ISO 8601, UTC
) STRICT
"""

_REMEMBERED = """
CREATE TABLE remembered (
    name TEXT PRIMARY KEY,           -- what was told to Telegram last: commands, descriptions
    value TEXT NOT NULL
) STRICT
"""

_TURNS = """
CREATE TABLE turns (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    chat TEXT NOT NULL,              -- whose conversation it is, named as the owner of a text is
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    brief_id INTEGER REFERENCES briefs (id) ON DELETE CASCADE,
    origin TEXT NOT NULL UNIQUE,     -- what asked, so that it is stored once
    question TEXT NOT NULL,          -- the reader's own words
    answer TEXT NOT NULL,            -- the Answer as JSON
    asked_at TEXT NOT NULL           -- ISO 8601, UTC
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


@migrations()
def m0004_telegram(db: Database) -> None:
    """Stored work and the updates it came from, chats, our messages in them, reports; briefs can be withdrawn."""
    for table in (_JOBS, _UPDATES, _CHATS, _MESSAGES, _OPEN_LINKS, _REPORTS, _TICKETS, _REMEMBERED):
        db.execute(table)
    db.execute("CREATE INDEX jobs_open ON jobs (lane, id) WHERE state IN ('waiting', 'running')")
    db.execute("CREATE INDEX jobs_due ON jobs (kind, id) WHERE state IN ('waiting', 'running')")
    db.execute("CREATE INDEX jobs_user ON jobs (user, created_at)")
    db.execute("CREATE INDEX jobs_finished ON jobs (finished_at)")
    db.execute("CREATE INDEX updates_job ON updates (job_id)")
    db.execute("CREATE INDEX messages_job ON messages (job_id, part)")
    db.execute("CREATE INDEX messages_brief ON messages (brief_id)")
    db.execute("ALTER TABLE briefs ADD COLUMN withdrawn TEXT")


@migrations()
def m0005_conversations(db: Database) -> None:
    """Questions on briefs with their answers."""
    db.execute(_TURNS)
    db.execute("CREATE INDEX turns_chat ON turns (chat, article_id, id)")
    db.execute("CREATE INDEX turns_asked ON turns (asked_at)")
    db.execute("CREATE INDEX turns_article ON turns (article_id)")
    db.execute("CREATE INDEX turns_brief ON turns (brief_id)")


@migrations()
def m0006_digests(db: Database) -> None:
    """Feeds and their items, events, who follows what, and digests with what they told."""
    for statement in (*digest_tables.TABLES, *digest_tables.INDEXES):
        db.execute(statement)


@migrations()
def m0007_corrected_digests(db: Database) -> None:
    """Which messages show an event of a digest, so that they can be made right; whose words an item's are."""
    db.execute("ALTER TABLE items ADD COLUMN own INTEGER NOT NULL DEFAULT 1")
    db.execute(digest_tables.EVENT_PAGES)
    db.execute("CREATE INDEX event_pages_digest ON event_pages (digest_id)")


def names() -> list[str]:
    """The migrations that this version knows, in order."""
    return [migration.name for migration in migrations.pending(Database(memory=True))]
