"""Other languages: direct quotations by the language's marks, with a speaker only where the text leaves no doubt.

Cue verbs and titles are data, a file for each family; the rules are the same few for all.
"""

from __future__ import annotations

from bot.analysis.attribution.languages.forms import Forms
from bot.analysis.attribution.languages.germanic import DUTCH, GERMAN
from bot.analysis.attribution.languages.romance import FRENCH, ITALIAN, PORTUGUESE, SPANISH
from bot.analysis.attribution.languages.slavic import RUSSIAN, UKRAINIAN
from bot.analysis.attribution.languages.unspaced import ARABIC, CHINESE

FORMS: dict[str, Forms] = {
    "es": SPANISH,
    "fr": FRENCH,
    "de": GERMAN,
    "ru": RUSSIAN,
    "uk": UKRAINIAN,
    "pt": PORTUGUESE,
    "ar": ARABIC,
    "zh": CHINESE,
    "it": ITALIAN,
    "nl": DUTCH,
}
"""By ISO 639-1 code."""
