"""Spanish: loaded words, and words whose meaning a translation has to keep. A star takes any ending."""

from __future__ import annotations

LOADED: dict[str, str] = {
    "label": """
        régimen régimenes títere títeres terrorista terroristas golpista golpistas dictador* tiran* matón matones
        extremista* fanátic* fascista* secuaz secuaces lacayo* traidor* radicales autoproclamad* supuestamente_líder
        falso_presidente pseudo*
        """,
    "loaded language": """
        brutal* despiadad* bárbar* salvaj* atroz atroces horroroso* vergonzos* escandalos* indignante* ridícul* absurd*
        patétic* demencial* cínic* masacr* carnicería* caos caótic* infame* polémic* demoledor* fulminante* arremet*
        despotric* vapule*
        """,
    "puffery": "históric* legendari* heroic* heroíc* extraordinari* impresionante* espectacular* brillante* glorios*",
    "doubt verb": "admitió admiten admite reconoció_que reveló revelan presumió confesó confiesa",
    "author's judgement": "lamentablemente afortunadamente obviamente claramente sin_duda por_supuesto",
}
NEGATIONS = "no nunca jamás nadie nada ningún ninguna ninguno tampoco sin ni"
DENIALS = "rechaz* neg*"
HEDGES = """
    puede pueden podría podrían quizá quizás tal_vez posible* posiblemente probable* supuest* presunt*
    aparente* al_parecer presuntamente alega* alegad*
"""
PLANS = (
    "planea* planean plan planes prevé prevén previst* pretend* tiene_intención tienen_intención se_propone* proyect*"
)
CONDITIONS = "si a_menos salvo excepto aunque"
NUMBERS = """
    uno=1 una=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 doce=12
"""
SCALES = """
    mil=3 miles=3 millón=6 millones=6 mil_millones=9 billón=12 billones=12
"""
OPENERS = "sin_embargo además mientras entonces luego pero y o él ella ellos ellas esto eso este esta"
SAYING = """
    dijo dice dijeron afirmó afirma declaró señaló anunció según pidió negó advirtió instó escribió añadió
    explicó manifestó aseguró preguntó exigió acusó criticó prometió informó rechazó indicó
"""
