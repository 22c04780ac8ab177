"""Cues: the words that announce that somebody says something, as data.

``NEUTRAL`` maps a cue's lemma to the verb that we use for it. An act whose content is not asserted (deny, urge, ask)
keeps a verb of its own, because "said" would turn its meaning round.
"""

from __future__ import annotations

QUOTED_ONLY = frozenset(
    """
    bark boom scoff muse shrug vent rant chant recite thunder sneer offer read sing react pronounce charge continue
    babble bawl bellow bleat cackle chatter chirp coo croak croon crow drawl drone groan growl grumble grunt hiss holler
    hoot howl jabber moan mumble murmur purr roar screech shriek snap snarl splutter squawk squeal stammer stutter
    trumpet wail wheeze whimper whine whoop gush beam chuckle deadpan fume bristle snipe erupt
    explode huff gasp jeer sniff needle chime rasp rave intone blurt riff gripe grouse carp
    """.split()
)
"""Verbs that are cues beside a quotation only."""

NEUTRAL: dict[str, str] = {
    **dict.fromkeys(
        """
        say tell add note explain specify state stress emphasize emphasise underline underscore highlight reiterate
        repeat remark observe comment mention point continue conclude clarify elaborate reply respond answer retort
        quip joke recall remember recount describe report relate inform notify brief advise claim assert maintain
        contend insist argue allege admit acknowledge concede confess reveal disclose boast brag complain lament
        predict forecast estimate suggest indicate signal hint imply declare
        proclaim affirm confirm assure reassure caution counter interject interrupt
        protest surmise gloat charge counsel concur theorize posit demur
        confide attest aver avow certify divulge intimate insinuate reaffirm rejoin reminisce speculate venture
         allude remind profess stipulate hypothesize postulate preach foretell prophesy summarize
        convey put whisper shout yell cry exclaim scream mutter disagree figure reckon reason testify opine echo
        """.split(),
        "said",
    ),
    **dict.fromkeys("write blog".split(), "wrote"),
    **dict.fromkeys("tweet post".split(), "posted"),
    "talk": "spoke of",
    "joke": "joked",
    "quip": "joked",
    "suggest": "suggested",
    "speculate": "speculated",
    "surmise": "speculated",
    "hypothesize": "speculated",
    "hint": "hinted",
    "imply": "implied",
    "intimate": "implied",
    "insinuate": "implied",
    "believe": "believed",
    "think": "thought",
    "feel": "felt",
    "hope": "hoped",
    "expect": "expected",
    "fear": "feared",
    **dict.fromkeys("promise pledge vow swear guarantee".split(), "promised"),
    "announce": "announced",
    **dict.fromkeys(
        """
        blast slam attack decry assail lambaste deride ridicule chide rebuke scold bemoan lambast deplore
        berate castigate censure chastise denigrate disparage fault impugn malign reprimand reproach upbraid vilify
        excoriate bash knock trash taunt
        """.split(),
        "criticized",
    ),
    **dict.fromkeys("refute rebut contradict repudiate disavow".split(), "rejected"),
    **dict.fromkeys("dub depict".split(), "described"),
    "defend": "defended",
    **dict.fromkeys("hail laud tout commend salute acclaim compliment congratulate extol eulogize".split(), "praised"),
    **dict.fromkeys("implore beg plead exhort encourage press beseech admonish entreat".split(), "urged"),
    **dict.fromkeys(QUOTED_ONLY, "said"),
    **dict.fromkeys("instruct command".split(), "ordered"),
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
    "call": "called",
    "describe": "described",
    "refer": "referred to",
    "dismiss": "dismissed",
    "label": "labelled",
    "brand": "branded",
    "portray": "portrayed",
    "characterize": "characterized",
    "characterise": "characterised",
    "denounce": "denounced",
    "applaud": "applauded",
    "thank": "thanked",
    "credit": "credited",
    "cite": "cited",
    "compare": "compared",
    "liken": "likened",
    "mock": "mocked",
    "outline": "outlined",
    "agree": "agreed",
    "express": "expressed",
    "voice": "voiced",
    "not say": "did not say",
    "not respond": "did not respond to",
    "not comment": "did not comment on",
}
"""Lemma of a cue → the neutral verb in the past tense."""

CLAUSAL = frozenset("say insist argue add believe contend maintain think".split())
"""Cues that carry a clause and no object, whatever the parse makes of their words."""

OF_OBJECTS: dict[str, str] = {"declare": "declared", "claim": "claimed", "announce": "announced"}
"""What such a cue does to an object that is no clause ("claimed responsibility", "declared the vote void")."""

ASSERTING = frozenset(
    lemma for lemma, verb in NEUTRAL.items() if verb in {"said", "wrote", "posted", "announced", "promised"}
)
"""Cues whose content the speaker puts forward as so: only these may be retold as "said that"."""

PRIVATE = frozenset("believe think feel hope expect fear figure reckon know want remember".split())
"""States of mind: a cue only where the words are quoted, since nobody was heard to say them."""

NOUNS = frozenset(
    """
    statement claim announcement warning allegation accusation remark comment assertion declaration report promise
    pledge denial suggestion admission argument assurance insistence acknowledgement testimony vow threat offer call
    plea demand proposal appeal contention
    """.split()
)
"""Nouns that carry a clause: "the claim that …"."""

WILLING = frozenset("promise pledge vow threat offer call plea demand proposal".split())
"""Nouns that carry an infinitive: "her promise to …"."""

CALLING = frozenset("call demand plea appeal".split())
"""Nouns that carry an object behind "for": "her call for …"."""

QUOTED_AS = frozenset("quote cite".split())
"""Verbs of relay: "was quoted by TASS as saying"."""

UNSPOKEN = frozenset(
    "falsify accuse charge suspect deny refuse decline fail avoid stop forbid allege plan want try expect".split()
)
"""Verbs under which a cue says what may never have been said ("charged with falsely claiming that …")."""

WITHHOLDING: dict[str, str] = {
    **dict.fromkeys("say reveal disclose specify explain".split(), "say"),
    **dict.fromkeys("respond reply".split(), "respond"),
    "comment": "comment",
}
"""Verbs that, denied, tell which question was left without an answer → the verb whose denial we show."""

DECLINING = frozenset("decline refuse".split())
"""Verbs by which an answer is refused."""

DISTANCED = frozenset(
    """
    falsely wrongly incorrectly mistakenly allegedly reportedly apparently supposedly never jokingly sarcastically
    ironically mockingly once previously earlier initially originally formerly
    """.split()
)
"""Adverbs at a cue that a neutral "said" would lose."""

QUESTION_WORDS = frozenset("if whether about what why how which who where when".split())
"""With which begins what is asked."""

HEARSAY = frozenset("say rumour rumor believe think report allege suppose understand claim".split())
"""Verbs in whose passive a cue is hearsay ("is believed to have said")."""

MODALS = frozenset("would could should might may must can".split())
"""Auxiliaries under which nothing has been said yet."""

TELLING = frozenset("tell assure inform notify remind brief reassure".split())
"""Cues that take the person told as their object, who is not part of what was said."""

PARTICLES: dict[str, frozenset[str]] = {
    "call": frozenset(("for", "on", "upon", "out")),
    "point": frozenset(("out", "to")),
    "refer": frozenset(("to",)),
    "warn": frozenset(("of", "about", "against")),
    "speak": frozenset(("out",)),
    "complain": frozenset(("of", "about")),
    "ask": frozenset(("for", "about")),
    "argue": frozenset(("against", "for")),
    "caution": frozenset(("against",)),
    "advise": frozenset(("against",)),
    "joke": frozenset(("about",)),
    "boast": frozenset(("of", "about")),
    "brag": frozenset(("of", "about")),
    "put": frozenset(("it",)),
    "admit": frozenset(("to",)),
    "write": frozenset(("about", "of")),
    "talk": frozenset(("about", "of")),
    "confess": frozenset(("to",)),
    "allude": frozenset(("to",)),
}
"""Particles that belong to the cue and not to what was said."""

SHOWN_PARTICLES: dict[str, frozenset[str]] = {
    "call": frozenset(("for", "on", "upon")),
    "ask": frozenset(("for", "about")),
    "warn": frozenset(("of", "about", "against")),
}
"""Particles without which the verb alone would say something else ("called for a vote")."""

BARE = frozenset(
    """
    express voice call describe refer dismiss label brand characterize characterise portray denounce condemn
    criticize criticise blame accuse praise applaud welcome thank urge ask demand propose announce deny reject
    dispute note acknowledge reveal report predict promise pledge vow threaten order recommend suggest cite recall
    explain emphasize emphasise stress blast slam attack decry assail lambaste deride ridicule chide rebuke scold
    bemoan hail laud tout commend salute implore beg plead exhort encourage press instruct highlight reiterate
    berate castigate censure chastise denigrate disparage fault impugn malign reprimand reproach upbraid vilify excoriate
    bash knock trash taunt dub depict defend acclaim compliment congratulate extol eulogize deplore echo
    refute rebut repudiate disavow command admonish entreat convey summarize profess
    declare claim warn concede admit point compare liken question confirm swear mock outline credit tweet
    """.split()
)
"""Cues that carry what follows also where it is no clause: an object, an infinitive, a label."""

PLAIN = frozenset("say add tell note argue suggest".split())
"""Cues that, joined by "and" to what was said, are the speaker's next attribution and not part of the first."""

PAPERS = frozenset(
    """
    statement letter tweet post message email memo release note op-ed column report article petition ad plank sign
    advertisement video resolution lawsuit complaint response reply piece story editorial essay spot
    """.split()
)
"""Documents in which somebody speaks."""

ISSUING = frozenset(
    """
    issue release send post publish put file sign write circulate tweet email deliver make launch plant air run
    carry include hold place fire revise
    """.split()
)
"""What the speaker does with such a document ("released a statement saying")."""

CARRYING = frozenset("go continue begin start proceed use rise stand return come tweet write call speak quick".split())
"""Verbs that carry a cue in the infinitive as something done ("went on to say", "used to say")."""

DAYS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight week month year
    morning afternoon evening night day way
    """.split()
)
"""Words for times that stand beside a cue like an object."""

ANSWERING = frozenset("deny reject confirm accept dispute condemn".split())
"""Cues whose bare object is an answer ("rejected the accusation")."""

JUDGING = frozenset(
    """
    attack criticize criticise cite refer describe compare liken praise highlight blast dismiss denounce encourage
    tout mock thank press slam applaud portray hail outline characterize characterise assail lambaste lambast deride
    ridicule chide rebuke scold bemoan laud commend salute label brand blame welcome repeat decry call talk write credit echo deplore
    berate castigate censure chastise denigrate disparage fault impugn malign reprimand reproach upbraid vilify excoriate
    bash knock trash taunt dub depict defend acclaim compliment congratulate extol eulogize command convey summarize
    preach profess
    """.split()
)
"""Cues that tell an opinion of their object: what follows counts as said where it is quoted, a clause or a particle's."""

RELAYING = frozenset(("report", "quote", "cite"))
"""Cues by which an outlet or agency passes on what somebody else said."""

SPEECHES = frozenset("speech address remark text transcript statement testimony letter".split())
"""What is printed at length behind a colon."""
