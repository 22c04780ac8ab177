"""Other languages: quotations where the speaker is certain, points that are sentences of the article."""

import pytest

from bot.intake.reader import Material, read
from storage.records import Article
from tests.support import briefed

ARTICLES = {
    "es": (
        "El puerto de Brenn cerró el viernes por la tormenta que llegó desde el norte del país. «No vamos a pagar el "
        "peaje este año», dijo Inés Caldor en la capital. Unos cuarenta barcos esperaban en el estrecho de Lissa el "
        "sábado por la mañana."
    ),
    "fr": (
        "Le port de Brenn a fermé vendredi à cause de la tempête venue du nord du pays. « Nous ne paierons pas le péage "
        "cette année », a déclaré Inès Caldor dans la capitale. Une quarantaine de navires attendaient samedi matin dans "
        "le détroit de Lissa."
    ),
    "de": (
        "Der Hafen von Brenn wurde am Freitag wegen des Sturms aus dem Norden des Landes geschlossen. „Wir werden die "
        "Gebühr in diesem Jahr nicht zahlen“, sagte Ines Caldor in der Hauptstadt. Etwa vierzig Schiffe warteten am "
        "Samstagmorgen in der Meerenge von Lissa."
    ),
    "ru": (
        "Порт Бренн закрыли в пятницу из-за шторма, который пришёл с севера страны. «Мы не будем платить сбор в этом "
        "году», — заявила Инес Калдор в столице. Около сорока судов ждали в субботу утром в проливе Лисса."
    ),
    "uk": (
        "Порт Бренн зачинили у п’ятницю через шторм, який прийшов з півночі країни. «Ми не будемо платити збір цього "
        "року», — заявила Інес Калдор у столиці. Близько сорока суден чекали в суботу вранці в протоці Лісса."
    ),
    "pt": (
        "O porto de Brenn fechou na sexta-feira por causa da tempestade que veio do norte do país. “Não vamos pagar a "
        "taxa este ano”, disse Inês Caldor na capital. Cerca de quarenta navios esperavam no estreito de Lissa no sábado "
        "de manhã."
    ),
}


def given(language: str) -> Article:
    return read(Material(ARTICLES[language].encode(), "text", "test"))


@pytest.mark.parametrize("language", ARTICLES)
def test_a_quotation_with_its_name_beside_the_cue(language: str) -> None:
    here = given(language)
    assert here.language == language
    brief = briefed(here)
    assert len(brief.statements) == 1
    statement = brief.statements[0]
    assert statement.kind == "quotation"
    assert statement.speaker.name.split()[-1] in ("Caldor", "Калдор")
    assert statement.text(here.text) in here.text


@pytest.mark.parametrize("language", ARTICLES)
def test_points_are_sentences_of_the_article(language: str) -> None:
    here = given(language)
    brief = briefed(here)
    assert brief.points
    for point in brief.points:
        assert point.text.strip("“”") == here.words(point.sentences[0])
    assert brief.rejected == ()


def test_a_language_without_rules_still_gets_points() -> None:
    arabic = (
        "أغلق ميناء برين يوم الجمعة بسبب العاصفة التي جاءت من شمال البلاد. انتظرت نحو أربعين سفينة في مضيق ليسا صباح يوم السبت. "
        "ومن المقرر أن يفتح الميناء أبوابه مجددا يوم الاثنين المقبل."
    )
    here = read(Material(arabic.encode(), "text", "test"))
    assert here.language == "ar"
    assert briefed(here).points


@pytest.mark.parametrize(
    ("text", "never"),
    [
        (
            (
                "中国外交部发言人毛宁周一表示，会谈将继续进行。她说：“我们愿意同各方对话，这是一贯的立场。”"
                "美国国务院称，会谈没有取得进展，双方将在下周再次会面。欧盟委员会没有回应。"
            ),
            "美国国务院",
        ),
        (
            "中国外交部发言人毛宁说：“我们反对任何形式的单边制裁。”俄罗斯外交部长拉夫罗夫表示，谈判将在下周继续。",
            "俄罗斯外交部长拉夫罗夫",
        ),
        (
            (
                'قال وزير الخارجية المصري سامح شكري إن المحادثات ستستمر. وأضاف "نحن مستعدون للحوار مع جميع الأطراف". '
                "وذكرت وزارة الخارجية الأمريكية أن المحادثات لم تحقق تقدما في القاهرة يوم الأحد."
            ),
            "وزارة الخارجية الأمريكية",
        ),
        (
            (
                "Der Hafen von Brenn schloss am Freitag wegen des Sturms. „Wir werden die Gespräche in Genf fortsetzen.“ "
                "Müller sagte am Montag, dass die Reise verschoben wird."
            ),
            "Müller",
        ),
    ],
)
def test_the_next_sentence_does_not_tell_who_spoke(text: str, never: str) -> None:
    assert never not in [s.speaker.name for s in briefed(read(Material(text.encode(), "text", "test"))).statements]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "«Мы будем продолжать переговоры в Женеве», — сказал министр Остранской Республики Виктор Лемов. Порт закрыли.",
            "Виктор Лемов",
        ),
        (
            "«Переговори триватимуть і наступного тижня», — заявив президент Остранії Віктор Лемов. Порт зачинили.",
            "Віктор Лемов",
        ),
        (
            "«Переговори триватимуть і наступного тижня», — заявив президент Віктор Петрович Лемов. Порт зачинили.",
            "Віктор Петрович Лемов",
        ),
        (
            "„Unterschriften brauchen wir noch viele“, sagte Lemow der Zeitung am Montag. Der Hafen von Brenn schloss.",
            "Lemow",
        ),
        (
            "„Unterschriften brauchen wir noch viele“, sagte Ursa von der Lahn am Montag. Der Hafen von Brenn schloss.",
            "Ursa von der Lahn",
        ),
    ],
)
def test_a_country_or_a_hearer_is_no_part_of_the_name(text: str, speaker: str) -> None:
    shown = briefed(read(Material(text.encode(), "text", "test"))).statements
    assert [s.speaker.name for s in shown] == [speaker]
