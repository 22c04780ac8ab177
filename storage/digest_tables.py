"""Tables for topic digests, as migrations 6 and 7 made them."""

FEEDS = """
CREATE TABLE feeds (
    id INTEGER PRIMARY KEY,
    link TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,             -- as the feed names itself; '' until it has answered
    language TEXT,                   -- ISO 639-1, where the list or the feed states it
    region TEXT,
    state TEXT NOT NULL,             -- active, dead, removed
    etag TEXT,
    modified TEXT,                   -- as the site stated them when the feed was last read
    pause INTEGER NOT NULL,          -- seconds between two polls
    due_at TEXT NOT NULL,            -- ISO 8601, UTC
    failures INTEGER NOT NULL,       -- in a row
    trouble TEXT,                    -- the last failure in one line
    read_at TEXT                     -- when it last answered with a feed, ISO 8601, UTC; NULL: unverified
) STRICT
"""

ITEMS = """
CREATE TABLE items (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    canonical TEXT NOT NULL UNIQUE,  -- identity of the link
    link TEXT NOT NULL,              -- as the feed gives it
    feed_id INTEGER REFERENCES feeds (id) ON DELETE SET NULL,
    public INTEGER NOT NULL,         -- 0: only chats that sent the link may hear of it
    title TEXT NOT NULL,
    text TEXT NOT NULL,              -- what the feed carries of it; of a link that was sent, the article's opening
    language TEXT NOT NULL,          -- ISO 639-1
    outlet TEXT NOT NULL,            -- its domain in the outlets file, else its host
    published_at TEXT NOT NULL,      -- ISO 8601, UTC; when it was first seen where no date can be believed
    seen_at TEXT NOT NULL,           -- ISO 8601, UTC
    event_id INTEGER,                -- the first item of its event; NULL until it is placed
    vector BLOB                      -- 384 half-precision numbers
) STRICT
"""

SENT_LINKS = """
CREATE TABLE sent_links (
    item_id INTEGER NOT NULL REFERENCES items (id) ON DELETE CASCADE,
    chat INTEGER NOT NULL,           -- where it was sent
    PRIMARY KEY (item_id, chat)
) STRICT
"""

ITEM_WORDS = "CREATE VIRTUAL TABLE item_words USING fts5 (title, text, tokenize = 'unicode61 remove_diacritics 0')"

SUBSCRIPTIONS = """
CREATE TABLE subscriptions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    chat INTEGER NOT NULL,
    thread INTEGER,                  -- the forum topic in which it is told
    user INTEGER,                    -- who asked for it
    origin TEXT UNIQUE,              -- what asked for it, so that it is stored once
    topic TEXT NOT NULL,             -- the Topic as JSON
    zone TEXT NOT NULL,              -- IANA name or fixed offset
    minute INTEGER NOT NULL,         -- of the local day
    days TEXT NOT NULL,              -- days of the week, Monday 0: "0123456"
    most INTEGER NOT NULL,           -- events in one digest
    state TEXT NOT NULL,             -- draft, active, paused, ended
    due_at TEXT,                     -- ISO 8601, UTC; NULL unless active
    created_at TEXT NOT NULL         -- ISO 8601, UTC
) STRICT
"""

TOLD = """
CREATE TABLE told (
    subscription_id INTEGER NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE,
    event_id INTEGER NOT NULL,
    last_item INTEGER NOT NULL,      -- the newest item of the event that was known then
    sources INTEGER NOT NULL,        -- independent sources that were known then
    PRIMARY KEY (subscription_id, event_id)
) STRICT
"""

DIGESTS = """
CREATE TABLE digests (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    subscription_id INTEGER REFERENCES subscriptions (id) ON DELETE CASCADE,
    chat INTEGER NOT NULL,
    due_at TEXT NOT NULL,            -- ISO 8601, UTC
    record TEXT NOT NULL,            -- the Digest as JSON
    state TEXT NOT NULL,             -- waiting, sending, sent, unknown (a crash hid the outcome twice), dropped
    sends INTEGER NOT NULL,          -- how often sending was begun
    message_id INTEGER,              -- Telegram's number, once it is known
    made_at TEXT NOT NULL,           -- ISO 8601, UTC
    sent_at TEXT                     -- ISO 8601, UTC
) STRICT
"""

REPORTS_OF_EVENTS = """
CREATE TABLE event_briefs (
    key TEXT PRIMARY KEY,            -- event, its articles' briefs, who wrote it
    record TEXT NOT NULL,            -- the EventBrief as JSON
    made_at TEXT NOT NULL            -- ISO 8601, UTC
) STRICT
"""

TABLES = (FEEDS, ITEMS, SENT_LINKS, ITEM_WORDS, SUBSCRIPTIONS, TOLD, DIGESTS, REPORTS_OF_EVENTS)
INDEXES = (
    "CREATE INDEX feeds_due ON feeds (due_at) WHERE state <> 'removed'",
    "CREATE INDEX items_event ON items (event_id)",
    "CREATE INDEX items_seen ON items (seen_at)",
    "CREATE INDEX items_open ON items (id) WHERE event_id IS NULL",
    "CREATE INDEX sent_links_chat ON sent_links (chat)",
    "CREATE INDEX subscriptions_due ON subscriptions (due_at) WHERE state = 'active'",
    "CREATE INDEX subscriptions_chat ON subscriptions (chat)",
    "CREATE UNIQUE INDEX digests_once ON digests (subscription_id, due_at)",
    "CREATE INDEX digests_waiting ON digests (id) WHERE state IN ('waiting', 'sending')",
    "CREATE INDEX digests_chat ON digests (chat)",
    "CREATE INDEX digests_made ON digests (made_at)",
    "CREATE INDEX told_event ON told (event_id)",
)

EVENT_PAGES = """
CREATE TABLE event_pages (
    chat INTEGER NOT NULL,
    message_id INTEGER NOT NULL,     -- the first of the messages that show the event
    digest_id INTEGER NOT NULL REFERENCES digests (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,          -- of the event in the digest, from 0
    PRIMARY KEY (chat, message_id)
) STRICT
"""
