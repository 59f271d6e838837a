"""Whom a German sentence names as its source: "laut Polizei", "nach Angaben der Polizei", "der Polizei zufolge"."""

from __future__ import annotations

from typing import NamedTuple

from index.extract.sentences import Sentence
from index.extract.who import nounphrase
from index.extract.who.phrases import Subject
from index.extract.wordclasses import is_pronoun
from index.extract.words import Words, bag

REACH = 14  # tokens of a source that stands before its word
SHORT = 40  # characters of a name in marks: „Der Spiegel“
APPOSED = 8  # tokens of what stands between commas behind a source
# What is heard or read: "nach Angaben", "nach ersten Erkenntnissen", also as the end of a word: "Polizeiangaben".
_HEARD = (
    *("angaben", "angabe", "aussagen", "aussage", "meinung", "ansicht", "auffassung", "einschätzung", "einschätzungen"),
    *(
        "worten",
        "informationen",
        "darstellung",
        "auskunft",
        "bericht",
        "berichten",
        "meldung",
        "meldungen",
        "schätzung",
    ),
    *("schätzungen", "erkenntnissen", "überzeugung", "berechnungen", "recherchen", "planungen", "ankündigung"),
)
# The same where it is somebody's: "nach dem Wunsch der Stadt", but not "nach Wunsch".
_OWNED = ("idee", "wunsch", "vorstellung", "vorstellungen", "behauptung")
_OTHER = bag("anmeldung abmeldung rückmeldung ummeldung")  # words with such an ending
_BEFORE = {"nach": (_HEARD, _OWNED), "aus": ((), ("sicht",))}
_POSSESSIVE = bag("seiner ihrer seinen ihren")
_INSIDE = bag("von vom aus in im für bei beim der des")


class Source(NamedTuple):
    """The words that name a source, as tokens, and who it is."""

    first: int
    last: int  # exclusive
    subject: Subject


def source(sentence: Sentence, i: int, words: Words) -> Source | None:
    """The source that a token tells of."""
    lower = sentence[i].lower
    if lower == "zu":
        folge = i + 1 < len(sentence) and sentence[i + 1].text == "Folge"
        return _before(sentence, i, i + 2, words) if folge else None
    if lower in words.according_after:
        return _before(sentence, i, i + 1, words)
    if lower == "nach" and i and sentence[i - 1].lower in _HEARD + _OWNED:
        return _before(sentence, i, i + 1, words)
    if lower == "so":
        if not i or not (sentence[i - 1].text in (",", "–", "—") or sentence[i - 1].kind == "quoted"):
            return None
        subject = nounphrase.noun_phrase(sentence, i + 1, words)
        end = _over(sentence, subject.last, True, words) if subject else i
        closed = end >= len(sentence) or sentence[end].kind in ("mark", "quoted")
        return Source(i, end, subject) if subject and closed else None
    subject = (
        _heard(sentence, i, _BEFORE[lower], words)
        if lower in _BEFORE
        else nounphrase.noun_phrase(sentence, i + 1, words)
    )
    if subject is None or (subject.kind == "pronoun" and lower in _BEFORE):
        return None
    return Source(i, _over(sentence, subject.last, i == 0, words), subject)


def _heard(sentence: Sentence, i: int, heads: tuple[tuple[str, ...], ...], words: Words) -> Subject | None:
    """Who stands behind "Angaben": a genitive, a name with "von", whoever owns them, else they themselves."""
    last = nounphrase.head_end(sentence, i + 1, words)
    if last is None:
        return None
    alone, owned = heads
    head = next((k for k in range(i + 1, last) if sentence[k].lower.endswith(alone + owned)), None)
    if head is None or sentence[head].lower in _OTHER:
        return None
    of = head + 1
    if of < len(sentence) and (sentence[of].lower in ("von", "vom") or nounphrase.is_genitive(sentence[of])):
        owner = nounphrase.noun_phrase(sentence, of, words)
        if owner is not None:
            return owner
    owner = _owned(sentence, i + 1, head)
    if owner is None and not sentence[head].lower.endswith(alone) and sentence[i + 1].text not in _POSSESSIVE:
        return None
    return owner or Subject(i + 1, head + 1, i + 1, head + 1, "noun")


def _owned(sentence: Sentence, first: int, head: int) -> Subject | None:
    """The owner in "nach Anna Holms Meinung"."""
    if not sentence[head].lower.endswith(_HEARD + _OWNED):
        return None
    owner = next((k for k in range(first, head) if sentence[k].kind == "name"), head)
    return (
        Subject(first, head + 1, owner, head, "name")
        if sentence[head - 1].lower.endswith("s") and owner < head
        else None
    )


def _before(sentence: Sentence, i: int, last: int, words: Words) -> Source | None:
    """The same where the source stands before its word: "der Polizei zufolge", "seiner Meinung nach"."""
    for first in range(max(0, i - REACH), i):
        subject = nounphrase.noun_phrase(sentence, first, words)
        if subject is not None and _over(sentence, subject.last, first == 0, words) == i:
            return Source(first, last, _owned(sentence, first, subject.last - 1) or subject)
    return None


def _over(sentence: Sentence, i: int, opening: bool, words: Words) -> int:
    """Where a source ends: over a name in marks, brackets, an apposition, and where it opens its sentence "in Linz"."""
    while i < len(sentence):
        token = sentence[i]
        named = token.kind == "quoted" and token.end - token.start <= SHORT and sentence[i - 1].kind == "name"
        if named or token.lower == "weiter":  # "so Anna Holm weiter"
            i += 1
        elif token.text == "(":
            closing = next((k for k in range(i, min(len(sentence), i + 12)) if sentence[k].text == ")"), None)
            if closing is None:
                return i
            i = closing + 1
        elif token.text == "," and (end := _apposed(sentence, i, words)):
            i = end
        elif opening and token.lower in _INSIDE and (found := nounphrase.noun_phrase(sentence, i + 1, words)):
            i = found.last
        else:
            return i
    return i


def _apposed(sentence: Sentence, comma: int, words: Words) -> int | None:
    """Where an apposition behind a comma ends, before the comma that closes it: ", Anna Holm,"."""
    if comma + 1 >= len(sentence) or is_pronoun(sentence[comma + 1], words):
        return None
    found = nounphrase.noun_phrase(sentence, comma + 1, words)
    if found is None or found.last >= len(sentence) or sentence[found.last].text != ",":
        return None
    return found.last if found.last - comma <= APPOSED else None
