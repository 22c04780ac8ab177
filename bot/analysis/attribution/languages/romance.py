"""Spanish, French, Portuguese, Italian."""

from bot.analysis.attribution.languages.forms import Forms

SPANISH = Forms(
    cues="dijo|dice|afirmó|afirma|señaló|aseguró|asegura|explicó|declaró|añadió|agregó|subrayó|indicó|sostuvo|manifestó|"
    "aseveró|comentó|advirtió|anunció|respondió|insistió|denunció|reiteró|escribió|precisó|destacó|recordó|admitió|"
    "lamentó|confirmó|expresó|concluyó|prometió|negó",
    titles="presidenta?|expresidenta?|ministr[oa]|viceministr[oa]|canciller|portavoz|vocera?|secretari[oa]|director[a]?|"
    "alcaldesa|alcalde|gobernador[a]?|general|coronel|diputad[oa]|senador[a]?|embajador[a]?|fiscal|abogad[oa]|expert[oa]|"
    "analista|líder|jef[ea]|primer|primera|comisari[oa]|rey|reina|juez[a]?|profesor[a]?|activista|economista|médic[oa]",
    links="de|del|de la|de los|de las|en|para",
    articles="el|la|los|las|un|una",
    bodies="Ministerio|Gobierno|Presidencia|Ejército|Kremlin|Cancillería|Parlamento|Policía|Fiscalía|Comisión|Consejo",
)
FRENCH = Forms(
    cues="a dit|a déclaré|a affirmé|a expliqué|a ajouté|a indiqué|a souligné|a assuré|a estimé|a précisé|a annoncé|"
    "a répondu|a averti|a insisté|a dénoncé|a rappelé|a écrit|a confirmé|a reconnu|a regretté|a promis|a lancé|a conclu|"
    "a prévenu|a noté|a martelé|a réagi|dit|déclare|affirme|explique|ajoute|indique|souligne|assure|estime|précise|annonce|"
    "répond|rappelle|écrit|confirme|reconnaît|prévient|note|conclut|raconte|insiste|dénonce",
    titles="présidente?|ministre|vice-ministre|chancelière?|porte-parole|secrétaire|directeur|directrice|maire|gouverneure?|"
    "général|colonel|députée?|sénateur|sénatrice|ambassadeur|ambassadrice|procureure?|avocate?|experte?|analyste|cheffe?|"
    "premier|première|commissaire|roi|reine|juge|professeure?|militante?|économiste|médecin|générale?|responsable",
    links="de|du|de la|des|de l’|de l'|d’|d'|à|aux|en|pour",
    articles="le|la|les|l’|l'|un|une",
    bodies="ministère|gouvernement|présidence|armée|Kremlin|Élysée|Parlement|police|parquet|Commission|Conseil",
)
PORTUGUESE = Forms(
    cues="disse|diz|afirmou|afirma|declarou|explicou|acrescentou|destacou|ressaltou|salientou|garantiu|comentou|anunciou|"
    "respondeu|alertou|avisou|insistiu|denunciou|reiterou|escreveu|lembrou|admitiu|lamentou|confirmou|concluiu|prometeu|"
    "sublinhou|referiu|indicou|negou|frisou",
    titles="presidenta?|presidente|ministr[oa]|vice-ministr[oa]|chanceler|porta-voz|secretári[oa]|diretora?|prefeit[oa]|"
    "governadora?|general|coronel|deputad[oa]|senadora?|embaixadora?|procuradora?|advogad[oa]|especialista|analista|líder|"
    "chefe|primeir[oa]|comissári[oa]|rei|rainha|juíza?|juiz|professora?|ativista|economista|médic[oa]",
    links="de|do|da|dos|das|em|para",
    articles="o|a|os|as|um|uma",
    bodies="Ministério|Governo|governo|Presidência|Exército|Kremlin|Itamaraty|Parlamento|Polícia|Comissão|Conselho",
)
ITALIAN = Forms(
    cues="ha detto|ha dichiarato|ha affermato|ha spiegato|ha aggiunto|ha sottolineato|ha scritto|ha annunciato|ha risposto|"
    "dice|spiega|afferma|aggiunge|dichiara",
    titles="presidente|ministr[oa]|portavoce|segretari[oa]|direttore|direttrice|sindac[oa]|generale|deputat[oa]|premier|capo",
    links="di|del|della|dello|dei|degli|delle|dell’|dell'",
    articles="il|la|lo|l’|l'|un|una",
    bodies="ministero|governo|Cremlino|esercito|Commissione|Parlamento",
)
