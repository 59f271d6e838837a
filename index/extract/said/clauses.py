"""What was said without quotation marks, or partly so: the clause or phrase that a cue takes, by its frames."""

from __future__ import annotations

from typing import NamedTuple

from index.extract.said.cue import Cue
from index.extract.said.ends import AND, BEFORE_TIME, SUBORDINATE, VERBAL, end_of
from index.extract.said.reported import reported
from index.extract.sentences import Sentence, Token
from index.extract.who.phrases import phrase_end
from index.extract.wordclasses import is_pronoun, is_time
from index.extract.words import Words, bag
from index.model import Span

SHORTEST = 3  # tokens: less is no statement
THAT_WITHIN = 16  # tokens from verb to "that": "told reporters in Kyiv on Monday that"
THAT_NEAR = 4  # the same where that word is a relative pronoun as well: "que", "che" comes early anyway
FINITE_WITHIN = 10  # tokens from the start of a clause to its verb, if it is one
FINAL = 4  # tokens after a cue that ends its sentence: "she said on Monday evening"
_LAST = frozenset(".!?;…")
_NO_OBJECT = bag("to and or down up out off away back")  # "backed down"
_CONJUNCTION = "that"  # unlike "whether", it is no part of what was said
_ASKING = bag("whether how why what if when where who which")
_PLAIN = frozenset(("that", "whether"))


class Clause(NamedTuple):
    """What a cue takes, as parts of a sentence, and where the cue's own words end."""

    spans: list[Span]  # tokens
    cue_end: int  # token, exclusive: "called for", but "told" of "told reporters"
    thing: bool  # a noun phrase rather than a statement


class _Opening(NamedTuple):
    """Where what was said begins."""

    first: int  # token
    thing: bool  # a noun phrase rather than a statement
    preposition: bool = False  # that stands before it and goes with the cue: "called for"


def clause(sentence: Sentence, number: int, found: list[Cue], words: Words) -> Clause | None:
    """What a cue takes: the clause after it, else the sentence around it; None without one."""
    cue = found[number]
    if words.nouns_capital:
        spans = reported(sentence, number, found, words)
        return Clause(spans, cue.verb + 1, False) if spans else None
    if cue.rule in ("colon", "signed") or sentence[cue.verb].lower in words.viewpoint:
        return None
    last = len(sentence)
    while last and sentence[last - 1].text in _LAST:
        last -= 1
    if cue.rule == "hearsay" and cue.subject is not None:
        return _of_subject(sentence, number, found, last, words)
    if cue.rule == "according":
        return _by_source(sentence, cue, last, words)
    frames = _frames(sentence[cue.verb].lower, cue, words)
    return _around(sentence, cue, found, number, last, words) or _after(sentence, number, found, last, frames, words)


def _frames(verb: str, cue: Cue, words: Words) -> frozenset[str]:
    """What a cue may take; a language without frames has "that" after its verbs of speech."""
    if words.frames:
        frames = words.frames.get(verb, frozenset())
        return frames if cue.clause or cue.speech else frames - {"clause", "statement"}
    return _PLAIN if cue.clause or cue.rule == "participle" else frozenset()


def _after(
    sentence: Sentence, number: int, found: list[Cue], last: int, frames: frozenset[str], words: Words
) -> Clause | None:
    cue = found[number]
    if cue.speech and cue.rule != "participle" and _said_before(sentence, cue):
        return None  # "“No,” she told reporters at a meeting in May."
    start = max(cue.verb + 1, cue.last)
    if start < last and sentence[start].lower in words.who:
        return None  # "said Anna Holm, an envoy who was there"
    opening = _opening(sentence, start, last, frames, words)
    if opening is None or opening.first >= last:
        return None
    first = opening.first
    last = end_of(sentence, first, last, number, found, opening.thing, words)
    if last - first == 1 and (sentence[first].lower in words.objects or is_time(sentence[first], words)):
        return None
    if last - first < (1 if opening.thing else 2 if sentence[first].lower == "to" else SHORTEST):
        return None
    goes_with = opening.preposition and first == cue.verb + 2
    return Clause([(first, last)], cue.verb + 1 + goes_with, opening.thing)


def _said_before(sentence: Sentence, cue: Cue) -> bool:
    """Whether what a cue takes stands before it, in marks."""
    before = sentence[: cue.first]
    return bool(before) and before[0].kind == "quoted" and all(token.kind in ("quoted", "mark") for token in before)


def _opening(sentence: Sentence, start: int, last: int, frames: frozenset[str], words: Words) -> _Opening | None:
    """Where what was said begins, over who was told, when and where."""
    if not words.frames:
        at = _that(sentence, start, min(last, start + THAT_NEAR), words)
        return _Opening(at, False) if at is not None and frames else None
    i = _aside(sentence, start, last, words)
    if i + 1 < last and sentence[i].text == "," and sentence[i + 1].lower in SUBORDINATE and "statement" in frames:
        return _Opening(i + 1, False)  # "she said, if elected, she would"
    direct = _framed(sentence, i, last, frames, words)
    if "hearer" in frames:
        j = _aside(sentence, phrase_end(sentence, i, words), last, words)
        if i < j < last and (sentence[j].lower in _ASKING or sentence[j].lower == "about"):
            return _framed(sentence, j, last, frames, words)
    if direct is not None or i >= last:
        return direct
    if "told" in frames:
        j = _aside(sentence, phrase_end(sentence, i, words), last, words)
        told = _framed(sentence, j, last, frames | {"clause"} if j > i else frames, words)
        if told is not None:
            return told
    token = sentence[i]
    if not frames.isdisjoint(("that", "clause", "told")) and (
        "told" in frames or token.lower in words.prepositions or token.lower == "to" or token.text == ","
    ):
        at = _that(sentence, i, min(last, start + THAT_WITHIN), words)
        if at is None or at >= last or _is_verbal(sentence[at], words):
            return None
        return _Opening(at, False)
    return None


def _is_verbal(token: Token, words: Words) -> bool:
    """Whether a word after "that" or "which" is the verb of a relative clause."""
    lower = token.lower
    return token.kind == "word" and (
        lower in words.passive or lower in VERBAL or lower in words.verbs or lower.endswith("ed")
    )


def _framed(sentence: Sentence, i: int, last: int, frames: frozenset[str], words: Words) -> _Opening | None:
    """The same where it follows at once."""
    if i >= last:
        return None
    token, following = sentence[i], sentence[i + 1] if i + 1 < last else None
    lower = token.lower
    if lower == _CONJUNCTION and "that" in frames and following is not None and following.kind != "mark":
        pronoun = following.lower in words.passive or following.lower in VERBAL  # "said that was late"
        return _Opening(i + (not pronoun), False)
    if lower in _ASKING and "whether" in frames:
        return _Opening(i, False)
    if lower == "not" and sentence[i - 1].lower in words.asked:
        return None  # "asked not to be named"
    infinitive = i + (lower == "not")
    verb = sentence[infinitive + 1] if infinitive + 1 < last and sentence[infinitive].lower == "to" else None
    if "to" in frames and verb is not None and verb.kind in ("word", "quoted"):
        return _Opening(i, False)
    if lower in frames and following is not None:
        if following.kind == "quoted" and i + 2 < last and sentence[i + 2].lower in words.prepositions:
            return None  # "hopes for “peace” in the talks": what stands in marks stands for itself
        return _Opening(i + 1, True, True)
    if lower == "in" and "for" in frames and i + 3 < last and sentence[i + 2].lower == "of":
        return _Opening(i + 3, True)  # "argued in favor of"
    if is_pronoun(token, words) and not frames.isdisjoint(("that", "clause")):
        return _Opening(i, False)
    statement = _is_statement(sentence, i, last, words)
    if not ("clause" in frames or ("statement" in frames and statement)):
        return None
    if token.kind == "mark" or lower in words.prepositions or lower in words.that or lower in _NO_OBJECT:
        return None
    if token.kind == "quoted" and (following is None or following.lower not in words.passive):
        return None
    return _Opening(i, not statement and not frames >= {"clause", "statement"})


def _is_statement(sentence: Sentence, first: int, last: int, words: Words) -> bool:
    """Whether a verb follows, as in a clause without "that", before the sentence goes on elsewhere."""
    for token in sentence[first + 1 : min(last, first + FINITE_WITHIN)]:
        if token.text == "," and first:
            return False
        if token.lower in words.passive or token.lower in VERBAL or token.lower in words.says:
            return True
    return False


def _aside(sentence: Sentence, i: int, last: int, words: Words) -> int:
    """Over when and how it was said."""
    while i + 1 < last:
        lower = sentence[i].lower
        if lower in BEFORE_TIME and is_time(sentence[i + 1], words):
            i += 2
        elif (is_time(sentence[i], words) or lower in words.fillers or lower.endswith("ly")) and not (
            lower == "not" or sentence[i + 1].kind == "possessive"
        ):
            i += 1
        else:
            break
    return i


def _that(sentence: Sentence, start: int, last: int, words: Words) -> int | None:
    for i in range(start, last):
        if sentence[i].kind == "quoted":
            if sentence[i - 1].kind == "possessive":
                continue  # "said on the channel's “Harbour Week” that"
            return None
        if sentence[i].lower in words.that:
            return i if sentence[i].lower in _ASKING else i + 1
    return None


def _around(sentence: Sentence, cue: Cue, found: list[Cue], number: int, last: int, words: Words) -> Clause | None:
    """ "The talks failed, Anna Holm said on Monday.": up to the comma before the speaker, and after a comma again."""
    end = _up_to(sentence, cue)
    said = cue.clause and (cue.speech or "statement" in _frames(sentence[cue.verb].lower, cue, words))
    if end is None or cue.rule not in ("subject-verb", "verb-subject") or not said:
        return None
    after = max(cue.verb + 1, cue.last)
    if "told" in _frames(sentence[cue.verb].lower, cue, words):
        after = phrase_end(sentence, after, words)
    rest = sentence[after:last]
    if rest and not (rest[0].lower in words.prepositions or is_time(rest[0], words) or rest[0].kind == "mark"):
        return None
    final = words.frames and len(rest) <= FINAL and all(token.kind != "mark" for token in rest)
    if number and found[number - 1].last < cue.first and found[number - 1].speech and not final:
        return None  # that clause is the former cue's
    if not words.frames:
        placed = sentence[0].lower in words.prepositions or is_time(sentence[0], words)
        inverted = cue.rule == "verb-subject"  # "El puerto cierra, dijo Ana Holm"
        later = any(token.lower in words.that or token.kind == "quoted" for token in rest)
        if words.asides and (later or not inverted or (placed and end <= FINITE_WITHIN)):
            return None  # "Por la tarde, Ana Holm dijo a la prensa que …"
        return Clause([(0, end)], cue.verb + 1, False) if SHORTEST - 1 <= end < cue.first else None
    first = int(sentence[0].lower in ("but", "and", "however"))
    first += sentence[first].text == ","
    opening = sentence[0].lower
    aside = opening in words.prepositions or opening in SUBORDINATE or opening.endswith("ing")
    quoted_after = len(rest) > 1 and rest[0].text == "," and rest[1].kind == "quoted"
    if aside and (quoted_after or (end == cue.first and sentence[end - 2].text == ",")):
        return None  # "In Oslo, she said, “…”"
    resumed = after + 1 + (len(rest) > 1 and rest[1].lower in AND)
    if cue.rule == "subject-verb" and (quoted_after or _resumes(rest, last - resumed, words)):
        spans = [(first, end), (resumed, last)]
    elif end <= FINITE_WITHIN and not _is_statement(sentence, 0, end, words):
        return None  # "Earlier this week, she agreed on it"
    else:
        spans = [(first, end)]
    return Clause(spans, cue.verb + 1, False) if sum(b - a for a, b in spans) >= SHORTEST else None


def _of_subject(sentence: Sentence, number: int, found: list[Cue], last: int, words: Words) -> Clause | None:
    """The two parts of "The port is expected to close": who is spoken of and what is said of it."""
    cue = found[number]
    assert cue.subject is not None
    first = cue.verb + 1
    end = end_of(sentence, first, last, number, found, False, words)
    return Clause([(cue.subject.first, cue.subject.last), (first, end)], first, False) if end - first > 1 else None


def _up_to(sentence: Sentence, cue: Cue) -> int | None:
    """Where what stands before a cue ends: at its comma, or with words in marks that belong to it."""
    if cue.first < 2:
        return None
    before = sentence[cue.first - 1]
    if before.text == ",":
        return cue.first - 1
    return cue.first if before.kind == "quoted" and sentence[cue.first - 2].kind in ("word", "possessive") else None


def _resumes(rest: Sentence, length: int, words: Words) -> bool:
    """Whether what was said goes on after its cue, rather than words on the speaker."""
    if len(rest) < 2 or rest[0].text != "," or length < SHORTEST:
        return False
    lower = rest[1].lower
    return not (lower in words.who or lower in ("whose", "according") or lower.endswith("ing"))


def _by_source(sentence: Sentence, cue: Cue, last: int, words: Words) -> Clause | None:
    """The other part of a sentence whose source is named: "according to Anna Holm"."""
    first, end = 0, cue.first - 1 if cue.first and sentence[cue.first - 1].text == "," else cue.first
    if cue.first <= 1:
        first = next((i + 1 for i in range(cue.last, last) if sentence[i].text == ","), last)
        end = last
    if not words.frames and (first > cue.last + 1 or end < cue.first - 1 or (not first and cue.last < last - 1)):
        return None  # "wird laut Anna Holm …": where the verb comes second, in the middle of it
    spans = [(first, end)]
    split = words.frames and not first and not _is_statement(sentence, 0, end, words)
    if split and _resumes(sentence[cue.last : last], last - cue.last - 1, words):
        spans.append((cue.last + 1, last))
    return Clause(spans, cue.verb + 1, False) if sum(b - a for a, b in spans) >= SHORTEST else None
