"""German: loaded words, and words whose meaning a translation has to keep. A star takes any ending."""

from __future__ import annotations

LOADED: dict[str, str] = {
    "label": """
        regime regimes marionette* terrorist* putschist* diktator* tyrann* schläger extremist* fanatiker* faschist*
        handlanger* lakai* verräter* selbsternannt* sogenannt* pseudo* machthaber*
        """,
    "loaded language": """
        brutal* gnadenlos* barbarisch* grausam* abscheulich* entsetzlich* schändlich* skandalös* empörend* lächerlich*
        absurd* erbärmlich* zynisch* massaker* gemetzel* blutbad chaos chaotisch* berüchtigt* umstritten* vernichtend*
        wettert* poltert*
        """,
    "puffery": "historisch* legendär* heldenhaft* außergewöhnlich* spektakulär* brillant* glorreich* beispiellos*",
    "doubt verb": "gab_zu gibt_zu räumte_ein räumt_ein enthüllt* gesteht gestand prahlt*",
    "author's judgement": "leider glücklicherweise offensichtlich natürlich zweifellos bedauerlicherweise",
}
NEGATIONS = "nicht nie niemals niemand nichts kein keine keinen keinem keiner keines ohne weder noch"

DENIALS = "lehn* ablehn* abgelehn* verneint* bestreit* bestritt*"
HEDGES = """
    kann können könnte könnten dürfte dürften möglich* möglicherweise vielleicht wahrscheinlich* mutmaßlich*
    angeblich* offenbar anscheinend
"""
PLANS = (
    "plan plane planen plant planten pläne geplant* will wollen beabsichtigt beabsichtigen vorgesehen* vorhat vorhaben"
)
CONDITIONS = "wenn falls sofern außer obwohl sobald"
NUMBERS = """
    ein=1 eine=1 zwei=2 drei=3 vier=4 fünf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10 elf=11 zwölf=12
"""
SCALES = """
    tausend=3 tausende=3 million=6 millionen=6 milliarde=9 milliarden=9 billion=12 billionen=12
"""
OPENERS = "jedoch allerdings außerdem dann danach aber und oder er sie es dies das diese dieser"
SAYING = """
    sagte sagt sagten erklärte erklärt teilte laut zufolge kündigte forderte bestritt warnte schrieb fügte
    betonte äußerte fragte beschuldigte kritisierte versprach berichtete wies hieß
"""
