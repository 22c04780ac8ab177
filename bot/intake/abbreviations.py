"""Abbreviations that end in a full stop without ending a sentence, as data for the sentence rules."""

from __future__ import annotations

BEFORE_NAME = frozenset(
    """
    mr mrs ms mx dr prof rev fr sr sen rep gov gen col maj capt cpt lt sgt cpl adm cmdr hon pres supt insp det st mt ft
    amb sec atty messrs mme mlle hr fra dña lic ing arq dra srta don
    г гг акад проф им ул пл тов гр вул
    """.split()
)
"""Titles: what follows is a name, so they never end a sentence."""

BEFORE_NUMBER = frozenset(
    """
    no nos nr núm num pp p art vol fig ch sect cl par
    jan feb mar apr jun jul aug sept sep oct nov dec
    янв фев мар апр июн июл авг сен окт ноя дек ст п
    """.split()
)
"""Words that announce a number: no border where a digit follows."""

INSIDE = frozenset(
    """
    vs etc approx dept est al cf viz ca inc ltd co corp bros jr ph.d ph.d. e.g i.e a.m p.m u.s u.k u.n e.u d.c l.a n.y
    u.s.a u.a.e d.r.c b.c a.d r.o.k g.o.p
    z.b d.h u.a bzw usw ggf ca bspw evtl inkl mio mrd tsd rd sog u.s.w geb verh
    p.ej ee.uu pág av sres vda ud uds art
    т.е т.д т.п т.к др пр тыс млн млрд руб долл коп р.х н.э т.зв тис грн
    p.ex env min max tél
    """.split()
)
"""May stand inside a sentence or at its end: a border only where the next word opens a sentence."""

OPENERS = frozenset(
    """
    the a an he she it they we you i this that these those there but and or so yet in on at by for from with as if when
    while after before since although though however meanwhile moreover also his her its their our my your what who why
    how where not no some many most all both earlier later last according asked speaking
    der die das ein eine er sie es wir ihr ich und aber im am in auf bei mit nach seit als wenn dies diese
    el la los las un una él ella ellos pero y en con por para según
    le les l' un une il elle ils elles mais et dans en avec pour selon
    он она они это но и в на с по для как он мы я вона він вони це та але у з
    o os as um uma ele ela eles mas e em com por para segundo
    """.split()
)
"""Words that commonly open a sentence, in lower case."""

MONTHS = frozenset(
    """
    januar februar märz april mai juni juli august september oktober november dezember jänner
    january february march may june july october december
    leden únor ledna února března dubna května června července srpna září října listopadu prosince
    januara februara marca apríla mája júna júla augusta
    januára februára
    """.split()
)
"""A number with a full stop before one of these is a day, not the end of a sentence."""
