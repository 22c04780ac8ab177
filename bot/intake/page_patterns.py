"""What pages say when they withhold their text, and what links and titles say of a text's kind, as patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """Wordings of one notice, tried only on pages that hold one of the ``hints`` (a look for a word costs next to nothing)."""

    hints: tuple[str, ...]
    wordings: re.Pattern[str]

    def stands_in(self, text: str) -> bool:
        """Whether ``text``, in lower case, holds the notice."""
        return any(hint in text for hint in self.hints) and bool(self.wordings.search(text))


PAYWALL = (
    Notice(
        (
            "subscri",
            "sign up",
            "log in",
            "login",
            "register",
            "trial",
            "member",
            "continu",
            "unlock",
            "your limit",
            "article limit",
        ),
        re.compile(
            r"(?:subscribe|sign up|log ?in|register|start your (?:free )?trial|become a (?:member|subscriber)) (?:now )?"
            r"(?:to|and) (?:continue|keep|read|unlock|access|view|finish)|"
            r"(?:article|story|content|post) is (?:for|only|reserved|available|exclusive)[^.]{0,40}(?:subscribers|members)|"
            r"subscribers? only|already a subscriber\?|to continue reading|continue reading (?:with|this)|"
            r"unlock (?:this|the|full)|you(?:'|’)ve reached your (?:article )?limit"
        ),
    ),
    Notice(
        ("weiterlesen", "freischalten", "testen", "abonnent", "abonnement", "registrieren", "lesen sie"),
        re.compile(
            r"weiterlesen (?:mit|nach)|jetzt (?:weiterlesen|freischalten|testen)|mit .{2,30} (?:weiterlesen|lesen sie)|"
            r"nur für abonnenten|diesen artikel (?:weiterlesen|freischalten)|abonnement abschließen|registrieren sie sich,? um"
        ),
    ),
    Notice(
        ("abonné", "à lire", "lire la suite", "la suite"),
        re.compile(
            r"réservé (?:à nos|aux) abonnés|il vous reste .{1,20} à lire|pour lire la suite|la suite est réservée"
        ),
    ),
    Notice(
        ("exclusivo", "suscríbete", "leyendo", "lendo", "abbonati", "leggere"),
        re.compile(
            r"exclusivo para (?:suscriptores|assinantes)|suscríbete para|contenido exclusivo|para seguir leyendo|"
            r"continua(?:r)? (?:a )?lendo|riservato agli abbonati|per continuare a leggere|abbonati per"
        ),
    ),
    Notice(
        ("abonn", "verder", "for å lese", "logg", "prenum", "läs vidare", "dostęp", "czytać"),
        re.compile(
            r"voor abonnees|lees verder|kun for abonnenter|for abonnenter|for å lese|logg inn for|logga in för|"
            r"prenumerera för|läs vidare|dostęp do (?:pełnej|treści)|dla prenumeratorów|aby czytać dalej"
        ),
    ),
    Notice(
        ("подпис", "続き", "会員", "有料", "残り", "付费", "기사", "devamını"),
        re.compile(
            r"подписчик(?:ам|ов)|только для подписчиков|оформите подписку|続きを読む|有料会員|会員限定|この記事は有料|"
            r"残り\s?\d+文字|付费阅读|기사 전문은|devamını oku(?:mak)?"
        ),
    ),
)
CONSENT = re.compile(
    r"(?:before you continue|we (?:and our partners )?use cookies|your privacy choices|accept all|manage (?:cookies|consent|preferences)|"
    r"zustimmen (?:und|&) weiter|cookies zustimmen|accepter (?:et|&) (?:fermer|continuer)|aceptar (?:y|cookies))",
    re.IGNORECASE,
)
BOT = re.compile(
    r"(?:are you (?:a )?(?:human|robot)|verify(?:ing)? (?:that )?you are (?:a )?human|checking your browser|just a moment\.\.\.|"
    r"unusual traffic|press (?:&|and) hold|enable javascript and cookies|captcha|access (?:to this page has been )?denied|"
    r"request (?:unsuccessful|blocked)|pardon our interruption)",
    re.IGNORECASE,
)
SCRIPT = re.compile(
    r"(?:enable|activate|requires?|turn on|aktivier\w+|activer|habilit\w+)[^.]{0,30}javascript|"
    r"javascript[^.]{0,40}(?:enable|required|disabled)",
    re.IGNORECASE,
)
LIVE = re.compile(
    r"\blive(?:[- ](?:blog|updates?|ticker|coverage|reporting))\b|\bliveticker\b|\ben (?:vivo|direct)\b|онлайн-трансляция|as it happened",
    re.IGNORECASE,
)
MEDIA_PATH = re.compile(
    r"/(?:videos?|watch|audio|podcasts?|gallery|galleries|galerie|fotostrecke|photos?|pictures|slideshow|in-pictures)(?:/|$)",
    re.IGNORECASE,
)
OPINION = re.compile(
    r"/(?:opinions?|opinion-?\w*|comment(?:ary|isfree|aires?)?|op-?eds?|editorials?|columns?|columnists?|kommentare?|kolumnen?|meinung|tribunes?|opinioni|colunas?|mneniya)(?:/|$)",
    re.IGNORECASE,
)
OPINION_TITLE = re.compile(
    r"^(?:opinion|comment|commentary|editorial|op-ed|analysis|kommentar|meinung|opinión|tribune|мнение|колонка)\b\s*[:|–—-]",
    re.IGNORECASE,
)
SATIRE = (
    "theonion.com",
    "babylonbee.com",
    "thedailymash.co.uk",
    "der-postillon.com",
    "elmundotoday.com",
    "legorafi.fr",
    "clickhole.com",
    "waterfordwhispersnews.com",
    "newsthump.com",
    "thebeaverton.com",
    "borowitzreport.com",
    "lercio.it",
    "speld.nl",
    "panorama.pub",
)
