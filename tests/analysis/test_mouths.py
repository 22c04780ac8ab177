"""No words in a wrong mouth: cases that readers of real pages met, on sentences of our own, with invented names."""

import pytest

from tests.support import article, briefed, statements, told

WHO: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "the spokesman is meant and not whose spokesman he is": (
        "President Darin Vosk met Pavel Orlan. Orlan’s spokesman, Juri Tamm, called it an insult. He said: “Vosk will pay for it.”",
        [("Juri Tamm", "Vosk will pay for it.")],
    ),
    "a family name that stands first tells no gender": (
        (
            "President Darin Vosk said the army would stay.\n\nLi Wen, an analyst in Brenn, said the police had lost control. "
            "“The fleet of drones is old,” he said."
        ),
        [
            ("Darin Vosk", "the army would stay"),
            ("Li Wen", "the police had lost control"),
            ("Li Wen", "The fleet of drones is old"),
        ],
    ),
    "a description with a name of its own means nobody else": (
        "Engineer Anna Petrov said that the steel was old. The builder, Kordan Group, said that the bridge was sound.",
        [("Anna Petrov", "that the steel was old"), ("The builder", "that the bridge was sound")],
    ),
    "a man does not speak of himself as he": (
        (
            "Tomas Reyk, 40, a baker in Brenn, had heard of the death of Karl Lind. Lind was shot on Wednesday. "
            "“He was a danger to everyone,” he said."
        ),
        [("Tomas Reyk", "He was a danger to everyone")],
    ),
    "unless he was speaking already": (
        "Karl Lind came late. Karl Lind left, Tomas Reyk said. “He is late again,” he said.",
        [("Tomas Reyk", "Karl Lind left"), ("Tomas Reyk", "He is late again")],
    ),
    "he also says it again": (
        (
            "Tomas Reyk testified that the bridge was safe. The council heard from friends like Karl Lind, "
            "who testified that it was not. He also testified that it was new."
        ),
        [
            ("Tomas Reyk", "that the bridge was safe"),
            ("Karl Lind", "that it was not"),
            ("Karl Lind", "that it was new"),
        ],
    ),
    "it is the body that spoke, not the one spoken of": (
        "The army of Norland said that Sudmark had fired along the border. It said the army was calm.",
        [
            ("The army of Norland", "that Sudmark had fired along the border"),
            ("The army of Norland", "the army was calm"),
        ],
    ),
    "which is the office, not its head": (
        "Karl Lind is the head of the Bridge Office in Brenn, which says that the bridge is safe.",
        [("the Bridge Office in Brenn", "that the bridge is safe")],
    ),
    "a question is not the answerer's": (
        "Asked by a reporter, “Is it safe at all?”, Ada Quill answered: “It is safe.”",
        [("Ada Quill", "It is safe.")],
    ),
    "nor one that opens with when": (
        "When she was asked, “Will you keep it closed for years?” Ada Quill responded: “We will open it.”",
        [("Ada Quill", "We will open it.")],
    ),
    "a remark is whose it is": (
        "Tomas Reyk responded to Karl Lind’s remark that the bridge was unsafe.",
        [("Karl Lind", "that the bridge was unsafe")],
    ),
    "whoever is thanked for saying it said it": (
        "Tomas Reyk thanked Karl Lind for saying that the war was over.",
        [("Karl Lind", "that the war was over")],
    ),
    "a second speaker without a cue of his own": (
        "Tomas Reyk said the bridge was safe, Karl that it was closed.",
        [("Tomas Reyk", "the bridge was safe")],
    ),
    "two sources in one sentence": (
        "According to Karl Lind, the bridge was safe, but according to Tomas Reyk it was not.",
        [("Karl Lind", "the bridge was safe"), ("Tomas Reyk", "it was not")],
    ),
    "the one beside the verb, behind a time": (
        "Days before Lind’s testimony, another friend, Tomas Reyk, testified that the bridge was safe.",
        [("Tomas Reyk", "that the bridge was safe")],
    ),
    "a wife is not her husband": (
        "Cora Reyk, whose husband, Tomas Reyk, is a judge, said the trial was fair.",
        [("Cora Reyk", "the trial was fair")],
    ),
    "three who speak as one": (
        "President Ada Quill, Prime Minister Tomas Reyk and General Karl Lind said that the truce holds.",
        [("President Ada Quill, Prime Minister Tomas Reyk and General Karl Lind", "that the truce holds")],
    ),
    "what lasts is no part of what was said": (
        "Tomas Reyk argued for decades that tolls help workers.",
        [("Tomas Reyk", "that tolls help workers")],
    ),
    "a quotation goes on behind a semicolon": (
        "“The bridge is safe; it was tested,” Ada Quill said; “it will open.”",
        [("Ada Quill", "The bridge is safe; it was tested … it will open.")],
    ),
    "who brings it about does not say it": (
        "The union pressed the firm into announcing that it would leave.",
        [],
    ),
    "a video that is fake shows nobody": ("A fake video showed Ada Quill saying that banks would close.", []),
    "nor does an account that poses as somebody": ("An account posing as Quill wrote that the bridge was closed.", []),
    "the parse takes a thing into a name": ("The cash Habba said was missing had been found.", []),
    "nor where the article names her in full": (
        "Alina Habba left. The cash Habba said he has on hand was missing.",
        [],
    ),
    "a plea is no appeal": ("Karl Lind signed a deal, pleading guilty to threatening the mayor.", []),
    "what falsified records state": (
        "Two officers were charged with falsifying records stating that they had checked on him.",
        [],
    ),
    "according to plan": ("According to plan, the bridge was closed for a day.", []),
    "no town is he": (
        "Karl Lind, her father, lives in Van Vieng. Van Vieng is small. “Holly is now at peace,” he said.",
        [("Karl Lind", "Holly is now at peace")],
    ),
    "they vowed to": ("He named the man whom they vowed to kill.", []),
}


@pytest.mark.parametrize(("text", "rows"), WHO.values(), ids=WHO)
def test_words_are_given_to_whoever_said_them(text: str, rows: list[tuple[str, str]]) -> None:
    assert [(s.speaker.name, s.text(text)) for s in statements(text)] == rows


NAMED: dict[str, tuple[str, str, str | None]] = {
    "a description and a title before one name": (
        "Ada Quill met the army spokesman, General Tomas Reyk. The spokesman said that two soldiers died.",
        "Tomas Reyk",
        "General",
    ),
    "a former president is not the one in office": (
        "President Ada Quill came late. The former president said that it was a lie.",
        "The former president",
        None,
    ),
    "a name whose last part is written small": (
        "Mei Hau-yip, the commander of the district, said that it was late.",
        "Mei Hau-yip",
        "the commander of the district",
    ),
    "a country before a name belongs to the office": (
        "China’s ambassador to Britain Liu Hao has said that it is late.",
        "Liu Hao",
        "China’s ambassador to Britain",
    ),
    "many is no office": ("Many Norlanders said that it was late.", "Many Norlanders", None),
    "a department is no person with a title": (
        "The Justice Department said that it was late.",
        "The Justice Department",
        None,
    ),
    "a hyphen inside the office": (
        "Tomas Reyk, a 26-year-old co-founder of the firm, said that it was late.",
        "Tomas Reyk",
        "a 26-year-old co-founder",
    ),
    "no office out of somebody's own mouth": (
        "Tomas Reyk, a man convicted of threatening my life, said that it was late.",
        "Tomas Reyk",
        None,
    ),
    "the whole name behind a title": (
        "Defence Minister Khawa Mohammad Asi said that it was late.",
        "Khawa Mohammad Asi",
        "Defence Minister",
    ),
    "a first name used alone": (
        "Communications Minister Fami Fadi came late. Fami said that it was safe.",
        "Fami Fadi",
        "Communications Minister",
    ),
}


@pytest.mark.parametrize(("text", "name", "role"), NAMED.values(), ids=NAMED)
def test_name_and_role_are_the_speakers_own(text: str, name: str, role: str | None) -> None:
    speaker = statements(text)[-1].speaker
    assert (speaker.name, speaker.role and speaker.role.of(text)) == (name, role)


def test_a_town_is_no_person() -> None:
    text = "He lives in Van Vieng. Van Vieng said that the hotel was closed."
    assert [(s.speaker.name, s.speaker.kind) for s in statements(text)] == [("Van Vieng", "body")]


def test_a_pronoun_in_a_relative_clause_is_shown_as_its_noun() -> None:
    text = "The toll was 40, a figure which Ada Quill said was false."
    assert [s.text(text) for s in statements(text)] == ["a figure … was false"]
    assert [words for _, _, words in told(text)] == ["which … was false"]


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Ada Quill declared most settlements along the road legal.", "declared"),
        ("The group claimed responsibility for the blast in Brenn.", "claimed"),
        ("Ada Quill called for an inquiry into the sinking.", "called for"),
        ("Ada Quill cited that the law forbids it.", "said"),
        ("Ada Quill believes the bridge “will never be safe”.", "believed"),
        ("Ada Quill allegedly said that the bridge was safe.", "allegedly said"),
        ("Officials say security needs overrule the treaty.", "said"),
        ("Ada Quill announced a new plan for the bridge and the road.", "announced"),
    ],
)
def test_an_act_keeps_its_verb(text: str, verb: str) -> None:
    assert [s.verb for s in statements(text)] == [verb]


def test_a_headline_calls_people_as_the_article_does() -> None:
    text = (
        "Ambassador Liu Hao has said that the bridge to the north is safe for all. Liu said that the road is new. "
        "Liu said that nobody will close the harbour. Hao Mei, a driver, said that it is late."
    )
    assert briefed(article(text)).headline.startswith("Liu: ")


def test_a_quotation_that_opens_with_an_ellipsis_keeps_its_sentence() -> None:
    given = article("Ada Quill spoke. “… Our town requires a bridge of steel,” she said.")
    brief = briefed(given)
    assert [s.text(given.text) for s in brief.statements] == ["… Our town requires a bridge of steel"]
    assert brief.rejected == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Bridge Workers of Brenn met. The BWB said that it was late.", "Bridge Workers of Brenn"),
        ("The Bridge Workers of Brenn met the Big Water Board. The BWB said that it was late.", "The BWB"),
        ("The harbour was closed. The BWB said that it was late.", "The BWB"),
    ],
    ids=["printed in full", "two that fit", "never in full"],
)
def test_letters_lead_back_to_the_name_they_stand_for(text: str, name: str) -> None:
    assert [s.speaker.name for s in statements(text)] == [name]
