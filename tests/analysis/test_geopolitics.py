"""What world news needs and a corpus of campaign news lacks: ministries, capitals, relays, anonymity, interviews."""

import pytest

from tests.support import said, statements


@pytest.mark.parametrize(
    ("text", "speaker", "kind"),
    [
        ("Moscow said that its forces had left the town.", "Moscow", "state"),
        ("The Kremlin denied that its troops had crossed the border.", "The Kremlin", "state"),
        ("Beijing urged both sides to show restraint.", "Beijing", "state"),
        ("State media reported that the bridge had been hit.", "State media", "body"),
        ("The bridge had been hit, the state news agency SANT reported.", "the state news agency SANT", "body"),
        ("The army said in a statement on Telegram that two drones had been shot down.", "The army", "body"),
        ("The president’s office said on Saturday that two people had been killed.", "The president’s office", "body"),
        ("In a joint statement, Norland and Sudmark said they would reopen the border.", "Norland and Sudmark", "body"),
        ("The letter, seen by Harbour News, says that the truce holds until May.", "The letter", "body"),
        (
            "The talks will go on, a source familiar with the matter said.",
            "a source familiar with the matter",
            "unnamed",
        ),
    ],
)
def test_bodies_states_and_sources_speak(text: str, speaker: str, kind: str) -> None:
    first = statements(text)[0]
    assert (first.speaker.name, first.speaker.kind) == (speaker, kind)


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "Foreign Ministry spokeswoman Ada Quill said the talks would go on.",
            "Ada Quill",
            "Foreign Ministry spokeswoman",
        ),
        (
            "The ministry’s spokesman, Tomas Reyk, told a briefing on Monday that the talks would go on.",
            "Tomas Reyk",
            "The ministry’s spokesman",
        ),
        (
            "Norland’s foreign minister, Lena Orr, called the accusation “baseless and late”.",
            "Lena Orr",
            "Norland’s foreign minister",
        ),
    ],
)
def test_spokespeople_and_ministers_keep_their_office(text: str, name: str, role: str) -> None:
    first = statements(text)[0]
    assert first.speaker.role is not None
    assert (first.speaker.name, first.speaker.role.of(text)) == (name, role)


@pytest.mark.parametrize(
    ("text", "speaker", "relay"),
    [
        ("“The bridge is ours,” Ada Quill was quoted by the agency as saying.", "Ada Quill", "the agency"),
        ("Harbour News quoted Ada Quill as saying that the bridge was safe.", "Ada Quill", "Harbour News"),
        ("Ada Quill, quoted by Harbour News, said the bridge would be rebuilt.", "Ada Quill", "Harbour News"),
        (
            "According to a translation by the agency, Ada Quill said the bridge would be rebuilt.",
            "Ada Quill",
            "a translation by the agency",
        ),
    ],
)
def test_relayed_speech_names_both(text: str, speaker: str, relay: str) -> None:
    first = statements(text)[0]
    assert first.via is not None
    assert (first.speaker.name, first.via.of(text)) == (speaker, relay)


def test_a_condition_of_anonymity_does_not_hide_what_was_said() -> None:
    text = "A diplomat told Reuters on condition of anonymity that the talks had failed."
    first = statements(text)[0]
    assert first.addressee is not None
    assert (first.speaker.name, first.text(text), first.addressee.of(text)) == (
        "A diplomat",
        "that the talks had failed",
        "Reuters",
    )


@pytest.mark.parametrize(
    "text",
    [
        "In a post on X, Ada Quill wrote: “The border is open.”",
        "“The border is open,” Ada Quill posted on Telegram.",
        "Ada Quill tweeted: “The border is open.”",
    ],
)
def test_posts_are_statements(text: str) -> None:
    assert [(who, words.rstrip(".")) for who, _, words in said(text)] == [("Ada Quill", "The border is open")]


def test_the_answers_of_an_interview_belong_to_the_person_interviewed() -> None:
    text = (
        "Ada Quill, the head of the bridge office, spoke to Harbour News in Brenn.\n"
        "Harbour News: Is the bridge safe for lorries?\n"
        "Ada Quill: It is safe for everybody since the spring.\n"
        "Harbour News: When will the second one open?\n"
        "Ada Quill: We open it in May, if the weather holds."
    )
    assert [(who, words) for who, _, words in said(text)] == [
        ("Ada Quill", "It is safe for everybody since the spring"),
        ("Ada Quill", "We open it in May, if the weather holds"),
    ]


def test_answers_without_a_name_have_no_speaker() -> None:
    text = "Q: Is the bridge safe?\nA: It is safe since the spring.\nQ: Is it new?\nA: It is not new at all."
    assert [who for who, _, _ in said(text)] == ["not stated", "not stated"]


def test_notes_with_labels_are_no_interview() -> None:
    text = (
        "Norland: Reyk is out.\nSudmark: Orr is back.\nNorland: Host Brenn on Friday.\nSudmark: Visit Brenn on Friday."
    )
    assert said(text) == []


def test_a_speech_at_length_is_its_givers() -> None:
    text = (
        "Here is the full text of Ada Quill’s speech to the council:\n"
        "I came here to thank you all for the bridge.\n"
        "We built it together, and we will keep it open.\n"
        "The council met again on Tuesday."
    )
    assert [(who, words) for who, _, words in said(text)] == [
        ("Ada Quill", "I came here to thank you all for the bridge"),
        ("Ada Quill", "We built it together, and we will keep it open"),
    ]


def test_an_object_that_is_no_clause_is_spoken_of() -> None:
    text = "Ada Quill revealed a new plan for the bridge and the road."
    assert [(s.verb, s.text(text)) for s in statements(text)] == [
        ("spoke of", "a new plan for the bridge and the road")
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ada Quill came to Brenn. “Reyk will leave the council soon,” she said.", "Ada Quill"),
        (
            "Tomas Reyk, 52, runs the harbour. Ada Quill runs the bridge. The 52-year-old said that it was late.",
            "Tomas Reyk",
        ),
        (
            "The campaign of Norland began. The Quill campaign met in Brenn. It was late, the campaign said.",
            "The Quill campaign",
        ),
        ("The Harbour Post printed a letter. It added that the bridge was safe.", "The Harbour Post"),
        ("Two ministers came to Brenn. They said that the bridge was safe.", "Two ministers"),
    ],
)
def test_words_that_stand_for_a_name_lead_back_to_it(text: str, speaker: str) -> None:
    assert statements(text)[-1].speaker.name == speaker
