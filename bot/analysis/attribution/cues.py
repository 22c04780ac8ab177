"""Cues: the words that announce that somebody says something, as data.

``NEUTRAL`` maps a cue's lemma to the verb that we use for it. An act whose content is not asserted (deny, urge, ask)
keeps a verb of its own, because "said" would turn its meaning round.
"""

from __future__ import annotations

NEUTRAL: dict[str, str] = {
    **dict.fromkeys(
        """
        say tell add note explain specify state stress emphasize emphasise underline underscore highlight reiterate
        repeat remark observe comment mention point continue conclude clarify elaborate reply respond answer retort
        quip joke recall remember recount describe report relate inform notify brief advise claim assert maintain
        contend insist argue allege admit acknowledge concede confess reveal disclose boast brag complain lament
        believe think feel hope expect fear predict forecast estimate suggest indicate signal hint imply declare
        proclaim affirm confirm assure reassure caution counter interject interrupt
        whisper shout yell cry exclaim scream mutter agree disagree figure reckon reason testify tout opine echo
        """.split(),
        "said",
    ),
    **dict.fromkeys("write tweet post blog".split(), "wrote"),
    **dict.fromkeys("promise pledge vow swear guarantee".split(), "promised"),
    "announce": "announced",
    "deny": "denied",
    "reject": "rejected",
    "dispute": "disputed",
    "warn": "warned",
    "ask": "asked",
    "wonder": "asked",
    "inquire": "asked",
    "question": "questioned",
    "urge": "urged",
    "demand": "demanded",
    "propose": "proposed",
    "recommend": "recommended",
    "threaten": "threatened",
    "order": "ordered",
    "rule": "ruled",
    "find": "found",
    "accuse": "accused",
    "criticize": "criticized",
    "criticise": "criticised",
    "condemn": "condemned",
    "praise": "praised",
    "welcome": "welcomed",
    "blame": "blamed",
    "call": "called for",
}
"""Lemma of a cue → the neutral verb in the past tense."""

ASSERTING = frozenset(lemma for lemma, verb in NEUTRAL.items() if verb in {"said", "wrote", "announced", "promised"})
"""Cues whose content the speaker puts forward as so: only these may be retold as "said that"."""

CLAUSE_ONLY = frozenset(
    """
    believe think feel hope expect fear predict forecast estimate suggest indicate signal hint imply figure reckon
    reason find rule remember recall describe report relate confirm continue conclude order propose recommend
    threaten promise pledge vow swear guarantee point call observe mention maintain
    """.split()
)
"""Cues that count only with a clause or a quotation, never on the strength of a bare object."""

PRIVATE = frozenset("believe think feel hope expect fear figure reckon know want remember".split())
"""States of mind: a cue only where the words are quoted, since nobody was heard to say them."""

NOUNS = frozenset(
    """
    statement claim announcement warning allegation accusation remark comment assertion declaration report promise
    pledge denial suggestion admission argument assurance insistence acknowledgement testimony
    """.split()
)
"""Nouns that carry a clause: "the claim that …"."""

BY_SOURCE = ("according to", "in the words of", "as reported by")
"""Phrases that name a source without a verb."""

QUOTED_AS = frozenset("quote cite".split())
"""Verbs of relay: "was quoted by TASS as saying"."""

UNSPOKEN = frozenset(
    "accuse charge suspect deny refuse decline fail avoid stop forbid allege plan want try expect".split()
)
"""Verbs under which a cue says what may never have been said ("charged with falsely claiming that …")."""

DISTANCED = frozenset(
    """
    falsely wrongly incorrectly mistakenly allegedly reportedly apparently supposedly never jokingly sarcastically
    ironically mockingly once previously earlier initially originally formerly
    """.split()
)
"""Adverbs at a cue that a neutral "said" would lose."""

MODALS = frozenset("would could should might may must can".split())
"""Auxiliaries under which nothing has been said yet."""
