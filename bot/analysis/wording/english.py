"""English: loaded words by technique, words that a summary may never drop, and words that no point may open with.

Underscores stand for spaces; a star at the end takes any ending.
"""

from __future__ import annotations

LOADED: dict[str, str] = {
    "label": """
        regime regimes puppet puppets terrorist terrorists coup coups dictator dictators dictatorship tyrant tyrants
        tyranny tyrannical strongman strongmen thug thugs thuggish extremist extremists fanatic fanatics fanatical zealot
        zealots fascist fascists fascism neo-nazi neo-nazis warmonger* warlord warlords junta stooge stooges lackey lackeys
        crony cronies henchman henchmen kleptocrat* traitor traitors traitorous radical radicals leftist leftists
        far-left far-right hard-left hard-right ultranationalist* jihadist* islamist* globalist globalists elites cult
        self-proclaimed self-styled so-called would-be fake hoax* sham bogus phony phoney pseudo* pariah rogue
        conspiracy_theorist conspiracy_theorists denier deniers illegal_alien illegal_aliens illegals cultist*
        """,
    "loaded language": """
        brutal brutally brutality ruthless* vicious* barbaric barbarous barbarity savage savagely savagery heinous
        horrific* horrifying* horrendous* gruesome grisly ghastly sinister evil wicked cruel cruelly cowardly shameful*
        shameless* disgraceful* disgusting* despicable appalling* outrageous* outrage scandalous* shocking* stunning*
        chilling* terrifying* devastating* disastrous* catastrophic* calamitous ludicrous* ridiculous* absurd absurdly
        laughable laughably pathetic* idiotic insane crazy crazed deranged unhinged hysterical* rabid rampant bloodthirsty
        draconian orwellian sickening* vile toxic poisonous hateful bigoted witch_hunt witch-hunt fearmonger*
        scaremonger* propaganda indoctrinat* brainwash* crackdown slaughter* massacre* butcher* carnage bloodbath mayhem
        chaos chaotic* havoc plague plagued infest* swarm* slam slams slammed slamming blast blasts blasted blasting
        lambast* bash bashes bashed bashing lash_out lashed_out lashes_out lashing_out rip rips ripped_into eviscerat*
        skewer* trash trashes trashed rant rants ranted ranting meltdown humiliat* embarrassing* clobber* savaged
        embattled disgraced notorious* infamous* controversial* firebrand* hardline hardliner* divisive inflammatory
        bombshell blistering scathing* explosive* damning* brazen* blatant* egregious* reckless* hypocri* debacle fiasco
        puppet_master cynical* aggressive aggressively relentless* merciless* tyrannise*
        """,
    "puffery": """
        iconic legendary renowned acclaimed prestigious world-class brilliant* genius heroic* hero heroes visionary
        groundbreaking ground-breaking game-changing game-changer unprecedented historic revolutionary remarkable
        remarkably extraordinary extraordinarily incredible incredibly amazing* awesome fantastic* wonderful* magnificent*
        spectacular* sensational* glorious* majestic proudly courageous* breathtaking* jaw-dropping stellar
        beloved massive massively skyrocket* soaring miracle* miraculous* dazzling* superb* tremendous* monumental
        """,
    "doubt verb": """
        claim claims claimed claiming admit admits admitted admitting reveal reveals revealed revealing concede concedes
        conceded conceding boast boasts boasted boasting brag brags bragged bragging insist insists insisted insisting
        confess confesses confessed exposes exposed debunk* whine* whined gloat* sneer* smear* peddl*
        """,
    "author's judgement": """
        unfortunately fortunately sadly thankfully obviously clearly of_course undeniabl* undoubtedly inevitably
        surprisingly ironically tragically predictably laughingly needless_to_say
        """,
}

PROTECTED = """
    not n't n’t no never none nobody nothing neither nor nowhere without hardly barely scarcely rarely seldom few little
    may might could would should can must will shall
    reportedly allegedly alleged apparently possibly perhaps probably likely unlikely potentially suspected presumably
    supposedly seemingly purportedly unconfirmed tentative tentatively preliminary provisional proposed planned potential
    possible about around nearly almost roughly approximately some over under least most more less fewer up only just
    mainly mostly partly partially largely generally usually often sometimes further still yet again too
    if unless until whether except but despite although though because once assuming acquitted cleared exonerated
    """

STATUS = "former ex acting interim deputy vice late caretaker outgoing incoming honorary"
"""Words that change what somebody is: a title never loses one, though the whole title may go."""

PRIVATIVE = "reckless recklessly so-called self-styled would-be fake hoax sham bogus phony phoney pseudo"
"""Loaded words that deny what they stand before: no shortening may leave them out."""

OPENERS = """
    however meanwhile moreover furthermore additionally earlier later then also but and or so yet still instead
    therefore thus nevertheless nonetheless besides likewise similarly indeed finally afterwards now today here there
    he she it they we i you his her its their our my your him them this that these those who which such another both
    one others either neither
    """

NEGATIONS = "not n't n’t no never none nobody nothing neither nor without"

DENIALS = "denied denies deny denying denial rejected rejects reject rejecting refused refuses refuse refusing"
HEDGES = """
    may might could reportedly allegedly alleged apparently possibly possible perhaps probably likely unlikely
    suspected presumed presumably supposedly seemingly seems
"""
PLANS = "plan plans planned planning intends intend intended aims aim due scheduled expected expects"
CONDITIONS = "if unless until except although though despite"
NUMBERS = """
    one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12
"""
SCALES = """
    thousand=3 thousands=3 million=6 millions=6 billion=9 billions=9 trillion=12 trillions=12
"""
SAYING = """
    said says say told tells wrote announced asked denied warned urged according stated added posted called
    demanded accused criticized promised reported found rejected
"""
