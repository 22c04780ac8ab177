"""French: loaded words, and words whose meaning a translation has to keep. A star takes any ending."""

from __future__ import annotations

LOADED: dict[str, str] = {
    "label": """
        régime régimes marionnette* pantin pantins terroriste* putschiste* dictateur* tyran tyrans tyrannique* voyou voyous
        extrémiste* fanatique* fasciste* sbire* laquais traître* radicaux autoproclamé* soi-disant prétendu* pseudo*
        """,
    "loaded language": """
        brutal* impitoyable* barbare* sauvage* atroce* horrible* honteu* scandaleu* révoltant* ridicule* absurde*
        pathétique* cynique* massacr* carnage chaos chaotique* infâme* sulfureu* cinglant* fustig* étrill* pourfend*
        """,
    "puffery": "historique* légendaire* héroïque* extraordinaire* spectaculaire* brillant* glorieu* exceptionnel*",
    "doubt verb": "avoue avoué avouent admet admis révèle révélé révèlent prétend prétendent",
    "author's judgement": "malheureusement heureusement évidemment clairement bien_sûr sans_surprise",
}
NEGATIONS = "pas jamais personne rien aucun aucune sans ni non"
DENIALS = "refus* rejet* dément* démenti* nie nié niée nient"
HEDGES = """
    peut peuvent pourrait pourraient peut-être possible* possiblement probable* probablement présumé*
    apparemment semble* semblerait allègu* alléguant
"""
PLANS = "prévoit prévoient prévu* envisage* compte comptent plan plans projette* entend entendent l’intention"
CONDITIONS = "si s’il s’ils à_moins sauf excepté bien_que quoique"
NUMBERS = """
    un=1 une=1 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12
"""
SCALES = """
    mille=3 milliers=3 million=6 millions=6 milliard=9 milliards=9 billion=12 billions=12
"""
OPENERS = "cependant toutefois par_ailleurs ensuite puis mais et ou il elle ils elles ce cela cette ces"
SAYING = """
    dit disent déclaré déclare affirmé affirme annoncé annonce selon demandé nié averti exhorté écrit ajouté
    expliqué indiqué assuré accusé critiqué promis rapporté rejeté estimé d’après
"""
