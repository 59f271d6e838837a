"""What was said without quotation marks, or partly so: the clause or phrase that a cue takes, by its frames."""

from __future__ import annotations

from typing import NamedTuple

from index.extract.cues import Cue
from index.extract.phrases import phrase_end
from index.extract.reported import reported
from index.extract.sentences import Sentence, Token
from index.extract.wordclasses import is_pronoun, is_time
from index.extract.words import Words, bag
from index.model import Span

SHORTEST = 3  # tokens: less is no statement
SHORTEST_OBJECT = 2  # tokens of a thing demanded or praised: "proposed a ceasefire"
THAT_WITHIN = 16  # tokens from verb to "that": "told reporters in Kyiv on Monday that"
THAT_NEAR = 4  # the same where that word is a relative pronoun as well: "que", "che" comes early anyway
FINITE_WITHIN = 10  # tokens from the start of a clause to its verb, if it is one
FINAL = 4  # tokens after a cue that ends its sentence: "she said on Monday evening"
_AND = frozenset(
    ("and", "but", "while", "und", "aber", "et", "mais", "y", "pero", "e", "ma", "і", "та", "але", "и", "но")
)
_LAST = frozenset(".!?;…")
_DASHES = frozenset("-–—―")
# After a comma these lead away from what was said, back to the writer.
_LEAVING = bag(
    """
    who which whose where but although though even while whereas despite according so not when as since
    """
)
_SUBORDINATE = bag(
    "although though while when if as after before since because until unless whereas once asked despite"
)
_BEFORE_TIME = bag("on in since last this next late early earlier")
_VERBAL = bag("has have had do does did will would can could should may might must then also not")
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
    if cue.rule in ("colon", "signed"):
        return None
    last = len(sentence)
    while last and sentence[last - 1].text in _LAST:
        last -= 1
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
    start = max(cue.verb + 1, cue.last)
    opening = _opening(sentence, start, last, frames, words)
    if opening is None:
        return None
    first = opening.first
    last = _end(sentence, first, last, number, found, opening.thing, words)
    if last - first < (SHORTEST_OBJECT if opening.thing or sentence[first].lower == "to" else SHORTEST):
        return None
    goes_with = opening.preposition and first == cue.verb + 2
    return Clause([(first, last)], cue.verb + 1 + goes_with, opening.thing)


def _opening(sentence: Sentence, start: int, last: int, frames: frozenset[str], words: Words) -> _Opening | None:
    """Where what was said begins, over who was told, when and where."""
    if not words.frames:
        at = _that(sentence, start, min(last, start + THAT_NEAR), words)
        return _Opening(at, False) if at is not None and frames else None
    i = _aside(sentence, start, last, words)
    direct = _framed(sentence, i, last, frames, words)
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
        return _Opening(at, False) if at is not None else None
    return None


def _framed(sentence: Sentence, i: int, last: int, frames: frozenset[str], words: Words) -> _Opening | None:
    """The same where it follows at once."""
    if i >= last:
        return None
    token, following = sentence[i], sentence[i + 1] if i + 1 < last else None
    lower = token.lower
    if lower == _CONJUNCTION and "that" in frames and following is not None and following.kind != "mark":
        pronoun = following.lower in words.passive or following.lower in _VERBAL  # "said that was late"
        return _Opening(i + (not pronoun), False)
    if lower in _ASKING and "whether" in frames:
        return _Opening(i, False)
    if lower == "to" and "to" in frames and following is not None and following.kind in ("word", "quoted"):
        return _Opening(i, False)
    if lower in frames and following is not None:
        return _Opening(i + 1, True, True)
    if is_pronoun(token, words) and not frames.isdisjoint(("that", "clause")):
        return _Opening(i, False)
    statement = _is_statement(sentence, i, last, words)
    if not ("clause" in frames or ("statement" in frames and statement)):
        return None
    if token.kind == "mark" or lower in words.prepositions or lower in words.that or lower in ("to", "and", "or"):
        return None
    if token.kind == "quoted" and (following is None or following.lower not in words.passive):
        return None
    return _Opening(i, not statement and not frames >= {"clause", "statement"})


def _is_statement(sentence: Sentence, first: int, last: int, words: Words) -> bool:
    """Whether a verb follows, as in a clause without "that", before the sentence goes on elsewhere."""
    for token in sentence[first + 1 : min(last, first + FINITE_WITHIN)]:
        if token.text == "," and first:
            return False
        if token.lower in words.passive or token.lower in _VERBAL or token.lower in words.says:
            return True
    return False


def _aside(sentence: Sentence, i: int, last: int, words: Words) -> int:
    """Over when and how it was said."""
    while i + 1 < last:
        lower = sentence[i].lower
        if lower in _BEFORE_TIME and is_time(sentence[i + 1], words):
            i += 2
        elif (is_time(sentence[i], words) or lower in words.fillers or lower.endswith("ly")) and (
            sentence[i + 1].kind != "possessive"
        ):
            i += 1
        else:
            break
    return i


def _that(sentence: Sentence, start: int, last: int, words: Words) -> int | None:
    for i in range(start, last):
        if sentence[i].kind == "quoted":
            return None
        if sentence[i].lower in words.that:
            return i if sentence[i].lower in _ASKING else i + 1
    return None


def _end(sentence: Sentence, first: int, last: int, number: int, found: list[Cue], thing: bool, words: Words) -> int:
    """Where what was said ends: the next cue that is joined to this one, or where the writer takes over."""
    for later in found[number + 1 :]:
        if later.first <= first:
            continue
        before = sentence[later.first - 1]
        shares = later.rule == "participle" and (before.text == "," or before.kind == "quoted")
        if before.lower in _AND or shares or later.rule == "according":
            last = min(
                last, later.first - (before.kind in ("mark", "word")) if shares or before.lower in _AND else later.first
            )
    if words.frames:
        last = _left(sentence, first, last, found[number], thing, words)
    while last > first and sentence[last - 1].text == ",":
        last -= 1
    return last


def _left(sentence: Sentence, first: int, last: int, cue: Cue, thing: bool, words: Words) -> int:
    """Where the writer takes over: at a dash, a relative clause, the main clause after a subordinate one."""
    dashes = [i for i in range(first, last) if sentence[i].text in _DASHES and _stands_alone(sentence, i)]
    if len(dashes) == 1:
        last = dashes[0]
    subordinate = _is_subordinate(sentence, cue)
    apposed = False
    for i in range(first + 1, last - 1):
        lower, following = sentence[i].lower, sentence[i + 1]
        if lower == ",":
            if (_leaves(following) and not (apposed and following.lower.endswith("ing"))) or (
                subordinate and _opens_clause(following, words)
            ):
                return i
        elif thing and (
            lower == "but"
            or (lower in ("and", "or") and (following.lower in words.passive or following.lower in _VERBAL))
            or (lower in ("before", "after") and following.lower.endswith("ing"))
            or (lower in _BEFORE_TIME and is_time(following, words) and following.kind == "name")
        ):
            return i
        elif thing and following.lower in words.days:
            return i + 1
    return last


def _stands_alone(sentence: Sentence, i: int) -> bool:
    return sentence[i].text != "-" or (i > 0 and sentence[i - 1].end < sentence[i].start)


def _is_subordinate(sentence: Sentence, cue: Cue) -> bool:
    """Whether the cue stands in a clause before the main one: "Although she opposes a ban, …", "Asked about it, …"."""
    opening = sentence[0]
    if opening.lower in ("but", "and", "yet", "even") and len(sentence) > 1:
        opening = sentence[1]
    subordinate = opening.lower in _SUBORDINATE or opening.lower.endswith("ing") or cue.verb == 0
    return subordinate and not any(token.text == "," for token in sentence[: cue.verb])


def _opens_clause(token: Token, words: Words) -> bool:
    return token.kind == "name" or is_pronoun(token, words) or token.lower in words.determiners


def _leaves(token: Token) -> bool:
    ending = token.kind == "word" and token.lower.endswith("ing") and token.lower != "including"
    return token.lower in _LEAVING or ending


def _around(sentence: Sentence, cue: Cue, found: list[Cue], number: int, last: int, words: Words) -> Clause | None:
    """ "The talks failed, Anna Holm said on Monday.": up to the comma before the speaker, and after a comma again."""
    end = _up_to(sentence, cue)
    if end is None or cue.rule not in ("subject-verb", "verb-subject") or not (cue.speech and cue.clause):
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
        return Clause([(0, end)], cue.verb + 1, False) if SHORTEST - 1 <= end < cue.first else None
    first = int(sentence[0].lower in ("but", "and", "however"))
    first += sentence[first].text == ","
    opening = sentence[0].lower
    aside = opening in words.prepositions or opening in _SUBORDINATE or opening.endswith("ing")
    quoted_after = len(rest) > 1 and rest[0].text == "," and rest[1].kind == "quoted"
    if aside and (quoted_after or (end == cue.first and sentence[end - 2].text == ",")):
        return None  # "In Oslo, she said, “…”"
    resumed = after + 1 + (len(rest) > 1 and rest[1].lower in _AND)
    if cue.rule == "subject-verb" and (quoted_after or _resumes(rest, last - resumed, words)):
        spans = [(first, end), (resumed, last)]
    elif end <= FINITE_WITHIN and not _is_statement(sentence, 0, end, words):
        return None  # "Earlier this week, she agreed on it"
    else:
        spans = [(first, end)]
    return Clause(spans, cue.verb + 1, False) if sum(b - a for a, b in spans) >= SHORTEST else None


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
    return Clause([(first, end)], cue.verb + 1, False) if end - first >= SHORTEST else None
