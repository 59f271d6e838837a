"""What was said without quotation marks, or partly so: the clause that a verb of speech takes."""

from __future__ import annotations

from index.extract.cues import Cue
from index.extract.phrases import phrase_end
from index.extract.sentences import Sentence
from index.extract.wordclasses import is_time
from index.extract.words import Words

SHORTEST = 3  # tokens: less is no statement
THAT_WITHIN = 16  # tokens from verb to "that": "told reporters in Kyiv on Monday that"
THAT_NEAR = 4  # the same where that word is a relative pronoun as well: "que", "che", "dass" comes early anyway
_AND = frozenset(
    ("and", "but", "while", "und", "aber", "et", "mais", "y", "pero", "e", "ma", "і", "та", "але", "и", "но")
)
_LAST = frozenset(".!?;…")


def clause(sentence: Sentence, number: int, found: list[Cue], words: Words) -> tuple[int, int] | None:
    """The tokens of the clause that a cue takes: those after it, else the sentence up to it; None without one."""
    cue = found[number]
    if not cue.clause and cue.rule != "participle":
        return None
    if cue.rule in ("colon", "signed"):
        return None
    last = len(sentence)
    while last and sentence[last - 1].text in _LAST:
        last -= 1
    if cue.rule == "according":
        return _by_source(sentence, cue, last)
    return _after(sentence, number, found, last, words) or _before(sentence, cue, found, number, last, words)


def _after(sentence: Sentence, number: int, found: list[Cue], last: int, words: Words) -> tuple[int, int] | None:
    cue = found[number]
    start = max(cue.verb + 1, cue.last)
    for later in found[number + 1 :]:
        if (later.first > start and sentence[later.first - 1].lower in _AND) or (
            later.rule == "participle" and sentence[later.first - 1].text == ","
        ):
            last = min(last, later.first - 1)
    while last > start and sentence[last - 1].text == ",":
        last -= 1
    first = _first(sentence, start, last, cue, words)
    if first is None or last - first < SHORTEST:
        return None
    return first, last


def _first(sentence: Sentence, start: int, last: int, cue: Cue, words: Words) -> int | None:
    """Where the clause begins, over whom it was said to, when and where."""
    for i in range(start, min(last, start + (THAT_WITHIN if words.bare_clauses else THAT_NEAR))):
        if sentence[i].kind == "quoted":
            break
        if sentence[i].lower in words.that:
            return i + 1
    if cue.rule == "participle" or not words.bare_clauses or sentence[cue.verb].lower in words.objects_only:
        return None
    while start + 1 < last and (is_time(sentence[start], words) or sentence[start].lower in words.fillers):
        if sentence[start + 1].kind == "possessive":
            break
        start += 1
    if start + 1 < last and sentence[start].lower == "on" and is_time(sentence[start + 1], words):
        start += 2
    if start < last and sentence[cue.verb].lower in words.tells:
        start = phrase_end(sentence, start, words)
    if start >= last or sentence[start].lower in words.prepositions or sentence[start].lower == "to":
        return None
    return None if sentence[start].kind in ("mark", "quoted") else start


def _before(
    sentence: Sentence, cue: Cue, found: list[Cue], number: int, last: int, words: Words
) -> tuple[int, int] | None:
    """ "The talks failed, Anna Holm said on Monday.": the clause ends at the comma before the speaker."""
    if cue.rule not in ("subject-verb", "verb-subject") or cue.first < SHORTEST or sentence[cue.first - 1].text != ",":
        return None
    rest = sentence[max(cue.verb + 1, cue.last) : last]
    if rest and not (rest[0].lower in words.prepositions or is_time(rest[0], words) or rest[0].kind == "mark"):
        return None
    if number and found[number - 1].last < cue.first:
        return None  # that clause is the former cue's
    return 0, cue.first - 1


def _by_source(sentence: Sentence, cue: Cue, last: int) -> tuple[int, int] | None:
    """The other part of a sentence whose source is named: "according to Anna Holm"."""
    if cue.last < last and sentence[cue.last].text == "," and cue.first <= 1:
        found = (cue.last + 1, last)
    elif cue.last >= last - 1:
        found = (0, cue.first - 1 if cue.first and sentence[cue.first - 1].text == "," else cue.first)
    else:
        return None
    return found if found[1] - found[0] >= SHORTEST else None
