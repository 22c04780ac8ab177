"""A brief in the reader's language: what holds is shown as a translation, what does not stands as the article has it."""

from pathlib import Path
from typing import Any

import pytest

from bot.analysis.chain.romanising import romanised
from bot.analysis.receipts.places import calendar, countries
from bot.analysis.receipts.translation import fault
from bot.analysis.wording import wording
from bot.analysis.wording.meaning import KINDS, LANGUAGES, meaning
from bot.desk import Source
from tests.chain.desks import LINE, POINTED, SUMMARY, TEXT, desk
from tests.chain.model import error, model, raw

NAMES = frozenset("Brenn Ines Caldor Velmar Tomas Reyk Ostrany Кира Лант Брен Павел Рейк".split())
TOLL = "Ines Caldor said that the toll may rise by 15 percent in March."
PORTS = "Tomas Reyk said that Ostrany plans to close 3 ports and does not want to raise the toll."
MEETING = "Russia and the United States did not meet on Monday, Tomas Reyk said."
COST = "The bridge cost 2.5 million dollars, Ines Caldor said on 12 May."
SHIPS = "About 1,200 ships waited off Ukraine on Friday."

FAITHFUL: list[tuple[str, str, str, str]] = [
    ("en", TOLL, "es", "Ines Caldor dijo que el peaje podría subir un 15 por ciento en marzo."),
    ("en", TOLL, "fr", "Ines Caldor a déclaré que le péage pourrait augmenter de 15 pour cent en mars."),
    ("en", TOLL, "de", "Ines Caldor sagte, die Maut könnte im März um 15 Prozent steigen."),
    ("en", TOLL, "ru", "Ines Caldor сказала, что сбор может вырасти на 15 процентов в марте."),
    ("en", TOLL, "uk", "Ines Caldor сказала, що плата може зрости на 15 відсотків у березні."),
    ("en", TOLL, "ar", "قالت Ines Caldor إن الرسوم قد ترتفع بنسبة 15 في المئة في مارس."),
    ("en", TOLL, "zh", "Ines Caldor表示，通行费3月可能上涨15%。"),
    ("en", PORTS, "es", "Tomas Reyk dijo que Ostrany planea cerrar 3 puertos y no quiere subir el peaje."),
    ("en", PORTS, "fr", "Tomas Reyk a dit qu’Ostrany prévoit de fermer 3 ports et ne veut pas augmenter le péage."),
    ("en", PORTS, "de", "Tomas Reyk sagte, Ostrany plane die Schließung von 3 Häfen und wolle die Maut nicht erhöhen."),
    ("en", PORTS, "ru", "Tomas Reyk сказал, что Ostrany планирует закрыть 3 порта и не хочет повышать сбор."),
    ("en", PORTS, "uk", "Tomas Reyk сказав, що Ostrany планує закрити 3 порти й не хоче підвищувати плату."),
    ("en", MEETING, "es", "Rusia y Estados Unidos no se reunieron el lunes, dijo Tomas Reyk."),
    ("en", MEETING, "fr", "La Russie et les États-Unis ne se sont pas rencontrés lundi, a dit Tomas Reyk."),
    ("en", MEETING, "de", "Russland und die Vereinigten Staaten trafen sich am Montag nicht, sagte Tomas Reyk."),
    ("en", MEETING, "ru", "Россия и США не встретились в понедельник, сказал Tomas Reyk."),
    ("en", MEETING, "zh", "Tomas Reyk说，俄罗斯和美国星期一没有会面。"),
    ("en", COST, "es", "El puente costó 2,5 millones de dólares, dijo Ines Caldor el 12 de mayo."),
    ("en", COST, "ru", "Мост стоил 2,5 миллиона долларов, сказала Ines Caldor 12 мая."),
    ("en", SHIPS, "es", "Unos 1.200 barcos esperaban frente a Ucrania el viernes."),
    ("ru", "Кира Лант сказала, что сбор может вырасти на 15 процентов в марте.", "en",
     "Кира Лант said that the toll may rise by 15 percent in March."),
    ("ru", "Павел Рейк сказал, что Россия не планирует закрывать 3 порта.", "en",
     "Павел Рейк said that Russia does not plan to close 3 ports."),
    ("ru", "Мост стоил 2,5 миллиона долларов, сказала Кира Лант 12 мая.", "en",
     "The bridge cost 2.5 million dollars, Кира Лант said on 12 May."),
    ("ru", "Около 1200 судов ждали у берегов Украины в пятницу.", "en",
     "About 1,200 ships waited off the coast of Ukraine on Friday."),
    ("en", "The meeting did not end on Friday.", "es", "La reunión no terminó el viernes."),
    ("en", "Ines Caldor denied that the bridge was closed.", "es", "Ines Caldor negó que el puente estuviera cerrado."),
    ("en", "Ines Caldor denied that the bridge was closed.", "fr", "Ines Caldor a nié que le pont était fermé."),
    ("en", "Two soldiers were killed on Friday.", "es", "Dos soldados murieron el viernes."),
    ("es", "Ines Caldor dijo que el peaje podría subir un 15 por ciento en marzo.", "en", TOLL),
    ("de", "Ines Caldor sagte, die Maut könnte im März um 15 Prozent steigen.", "en", TOLL),
]  # fmt: skip


@pytest.mark.parametrize(("source", "line", "target", "text"), FAITHFUL)
def test_a_faithful_translation_holds(source: str, line: str, target: str, text: str) -> None:
    assert fault(line, source, text, target, NAMES) is None


DISTORTED: dict[str, list[tuple[str, str, str, str]]] = {
    "number": [
        ("en", TOLL, "es", "Ines Caldor dijo que el peaje podría subir un 95 por ciento en marzo."),
        ("en", COST, "es", "El puente costó 2,5 mil millones de dólares, dijo Ines Caldor el 12 de mayo."),
        ("en", SHIPS, "es", "Unos 12.000 barcos esperaban frente a Ucrania el viernes."),
        ("ru", FAITHFUL[20][1], "en", "Кира Лант said that the toll may rise by 5 percent in March."),
        ("ru", FAITHFUL[22][1], "en", "The bridge cost 2.5 billion dollars, Кира Лант said on 12 May."),
    ],
    "date": [
        ("en", TOLL, "es", "Ines Caldor dijo que el peaje podría subir un 15 por ciento en mayo."),
        ("en", MEETING, "es", "Rusia y Estados Unidos no se reunieron el martes, dijo Tomas Reyk."),
        ("ru", FAITHFUL[20][1], "en", "Кира Лант said that the toll may rise by 15 percent in June."),
        ("ru", FAITHFUL[23][1], "en", "About 1,200 ships waited off the coast of Ukraine on Monday."),
    ],
    "name": [
        ("en", TOLL, "es", "Tomas Reyk dijo que el peaje podría subir un 15 por ciento en marzo."),
        ("en", MEETING, "es", "China y Estados Unidos no se reunieron el lunes, dijo Tomas Reyk."),
        ("en", TOLL, "es", "Ines Caldor dijo que el peaje de Vexa Holm podría subir un 15 por ciento en marzo."),
        ("ru", FAITHFUL[20][1], "en", "Павел Рейк said that the toll may rise by 15 percent in March."),
        ("ru", FAITHFUL[21][1], "en", "Павел Рейк said that China does not plan to close 3 ports."),
        ("ru", FAITHFUL[20][1], "en", "Кира Лант and Dora Marsh said that the toll may rise by 15 percent in March."),
    ],
    "negation": [
        ("en", TOLL, "es", "Ines Caldor dijo que el peaje no podría subir un 15 por ciento en marzo."),
        ("en", MEETING, "es", "Rusia y Estados Unidos se reunieron el lunes, dijo Tomas Reyk."),
        ("ru", FAITHFUL[21][1], "en", "Павел Рейк said that Russia plans to close 3 ports."),
        ("ru", FAITHFUL[20][1], "en", "Кира Лант said that the toll may not rise by 15 percent in March."),
    ],
    "hedge": [
        ("en", TOLL, "es", "Ines Caldor dijo que el peaje subirá un 15 por ciento en marzo."),
        ("ru", FAITHFUL[20][1], "en", "Кира Лант said that the toll rises by 15 percent in March."),
    ],
    "plan": [
        ("en", PORTS, "es", "Tomas Reyk dijo que Ostrany ha cerrado 3 puertos y no quiere subir el peaje."),
        ("ru", FAITHFUL[21][1], "en", "Павел Рейк said that Russia has not closed 3 ports."),
    ],
    "what a number counts": [
        ("en", TOLL, "es", "Ines Caldor dijo que el peaje podría subir -15 por ciento en marzo."),
        ("en", COST, "es", "El puente costó 2,5 millones de euros, dijo Ines Caldor el 12 de mayo."),
        ("en", TOLL, "es", "Ines Caldor dijo que el peaje podría subir 15 en marzo."),
        ("en", "Two soldiers were killed on Friday.", "es", "Dos mil soldados murieron el viernes."),
        ("en", "Two soldiers were killed on Friday.", "fr", "Quatre soldats ont été tués vendredi."),
    ],
    "a denial": [
        (
            "en",
            "Ines Caldor denied that the bridge was closed.",
            "es",
            "Ines Caldor no niega que el puente estuviera cerrado.",
        ),
        (
            "en",
            "Ines Caldor denied that the bridge was closed.",
            "es",
            "Ines Caldor dijo que el puente estaba cerrado.",
        ),
    ],
    "who says it": [("en", TOLL, "es", "Ines Caldor podría subir el peaje un 15 por ciento en marzo.")],
    "more than was there": [
        ("en", TOLL, "es", "Ines Caldor dijo que el peaje podría subir un 15 por ciento en marzo. Putin lo ordenó."),
        ("en", TOLL, "es", "Ines Caldor dijo que el peaje podría subir un 15 por ciento en marzo" + " y robó" * 20),
        (
            "en",
            TOLL,
            "es",
            "Ines Caldor, que roba a los pobres, dijo que el peaje podría subir un 15 por ciento en marzo.",
        ),
        ("en", "Velmar was quiet in Brenn on Friday.", "es", "La ciudad estuvo tranquila el viernes."),
    ],
    "form": [
        ("en", TOLL, "es", "Ines Caldor dijo que el peaje podría subir un 15 por ciento en marzo, bit.ly/x"),
        ("en", TOLL, "es", "Ines Caldor dijo que el peaje podría subir un 15 por ciento en marzo: tg://resolve"),
        ("en", TOLL, "es", TOLL),
        ("en", "The bridge was open on Friday.", "es", "The old bridge was open on Friday."),
        (
            "en",
            "The bridge in Velmar is safe and open for all the people of Brenn and Ostrany.",
            "es",
            "Il ponte di Velmar è sicuro e aperto per tutti gli abitanti di Brenn e Ostrany.",
        ),
        ("en", TOLL, "es", "“Ines Caldor dijo que el peaje podría subir un 15 por ciento en marzo.”"),
        (
            "en",
            TOLL,
            "es",
            "Ines Caldor dijo que el peaje podría subir un 15 por ciento en marzo. https://evil.example",
        ),
        ("en", TOLL, "ru", "Ines Caldor dijo que el peaje podría subir un 15 por ciento en marzo."),
        ("en", TOLL, "es", "Ines Caldor, la dictadora, dijo que el peaje podría subir un 15 por ciento en marzo."),
        ("en", TOLL, "pl", "Ines Caldor powiedziała, że opłata może wzrosnąć o 15 procent w marcu."),
    ],
}


@pytest.mark.parametrize(
    ("kind", "source", "line", "target", "text"), [(k, *case) for k, cases in DISTORTED.items() for case in cases]
)
def test_a_changed_meaning_does_not(kind: str, source: str, line: str, target: str, text: str) -> None:
    assert fault(line, source, text, target, NAMES) is not None


def translations(**texts: str) -> dict[str, Any]:
    return {"translations": [{"ref": ref, "text": text} for ref, text in texts.items()]}


SPANISH = "Ines Caldor, ministra de Transporte de Velmar, dijo que el peaje podría subir un 15 por ciento en marzo."
FRENCH = (
    "Ines Caldor, ministre des Transports de Velmar, a dit que le péage pourrait augmenter de 15 pour cent en mars."
)


async def test_another_language_is_one_call_more_and_a_third_reuses_what_is_there(tmp_path: Path) -> None:
    answers = [translations(p1=SPANISH, s1="que el peaje subirá"), translations(p1=FRENCH)]
    async with model(statements=POINTED, summary=SUMMARY, translation=answers) as fake, desk(fake, tmp_path) as opened:
        source = Source(body=TEXT.encode())
        spanish = (await opened.brief(source, "chat", language="es")).brief
        assert fake.steps() == ["statements", "summary", "translation"]
        french = (await opened.brief(source, "chat", language="fr")).brief
        again = await opened.brief(source, "chat", language="es")
        english = (await opened.brief(source, "chat", language="en")).brief
    assert fake.steps() == ["statements", "summary", "translation", "translation"]
    assert [(t.of, t.text) for t in spanish.translations] == [("p1", SPANISH)]
    assert [(t.of, t.text) for t in french.translations] == [("p1", FRENCH)]
    assert (again.cached, again.brief) == (True, spanish)
    assert (english.translations, english.points, spanish.points[0].text) == ((), spanish.points, LINE)
    assert spanish.rejected[-1].text == "que el peaje subirá"
    assert "into Spanish" in fake.user(2)


async def test_a_language_without_lists_and_a_failed_translation_leave_the_brief_as_it_is(tmp_path: Path) -> None:
    failing = raw(lambda: error(401, "no"))
    async with model(statements=POINTED, summary=SUMMARY, translation=failing) as fake, desk(fake, tmp_path) as opened:
        for language in ("pl", "es"):
            made = (await opened.brief(Source(body=TEXT.encode()), "chat", language=language)).brief
            assert (made.language, made.translations, made.points[0].text) == (None, (), LINE)
    assert fake.steps() == ["statements", "summary", "translation"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_that_is_offered_has_its_lists(language: str) -> None:
    lists = meaning(language)
    assert lists is not None
    assert all(lists.kinds[kind].pattern for kind in KINDS)
    assert set(lists.numbers.values()) >= set(range(1, 11))
    assert len(wording(language).techniques) >= 45
    assert wording(language).openers


LOADED = {
    "es": "El régimen y sus títeres",
    "fr": "Le soi-disant président et ses sbires",
    "de": "Das Regime und seine Handlanger",
    "ru": "Режим и его марионетки",
    "uk": "Режим і його маріонетки",
    "ar": "زعمت أن الإرهابيين",
    "zh": "该政权和他的傀儡",
}


@pytest.mark.parametrize(("language", "text"), LOADED.items())
def test_loaded_words_are_known_in_every_language(language: str, text: str) -> None:
    assert len(wording(language).find_loaded(text)) == 2


def test_dates_and_countries_are_compared_by_value() -> None:
    assert calendar("In May he may go on Monday, March 3", "en") == ["d0", "m3", "m5"]
    assert calendar("он не может; среди них", "ru") == []
    assert countries("президента России", "ru")[0] == countries("of Russia", "en")[0] == {"RU"}
    assert "RU" in countries("the Russian envoy", "en")[1]


def test_names_in_cyrillic_letters_are_shown_in_latin_ones() -> None:
    assert romanised("Юлия Щербакова said", "ru") == "Yuliya Shcherbakova said"
    assert romanised("Ганна Їжак said", "uk") == "Hanna Yizhak said"
