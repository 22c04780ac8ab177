"""What a message means: each rule of ``meant`` with its cases, in the languages that readers write."""

from __future__ import annotations

import pytest

from bot.analysis.asking.lexicon import CODES, lexicon
from bot.analysis.asking.meant import LONGEST, Wish, language_of, meant

ITEM = "Three ports of Ostrany were closed on Monday after a storm, the harbour office of Brenn said."
INTERVIEW = (
    "The minister spoke to the Lissa Courier. Why did the talks fail? “We were far apart,” said Ines Caldor. "
    "When will they go on? “In March,” she said. Who pays until then? “Each side pays its own.”"
)
HEADED = "Will the strait reopen? Talks between Velmar and Ostrany resumed on Monday. Both sides sent their ministers."
LONG = "Who pays for the toll, and why " + "does it rise again and again " * 8 + "in March?"


@pytest.mark.parametrize(
    "text",
    [
        "What did Peskov say exactly?",
        "who denied it",
        "and Ostrany?",
        "why?",
        "the toll",
        "tell me what the minister said",
        "Please explain what the strait has to do with the grain price",
        "I'd like to know who paid for the survey and when it was carried out",
        "I read that the ports are closed. What does the article say on the toll?",
        "Is it true that Reyk said “We will not pay it”?",
        "¿Quién lo negó?",
        "dime qué dijo la ministra sobre los puertos",
        "¿Y por qué?",
        "Qu'a dit exactement la ministre ?",
        "qui a démenti",
        "Was hat Reyk genau gesagt?",
        "ich wüsste gern, wie viele Boote vor Lissa kontrolliert wurden",
        "Wer hat das bestritten",
        "Что сказал министр о пошлине?",
        "кто это отрицал",
        "Скільки суден чекало в протоці?",
        "хто це заперечив",
        "ماذا قال الوزير عن الرسوم؟",
        "من نفى ذلك",
        "他说了什么？",
        "谁否认了",
    ],
)
def test_a_question_is_a_question_in_any_language(text: str) -> None:
    assert meant(text) == "question"


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("In Spanish, please", Wish("es")),
        ("could I have that in German?", Wish("de")),
        ("translate it into French", Wish("fr")),
        ("Shorter please", Wish(length="short")),
        ("Can you make it a bit longer, with the figures included?", Wish(length="long")),
        ("too long!", Wish(length="short")),
        ("shorter, and in Ukrainian", Wish("uk", "short")),
        ("en español, por favor", Wish("es")),
        ("más corto", Wish(length="short")),
        ("en français s'il te plaît", Wish("fr")),
        ("mehr Details", Wish(length="long")),
        ("auf Deutsch bitte", Wish("de")),
        ("по-русски, пожалуйста", Wish("ru")),
        ("короче", Wish(length="short")),
        ("українською, будь ласка", Wish("uk")),
        ("بالعربية من فضلك", Wish("ar")),
        ("请用中文", Wish("zh")),
        ("短一点", Wish(length="short")),
    ],
)
def test_a_wish_on_the_form_is_told_from_a_question(text: str, wish: Wish) -> None:
    assert meant(text) == wish


@pytest.mark.parametrize(
    "text",
    [
        ITEM,
        INTERVIEW,
        HEADED,
        LONG,
        f"{ITEM} {ITEM}",
        "Who runs the port of Brenn from now on is unclear to all sides, the harbour office said on Monday.",
    ],
)
def test_a_text_to_brief_is_no_question(text: str) -> None:
    assert meant(text) == "text"


@pytest.mark.parametrize(
    "text",
    [
        "Thanks!",
        "ok",
        "👍",
        "…",
        "Hello",
        "gracias",
        "merci beaucoup",
        "danke",
        "спасибо",
        "дякую, гарного дня",
        "شكرا",
        "谢谢",
    ],
)
def test_thanks_and_greetings_ask_for_nothing(text: str) -> None:
    assert meant(text) == "courtesy"


@pytest.mark.parametrize(
    "text",
    [
        "What did Spain say about the toll?",
        "Which paper in German carried it?",
        "thanks, and who denied it?",
        "How long did it take?",
    ],
)
def test_words_of_wishes_and_thanks_inside_a_question_leave_it_one(text: str) -> None:
    assert meant(text) == "question"


def test_what_is_short_and_replies_to_a_brief_is_about_it() -> None:
    said = "I do not understand the part about the grain ships."
    assert (meant(said, replies=True), meant(said)) == ("question", "text")
    assert meant(f"{ITEM} {ITEM} {ITEM}", replies=True) == "text"


def test_no_question_is_longer_than_the_limit() -> None:
    asked = "what " * LONGEST
    assert (meant(f"{asked}?"), meant(f"{asked} more?")) == ("question", "text")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Who denied it?", "en"), ("¿Qué dijo Reyk?", "es"), ("Qu'a dit Reyk ?", "fr"), ("Was hat Reyk gesagt?", "de"),
        ("Что сказал Рейк?", "ru"), ("Кто отрицал?", "ru"), ("Що сказав Рейк?", "uk"), ("ماذا قال؟", "ar"), ("他说什么？", "zh"),
    ],
)  # fmt: skip
def test_the_language_of_a_question_is_told_by_letters_and_commonest_words(text: str, language: str) -> None:
    assert language_of(text, "en") == language


def test_a_question_that_could_be_of_any_language_is_in_the_article_s() -> None:
    assert (language_of("Reyk?", "de"), language_of("Reyk?", "fr")) == ("de", "fr")


def test_every_lexicon_has_words_for_every_meaning() -> None:
    meanings = set(lexicon("en")._entries)
    assert all(set(lexicon(code)._entries) == meanings and all(lexicon(code)._entries.values()) for code in CODES)
