"""What pages say when they withhold their text, and what links and titles say of a text's kind, as patterns."""

from __future__ import annotations

import re

PAYWALL = re.compile(
    r"(?:subscribe|sign up|log ?in|register|start your (?:free )?trial|become a (?:member|subscriber)) (?:now )?(?:to|and) "
    r"(?:continue|keep|read|unlock|access|view|finish)|(?:this|the) (?:article|story|content|post) is (?:for|only|reserved|available|"
    r"exclusive)[^.]{0,40}(?:subscribers|members)|subscribers? only|already a subscriber\?|to continue reading|"
    r"continue reading (?:with|this)|"
    r"unlock (?:this|the|full)|you(?:'|’)ve reached your (?:article )?limit|"
    r"weiterlesen (?:mit|nach)|jetzt (?:weiterlesen|freischalten|testen)|mit .{2,30} (?:weiterlesen|lesen sie)|nur für abonnenten|"
    r"diesen artikel (?:weiterlesen|freischalten)|abonnement abschließen|registrieren sie sich,? um|"
    r"réservé (?:à nos|aux) abonnés|il vous reste .{1,20} à lire|pour lire la suite|la suite est réservée|"
    r"exclusivo para (?:suscriptores|assinantes)|suscríbete para|contenido exclusivo|para seguir leyendo|continua(?:r)? (?:a )?lendo|"
    r"riservato agli abbonati|per continuare a leggere|abbonati per|"
    r"voor abonnees|lees verder|kun for abonnenter|for abonnenter|for å lese|logg inn for|logga in för|prenumerera för|läs vidare|"
    r"dostęp do (?:pełnej|treści)|dla prenumeratorów|aby czytać dalej|подписчик(?:ам|ов)|только для подписчиков|оформите подписку|"
    r"続きを読む|有料会員|会員限定|この記事は有料|残り\s?\d+文字|付费阅读|기사 전문은|devamını oku(?:mak)?",
    re.IGNORECASE,
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
