"""German and Dutch."""

from bot.analysis.attribution.languages.forms import Forms

GERMAN = Forms(
    cues="sagte|sagt|erklärte|erklärt|betonte|betont|teilte|schrieb|schreibt|meinte|meint|fügte|kritisierte|warnte|warnt|"
    "so|berichtete|ergänzte|versicherte|forderte|antwortete|kündigte|bestätigte|mahnte|behauptete|äußerte|unterstrich|"
    "hob|räumte|versprach|zitierte|twitterte|verkündete|bekräftigte|urteilte",
    titles=r"\w*(?:minister|präsident|kanzler|sprecher|chef|direktor|leiter|expert|general|bürgermeister|vorsitzende|"
    r"kommissar|botschafter|abgeordnete|beauftragte|sekretär|richter|forscher|politiker|anwalt|anwält|ökonom|oberst|könig|"
    r"professor|ärzt|arzt|aktivist)\w*",
    links="der|des|von|für|im|in|aus",
    articles="der|die|das|den|ein|eine",
    bodies=r"\w*(?:ministerium|regierung)|Kreml|Armee|Polizei|Parlament|Kommission|Bundeswehr|Staatsanwaltschaft",
)
DUTCH = Forms(
    cues="zei|zegt|verklaarde|aldus|stelde|stelt|schreef|vertelt|vertelde|benadrukte|meldde",
    titles=r"minister|premier|president|woordvoerder|woordvoerster|directeur|burgemeester|generaal",
    links="van|voor|in",
    articles="de|het|een",
    bodies="ministerie|regering|Kremlin|politie|leger",
)
