"""Every line that a reader may see, in one place; braces are filled in where the line is used."""

from __future__ import annotations

BAD_LINK = "This is not a link that can be opened: only public http and https addresses can."
PRIVATE_ADDRESS = "This link leads to a private network, which is not opened."
NO_SUCH_HOST = "There is no site named {host}. Check the link for a typing mistake."
NO_CONNECTION = "The site did not answer as a web page should. Try again later, or paste the text."
NOT_FOUND = "The site says that this page does not exist (404). Check the link, or paste the text."
REFUSED = "The site refuses to show this page to a bot ({status}). Paste the text to have it briefed."
SERVER_ERROR = "The site reports an error of its own ({status}). Try again later, or paste the text."
TOO_SLOW = "The site took too long to answer. Try again later, or paste the text."
TOO_MANY_REDIRECTS = "The link leads in circles. Check it, or paste the text."
TOO_LARGE = "The page is larger than 5 MB. Paste the text of the article instead."
NOT_TEXT = "This is no text that can be read ({kind}). Web pages, plain text and PDF files can."
EMPTY = "There is no text in it."
BINARY = "This does not look like text. Send a link, a text, or a .txt, .html or .pdf file."
TOO_SHORT = "This is too short to brief: {words}. Send the whole text, or a link."
TOO_LONG = "This text has {characters} characters; 400,000 are the most that can be briefed. Send it in parts."
NO_SUCH_FILE = "There is no file {name}."
FOLDER = "{name} is a folder. Name one file in it."
WRONG_FILE = "Files ending in .txt, .html, .htm or .pdf can be read, {name} cannot."
LOCKED_PDF = "This PDF is locked with a password. Send an unlocked copy, or paste the text."
DAMAGED_TEXT = "This text is damaged or in an unknown encoding, and guessing would change words. Save it as UTF-8 and send it again."
BROKEN_PDF = "This PDF cannot be read: it is damaged, or no PDF."
SCANNED_PDF = "This PDF holds pictures of pages and no text. Paste the text instead."

VERDICTS: dict[str, str] = {
    "thin": "The page carries too little text for a brief. Paste the text if you have it.",
    "truncated": "The page breaks off: it carries only the beginning of the article. Paste the whole text to have it briefed.",
    "paywalled": "The article is behind a paywall: the page carries only its beginning. Paste the text to have it briefed.",
    "consent_wall": "The site shows a consent page instead of the article. Paste the text to have it briefed.",
    "bot_wall": "The site shows a check for robots instead of the article. Paste the text to have it briefed.",
    "script_only": "The page builds its text by script and carries none itself. Paste the text to have it briefed.",
    "index": "This is a page of links, not an article. Send the link of one article.",
    "live_blog": "This is a live blog, which changes all the time. Send the link of one article, or paste an entry.",
    "media_only": "The page carries a video, an audio or pictures with a caption, and no article. Only text can be briefed.",
}

WORKER_DIED = "The analysis broke off. Try again; if it happens twice, this text cannot be briefed."
WORKER_SLOW = "The analysis took too long and was stopped. Send a shorter text."
NOTHING_LEFT = "Too little of this text could be checked to make a brief of it."

NEWER_DATABASE = (
    "The database {path} was written by a newer version of Attribot. It was left as it is: install that version, or "
    "set DATABASE_PATH to another file."
)
BAD_DATABASE = "{path} is not an Attribot database. It was left as it is."
NO_DATABASE = "The database {path} cannot be opened: {reason}. Check DATABASE_PATH."
DATABASE_FAILED = "The database cannot be used at the moment ({reason}). Try again in a minute."
DATABASE_EXISTS = "{path} exists already. Choose another name, or move the file away."
UNKNOWN_SETTING = "{name} is not a setting of Attribot. See .env.example for those that are."
BAD_SETTING = "The setting {name} cannot be {value}: {reason}."

WHO_SAID_WHAT = "Who said what"
SOURCE_FOR = "is the source for:"
QUOTED_BY = "quoted by {name}"
OWN_WORDING = "The article’s own wording, left out of the summary: {words}"
MACHINE_TRANSLATION = (
    "Lines behind ≈ were translated into {language} by a machine; the line above each is the checked one."
)
NOT_TRANSLATED = (
    "No translation into “{language}” could be made. It needs a language model (OPENAI_API_KEY), and one of the languages "
    "en, es, fr, de, ru, uk, ar, zh."
)
IN_HEADLINE = "headline"
MENTIONED = "Mentioned, not quoted: {names}"
NOT_COVERED = "Quotations whose speaker could not be made out for certain: {count}"
COUNTS = "{statements} statements, {rejected} rejected"
PASTED = "Your text"
OUTLET = "{name} ({country}; ownership: {ownership})"
STORED = "from the store"
OLD = "This article is {days} days old."
ENGINES = {"embedded": "embedded analyst"}
MODEL_ENGINE = "language model {model}, every line checked"
FALLBACK = "{engine}, because the language model {reason}"
FALLBACK_REASONS = {
    "slow": "took too long",
    "unreachable": "could not be reached",
    "server_error": "reported an error of its own",
    "rate_limited": "is asked too often at the moment",
    "no_quota": "has no quota left",
    "key_refused": "refused the key",
    "no_such_model": "is not served there",
    "too_long": "cannot take a text of this length",
    "bad_request": "refused the request",
    "declined": "declined to answer",
    "filtered": "was stopped by its provider’s filter",
    "cut_off": "broke off its answer",
    "unreadable": "gave an answer that cannot be read",
    "empty": "gave no answer",
    "paused": "failed several times and is left alone for a while",
    "over_budget": "has used up today’s budget",
}
BAD_PROMPTS = "The prompts cannot be used: {reason}."
GOOD_PROMPTS = "The prompts can be used: {names}."
BAD_PRICES = "The prices cannot be used: {reason}."
SPEND_NOTHING = "Nothing was spent in the last {days} days."
SPEND_LINE = "{day}  {payer}  {model}  {calls} calls  {tokens_in} tokens in  {tokens_out} out  ${dollars:.4f}"
SPEND_TOTAL = "Total: ${dollars:.4f}"
GENRES = {"opinion": "opinion", "satire": "satire"}
LANGUAGES = {
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "de": "German",
    "ru": "Russian",
    "uk": "Ukrainian",
    "pt": "Portuguese",
    "it": "Italian",
    "nl": "Dutch",
    "pl": "Polish",
    "tr": "Turkish",
    "ar": "Arabic",
    "zh": "Chinese",
    "ja": "Japanese",
    "ko": "Korean",
    "he": "Hebrew",
    "fa": "Persian",
    "hi": "Hindi",
    "und": "language unknown",
}
STAGES = {
    "fetching": "Fetching the page …",
    "reading": "Reading …",
    "analysing": "Finding who said what, and checking every line …",
    "statements": "Finding who said what …",
    "summary": "Summing up …",
    "checking": "Checking every line against the article …",
    "translating": "Translating …",
}

CHAT_WELCOME = "Send a link or paste a text, then press Enter. /help tells more, /quit ends."
CHAT_PROMPT = "you> "
CHAT_HELP = """\
Send a link, or paste the text of an article, and press Enter. You get a neutral summary and a list of who said what.
Numbers in brackets are sentences of the article: every line rests on those.
/language es  what follows in Spanish, as far as it can be translated; needs a language model
/help  this page
/quit  end (Ctrl-D does the same)
Without a key nothing leaves this machine. With one, the article goes to the language model that the operator chose."""
CHAT_LANGUAGE = "What follows comes in {language}, as far as it can be translated."
CHAT_UNKNOWN = "{command} is no command here. /help lists them."
EXAMPLE_NOTE = "Nothing came in, so here is the example article that ships with Attribot."

BACKED_UP = "Copied {path} to {target}."
RESTORED = "Restored {path} from {source}. What was there before is kept beside it with the ending .before."
NOTHING_TO_BACK_UP = "There is no database at {path} yet. Brief something first."
DOCTOR_SETTINGS = "Settings: all known, all in range."
DOCTOR_DATABASE = "Database: {path} opens, its schema is up to date."
DOCTOR_MODEL = "Model data: English model {version} loads and parses."
DOCTOR_NO_MODEL = "Model data: the English model is not installed. Run: make chat"
DOCTOR_OUTLETS = "Outlets: {count} known."
DOCTOR_KEY = "Language model: none is set, none is needed. The embedded analyst makes every brief."
DOCTOR_CHAIN = "Language model: {model} is asked first; the embedded analyst stands in when it fails."
