"""Every rule of attribution on sentences of our own, with invented names: what it catches, and what it leaves."""

import pytest

from bot.analysis.attribution import speaking
from bot.analysis.attribution.finding import Text
from bot.analysis.attribution.rules import findings
from bot.analysis.attribution.rules.quotations import QUOTATION_RULES
from bot.analysis.attribution.rules.verbs import VERB_RULES
from bot.analysis.syntax import parse
from tests.support import article, told

VERBS: dict[str, list[tuple[str, str, str]]] = {
    "in a relative clause": [
        ("The toll, which Ada Quill said was too high, was dropped.", "Ada Quill", "which … was too high"),
        ("It is a plan that officials say will fail.", "officials", "that … will fail"),
        ("She beat Reyk, whom Ada Quill described as “a slow old mayor”.", "Ada Quill", "whom … as “a slow old mayor”"),
    ],
    "in a relative clause without a pronoun": [
        (
            "He sold the town hall, a decision she argues helped the fire to spread. Ada Quill left.",
            "not stated",
            "a decision … helped the fire to spread",
        ),
        ("He showed me videos Ada Quill called “quite dull to watch”.", "Ada Quill", "videos … “quite dull to watch”"),
    ],
    "on both sides of the cue": [
        ("The bridge, Ada Quill said, will open in May.", "Ada Quill", "The bridge … will open in May"),
        ("In his town, Tomas Reyk said, nobody was asked.", "Tomas Reyk", "In his town … nobody was asked"),
        ("“The bridge,” Ada Quill said, “will open in May.”", "Ada Quill", "The bridge … will open in May."),
        ("The toll, said Quill and others, would rise soon.", "Quill and others", "The toll … would rise soon"),
        ("He liked the bridge - the toll, Ada Quill said, was too high.", "Ada Quill", "the toll … was too high"),
    ],
    "quotation before the cue": [
        ("“The bridge will open in May,” said Ada Quill.", "Ada Quill", "The bridge will open in May"),
        (
            "Teachers are “very tired of waiting,” Ada Quill said.",
            "Ada Quill",
            "Teachers are “very tired of waiting,”",
        ),
    ],
    "object behind the cue": [
        (
            "Ada Quill urged the council to open the bridge.",
            "Ada Quill",
            "the council to open the bridge",
        ),
        ("Ada Quill called the plan “a poor joke on us”.", "Ada Quill", "the plan “a poor joke on us”"),
        ("Ada Quill called for an inquiry into the bridge.", "Ada Quill", "an inquiry into the bridge"),
        ("Ada Quill accused the council of hiding the report.", "Ada Quill", "the council of hiding the report"),
        ("In town, Ada Quill asked Tomas Reyk why he had left.", "Ada Quill", "why he had left"),
        ("Ada Quill tweeted a photograph of the bridge.", "Ada Quill", "a photograph of the bridge"),
        ("Ada Quill talked about building “a bridge for all of us”.", "Ada Quill", "building “a bridge for all of us”"),
        ("The mayor announced on Monday the sale of the bridge.", "The mayor", "the sale of the bridge"),
    ],
    "clause behind the cue": [
        ("Ada Quill said that the bridge would open in May.", "Ada Quill", "that the bridge would open in May"),
        ("Ada Quill told reporters on Monday that it was safe.", "Ada Quill", "that it was safe"),
        ("Ada Quill said: “The bridge will open in May.”", "Ada Quill", "The bridge will open in May."),
        (
            "Since May, Ada Quill has said cutting tolls must be the plan.",
            "Ada Quill",
            "cutting tolls must be the plan",
        ),
        ("Ada Quill walked in. She’s said she trusts the bridge.", "Ada Quill", "she trusts the bridge"),
    ],
    "before the cue": [
        ("The bridge will open in May, Ada Quill told reporters.", "Ada Quill", "The bridge will open in May"),
        ("Her friends dislike the plan - it is a poor one, Ada Quill said.", "Ada Quill", "it is a poor one"),
    ],
}


@pytest.mark.parametrize(("rule", "text", "speaker", "words"), [(r, *e) for r, es in VERBS.items() for e in es])
def test_what_a_cue_verb_carries(rule: str, text: str, speaker: str, words: str) -> None:
    assert (rule, speaker, words) in told(text)


def test_every_rule_for_verbs_has_an_example() -> None:
    assert list(VERBS) == [name for name, _ in VERB_RULES]


QUOTATIONS: dict[str, tuple[str, str, str]] = {
    "cue behind the quotation": (
        "“We will open the bridge in May,” the 43-year-old, a nurse, said on Monday.",
        "the 43-year-old",
        "We will open the bridge in May",
    ),
    "cue in front of the quotation": (
        "Ada Quill noted a bridge and a road of “great danger for all children here”.",
        "Ada Quill",
        "great danger for all children here",
    ),
    "bare cue behind the quotation": (
        "“The bridge is closed for good.” Ada Quill said.",
        "Ada Quill",
        "The bridge is closed for good.",
    ),
    "any verb behind the quotation": (
        "“We will not leave the bridge,” Ada Quill growled.",
        "Ada Quill",
        "We will not leave the bridge",
    ),
    "any verb before a colon": (
        "Ada Quill gave the council a hard time: “You never asked any of us about it.”",
        "Ada Quill",
        "You never asked any of us about it.",
    ),
}


def test_every_rule_for_quotations_has_an_example() -> None:
    assert list(QUOTATIONS) == [name for name, _ in QUOTATION_RULES]


@pytest.mark.parametrize(("text", "speaker", "words"), QUOTATIONS.values(), ids=QUOTATIONS.keys())
def test_a_quotation_finds_its_cue(text: str, speaker: str, words: str) -> None:
    assert any(who == speaker and words in what for _, who, what in told(text))


SPEAKERS: dict[str, tuple[str, str]] = {
    "quoted_one": ("The agency SANT quoted Ada Quill as saying that the bridge was safe.", "Ada Quill"),
    "issuer": ("Ada Quill released a statement saying that the bridge was safe.", "Ada Quill"),
    "one_asked": ("Ada Quill, told that Karl Lind had resigned, said: “That is good.”", "Ada Quill"),
    "subject": ("Ada Quill, who built the bridge, said that it was safe.", "Ada Quill"),
    "main_subject": ("Ada Quill has few plans aside from saying that the bridge was safe.", "Ada Quill"),
    "inverted": ("“The bridge is safe,” added the member of parliament.", "the member of parliament"),
    "name_behind": ("“The bridge is safe,” said ranking council member Ada Quill (N-Brenn).", "Ada Quill"),
    "noun_before": (
        "“The bridge is safe,” Ada Quill, the polling expert who founded the Brenn Post said.",
        "Ada Quill",
    ),
}


def test_every_rule_for_speakers_has_an_example() -> None:
    assert list(SPEAKERS) == [rule.__name__ for rule in speaking.SPEAKER_RULES]


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS.values(), ids=SPEAKERS.keys())
def test_who_speaks_at_a_cue(text: str, speaker: str) -> None:
    assert speaker in {who for _, who, _ in told(text)}


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        (
            "The bridge, according to Ada Quill, is safe for lorries.",
            "Ada Quill",
            "The bridge … is safe for lorries",
        ),
        ("As first reported by Harbour News, the bridge is safe.", "Harbour News", "the bridge is safe"),
        ("The ministry’s claim that the bridge was safe was read aloud.", "The ministry", "that the bridge was safe"),
        ("Ada Quill’s call for an inquiry was read aloud.", "Ada Quill", "an inquiry"),
        ("Ada Quill’s promise to rebuild the bridge was read aloud.", "Ada Quill", "to rebuild the bridge"),
        (
            "Asked by Tomas Reyk whether the bridge was safe, Ada Quill left.",
            "Tomas Reyk",
            "whether the bridge was safe",
        ),
        ("Asked whether the bridge was safe, Ada Quill left.", "not stated", "whether the bridge was safe"),
        ("Asked by Tomas Reyk to name a date, Ada Quill left.", "Tomas Reyk", "to name a date"),
        ("The council would not say whether the bridge was safe.", "The council", "whether the bridge was safe"),
        ("Ada Quill declined to say who had paid for it.", "Ada Quill", "who had paid for it"),
        ("The ministry did not respond to a request for comment.", "The ministry", "a request for comment"),
        ("Ada Quill refused to comment on the toll.", "Ada Quill", "the toll"),
        (
            "According to the Harbour News, half of the town, a port, liked the bridge.",
            "the Harbour News",
            "half of the town, a port, liked the bridge",
        ),
        ("Ada Quill: “The bridge is safe.”", "Ada Quill", "The bridge is safe."),
        ("“The bridge is safe for everybody.”\n— Ada Quill", "Ada Quill", "The bridge is safe for everybody."),
        (
            "It lay in a drawer. “Nobody will ever know who wrote these words.”",
            "not stated",
            "Nobody will ever know who wrote these words.",
        ),
    ],
)
def test_sources_without_a_verb_of_speech(text: str, speaker: str, words: str) -> None:
    assert (speaker, words) in {(who, what) for _, who, what in told(text)}


def test_a_sentence_with_two_speakers_gives_each_their_own() -> None:
    rows = told("While Ada Quill promised to open the bridge, Tomas Reyk insisted that it would stay closed.")
    assert {(who, what) for _, who, what in rows} == {
        ("Ada Quill", "to open the bridge"),
        ("Tomas Reyk", "that it would stay closed"),
    }


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The prize went to Cora Lind and to, now, Tomas Reyk, Ada Quill said.", "Ada Quill"),
        ("Ada Quill helped to build the bridge, then said that it was safe.", "Ada Quill"),
        ("Ada Quill, a baker helping to organise the boycott, said that it would be peaceful.", "Ada Quill"),
        (
            "Ada Quill, who praised the bridge, wrote “we all love it here” in the book, which was first reported by SANT.",
            "Ada Quill",
        ),
        ("Ada Quill is running an advertisement that urges voters to save the bridge.", "Ada Quill"),
        (
            "The council answered an email Ada Quill wrote on Monday calling the bridge “quite unsafe for us”.",
            "Ada Quill",
        ),
        ("“I am no fan of the bridge,” mused Brenn co-host Ada Quill.", "Ada Quill"),
    ],
)
def test_only_who_speaks_is_the_speaker(text: str, speaker: str) -> None:
    assert {who for _, who, _ in told(text)} == {speaker}


def test_an_object_is_no_speaker() -> None:
    rows = told("Ada Quill, star of the “Brenn Nights,” thanked Reyk for “taking all these steps with us.”")
    assert "Reyk" not in {who for _, who, _ in rows}


def test_whose_claim_it_is_may_be_a_pronoun() -> None:
    rows = told("Ada Quill left early. Her claim that the bridge was safe was read aloud.")
    assert ("Ada Quill", "that the bridge was safe") in {(who, what) for _, who, what in rows}


def test_the_next_quotation_goes_on_from_the_cue_nearest_to_it() -> None:
    rows = told("“It is a fine old bridge,” Ada Quill said, adding that it was safe. “We all walk over it daily.”")
    assert [what for _, _, what in rows] == [
        "It is a fine old bridge",
        "that it was safe … “We all walk over it daily.”",
    ]


def test_a_title_between_marks_is_nothing_said() -> None:
    assert told("Ada Quill, who acted in “Guardians of the Bridge,” said nothing.") == []


def test_a_participle_of_times_names_no_speaker() -> None:
    rows = told("Ada Quill argued with the mayor, at one point calling him “a liar without any honour”.")
    assert {who for _, who, _ in rows} == {"Ada Quill"}


def test_joined_cues_share_their_speaker() -> None:
    rows = told("Ada Quill said that the bridge was old, and denied that it was unsafe.")
    assert [(who, what) for _, who, what in rows] == [
        ("Ada Quill", "that the bridge was old"),
        ("Ada Quill", "that it was unsafe"),
    ]


def test_no_attribution_lies_inside_another() -> None:
    given = article("Ada Quill said that Tomas Reyk had told her that the bridge was safe.")
    assert len(findings(Text.of(given, parse(given)))) == 1


def test_signs_in_a_speaker_s_place_break_nothing() -> None:
    text = "According to *bold* _italic_ [here](https://evil.org), about 340 ships pass through the strait each week.\n"
    assert "*" not in [speaker for _, speaker, _ in told(text)]
