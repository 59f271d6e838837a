"""Which language a text is in: by its script, then by its commonest words."""

from __future__ import annotations

import re
from collections import Counter

from index.extract.words import bag

LOOKED_AT = 4000  # characters: the opening tells, and a long text costs no more than a short one
ENOUGH = 3  # stop words at least: a headline in another language has fewer
LEAD = 1.5  # times as many as the runner-up's: Spanish and Portuguese share a third of theirs

STOP_WORDS = {
    "en": bag(
        """
        the of and to in that is was for it with as his on be at by he had not are but from or have
        they which one you were
        """
    ),
    "de": bag(
        """
        der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an
        werden aus er hat dass sie
        """
    ),
    "fr": bag(
        """
        le la les de des et à un une du en est que qui dans pour au sur par pas plus ne il se avec
        ce sont aux cette
        """
    ),
    "es": bag(
        """
        el la los las de que y en un una del se por con no para al es lo como más su pero sus este
        ha fue son
        """
    ),
    "it": bag(
        """
        il di e la che in un per è non una del le con si da al della i gli nel sono dei anche più ha
        alla lo
        """
    ),
    "pt": bag(
        """
        o a os as de que e em um uma do da não para com se no na por mais dos ao é foi são pelo
        também das
        """
    ),
    "nl": bag(
        """
        de het een en van in is dat op te zijn met voor niet aan er om ook als bij hij naar door
        maar worden werd over dan heeft
        """
    ),
    "uk": bag(
        """
        і в на що не з у до та за як від це його про для він є але так й або при був який які під
        після
        """
    ),
    "ru": bag(
        """
        и в не на что с он как по это из к его но за от так о же для у бы был она было все они до
        при был
        """
    ),
}
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ar", re.compile("[\u0621-\u064a]+")),
    ("cyrillic", re.compile("[\u0400-\u04ff]+")),
    ("latin", re.compile("[a-zA-Z\u00c0-\u024f]+")),
)
_ARABIC_ONLY = re.compile("[پچژگٹڈڑےیک]")  # letters of Persian and Urdu
_LETTERS = {"uk": re.compile("[іїєґ]", re.I), "ru": re.compile("[ыэъё]", re.I)}


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language of a text, or None where it is unsure or none of ours.

    >>> language_of("Der Minister sagte, dass die Gespräche mit der Opposition nicht auf Eis liegen.")
    'de'
    >>> language_of("Lorem ipsum") is None
    True
    """
    text = text[:LOOKED_AT]
    counts = {name: sum(map(len, pattern.findall(text))) for name, pattern in _SCRIPTS}
    script = max(counts, key=lambda name: counts[name])
    if counts[script] < 10 or counts[script] * 2 < sum(counts.values()):
        return None
    if script == "ar":
        return "ar" if len(_ARABIC_ONLY.findall(text)) * 50 < counts["ar"] else None
    candidates = ("uk", "ru") if script == "cyrillic" else ("en", "de", "fr", "es", "it", "pt", "nl")
    frequency = Counter(map(str.lower, _WORD.findall(text)))
    scores = {c: float(sum(frequency[word] for word in STOP_WORDS[c] & frequency.keys())) for c in candidates}
    for language, letters in _LETTERS.items():
        if language in scores:
            scores[language] += len(letters.findall(text))
    first, second = sorted(scores.values(), reverse=True)[:2]
    if first < ENOUGH or first < LEAD * second:
        return None
    return max(scores, key=lambda language: scores[language])
