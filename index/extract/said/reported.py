"""What German reports without marks: clauses with "dass", infinitives, verbs in the mood of what others said, and
the sentence around its source.
"""

from __future__ import annotations

from index.extract.said.cue import Cue
from index.extract.sentences import Sentence, Token
from index.extract.wordclasses import is_function
from index.extract.words import Words, bag
from index.model import Span

SHORTEST = 3  # tokens: less is no statement
WITHIN = 30  # tokens from a verb to the comma before what it takes, over hearers, places, days
NEAR = 18  # tokens of a clause in which the mood of its verb shows
NAME = 40  # characters of a name in marks that may stand before the comma
_AND = bag("und aber sondern oder doch")
_ASKING = bag("warum wieso weshalb inwieweit wann")
_OPEN = bag("wie was wer wo wohin woher welche welcher welches")  # questions, right behind the verb alone
_PURPOSE = bag("um ohne statt anstatt")
_SUBORDINATE = bag(
    """
    als weil nachdem wenn während obwohl da bevor indem sodass damit falls sobald seit seitdem obgleich nachdem wobei
    woraufhin worauf womit wonach weshalb
    """
)
_RELATIVE = bag("der die das dem den deren dessen denen welche welcher welches welchem welchen")
_FINITE = bag(
    """
    ist sind war waren hat hatte haben hatten wird wurde wurden werden kann konnte können konnten soll sollte sollen
    sollten will wollte wollen wollten muss musste müssen mussten darf durfte dürfen
    """
)
# Of others' words only where the sentence before is so.
_SUPPOSED = bag("soll sollen wäre hätte würde könnte könnten müsste dürfte dürften")
_INFINITIVE = bag("wollen können müssen dürfen sollen haben sein werden lassen")
_SPLIT = (
    *("ab", "an", "auf", "aus", "bei", "dar", "durch", "ein", "entgegen", "fern", "fest", "fort", "frei", "heraus"),
    *("hervor", "hin", "hinzu", "klar", "mit", "nach", "nieder", "statt", "teil", "um", "unter", "voran", "vor"),
    *("vorbei", "weg", "weiter", "wieder", "zu", "zurück", "zusammen", "bekannt", "über", "sicher", "los", "her"),
)
_NO_VERB = bag(
    """
    heute ohne gerne lange beide alle viele eine keine seine ihre diese jene welche meine unsere manche einige andere
    solche sowie beinahe nahe gerade solange leute halbe ganze mehrere wenige etliche ende mitte
    """
)


def reported(sentence: Sentence, number: int, found: list[Cue], words: Words) -> list[Span]:
    """What a cue takes, as parts of its sentence; none where it takes nothing but marks."""
    cue = found[number]
    last = _last(sentence)
    if cue.rule == "signed":
        return []
    if cue.rule == "according":
        return _around(sentence, cue, last, words)
    spans = _before(sentence, number, found, last, words) or _after(sentence, number, found, last, words)
    return spans or _whole(sentence, number, found, last, words)


def in_mood(sentence: Sentence, words: Words, going_on: bool = False) -> bool:
    """Whether a sentence tells by the mood of its first verb that it is what somebody said.

    Where the sentence before is such a one, less will do: "würde", or a verb that no table knows.
    """
    subordinate = False
    for i, token in enumerate(sentence):
        if i == 0 or sentence[i - 1].text == ",":
            subordinate = token.lower in _SUBORDINATE | words.that or (i > 0 and token.lower in _RELATIVE)
        if subordinate or token.kind != "word":
            if token.text == ":":
                return False
            continue
        if token.lower in words.reported:
            return not _is_mine(sentence, i, words)
        if going_on and (token.lower in _SUPPOSED or _is_mood(sentence, i, words)):
            return True
        if token.lower in _FINITE or token.lower in words.says:
            return False
    return False


def points_back(sentence: Sentence, found: list[Cue]) -> int | None:
    """The number of the cue in "Das sagte Anna Holm.", which tells who said the sentence before."""
    pointing = sentence[0].lower in ("das", "dies") and all(token.kind != "quoted" for token in sentence)
    return next((number for number, cue in enumerate(found) if pointing and cue.verb == 1 and cue.subject), None)


def _last(sentence: Sentence) -> int:
    last = len(sentence)
    while last and sentence[last - 1].text in (".", "!", "?", ";", "…"):
        last -= 1
    return last


def _long(spans: list[Span]) -> list[Span]:
    return spans if sum(last - first for first, last in spans) >= SHORTEST else []


def _after(sentence: Sentence, number: int, found: list[Cue], last: int, words: Words) -> list[Span]:
    """The clause behind a verb or a noun of speech."""
    cue = found[number]
    first = _opening(sentence, max(cue.verb + 1, cue.last), last, cue, words)
    return _long([(first, _end(sentence, first, last, number, found, words))]) if first is not None else []


def _opening(sentence: Sentence, start: int, last: int, cue: Cue, words: Words) -> int | None:
    for i in range(start, min(last - 1, start + WITHIN)):
        token = sentence[i]
        if token.kind == "quoted" and token.end - token.start > NAME:
            return None
        if token.text == ":":
            return i + 1 if sentence[i + 1].kind != "quoted" and _mood(sentence, i + 1, last, words) else None
        if token.text == ",":
            if _opens(sentence, i + 1, last, i == start, words):
                return i + 1
            if "noun" in words.frames.get(sentence[cue.verb].lower, ()):
                return None  # a noun takes what stands behind it
    return None


def _opens(sentence: Sentence, first: int, last: int, near: bool, words: Words) -> bool:
    """Whether a clause of what was said begins at the token after a comma."""
    lower = sentence[first].lower
    if lower in words.that or lower in _ASKING or (near and lower in _OPEN):
        return True
    end = next((i for i in range(first, last) if sentence[i].text == ","), last)
    if lower in _PURPOSE | _AND or sentence[min(first + 1, end - 1)].lower in _PURPOSE:
        return False
    if any(_is_infinitive(sentence, i, end) for i in range(first, end)):
        return True
    if lower in _SUBORDINATE:
        return False
    if lower in _RELATIVE and not near and _ends_with_verb(sentence, first, end, words):
        return False
    return _mood(sentence, first, min(last, first + NEAR), words)


def _is_infinitive(sentence: Sentence, i: int, end: int) -> bool:
    """Whether an infinitive with "zu" ends its clause here, or is joined to another one."""
    token = sentence[i]
    if token.kind != "word":
        return False
    if token.lower == "zu":
        i += 1
        if i >= end or sentence[i].kind != "word" or not sentence[i].lower.endswith("n"):
            return False
    elif not (token.lower.endswith("n") and token.lower.startswith(tuple(part + "zu" for part in _SPLIT))):
        return False
    return i + 1 >= end or sentence[i + 1].lower in _INFINITIVE or sentence[i + 1].lower in _AND


def _ends_with_verb(sentence: Sentence, first: int, end: int, words: Words) -> bool:
    """Whether the first verb of a clause is its last word, as in a relative one."""
    last = sentence[end - 1]
    return last.kind == "word" and not any(_is_mood(sentence, i, words) for i in range(first, end - 1))


def _mood(sentence: Sentence, first: int, last: int, words: Words) -> bool:
    return any(_is_mood(sentence, i, words) for i in range(first, last))


def _is_mood(sentence: Sentence, i: int, words: Words) -> bool:
    """Whether a token is a verb in the mood of what others said: "sei", or "bleibe" by its place behind its subject."""
    token = sentence[i]
    if token.kind != "word" or _is_mine(sentence, i, words):
        return False
    if token.lower in words.reported:
        return True
    if not token.lower.endswith("e") or token.lower.endswith("te") or token.lower in _NO_VERB or i == 0:
        return False
    if is_function(token, words):
        return False
    before = sentence[i - 1]
    behind = before.kind in ("name", "quoted") or before.lower in words.he | words.she | words.they
    return behind and (i + 1 == len(sentence) or _goes_on(sentence[i + 1], words))


def _is_mine(sentence: Sentence, i: int, words: Words) -> bool:
    """Whether a verb is the writer's own: "ich habe" tells no mood."""
    return any(token.lower in words.i for token in sentence[max(0, i - 3) : i + 3])


def _goes_on(token: Token, words: Words) -> bool:
    return token.kind == "mark" or (token.kind == "word" and is_function(token, words))


def _end(sentence: Sentence, first: int, last: int, number: int, found: list[Cue], words: Words) -> int:
    """Where what was said ends: before the next verb of speech that "und" joins, or where the main clause goes on."""
    for later in found[number + 1 :]:
        if later.first > first and later.rule != "according" and sentence[later.first - 1].lower in _AND:
            last = later.first - 1
            break
    for i in range(first + 1, last - 1):
        if sentence[i].lower == "und" and _leaves(sentence, i + 1, words):
            last = i
            break
        following = sentence[i + 1]
        resumed = (
            following.lower in _FINITE or following.lower in ("wobei", "woraufhin") or following.lower in words.says
        )
        if sentence[i].text == "," and resumed:
            last = i
            break
    while last > first and sentence[last - 1].text == ",":
        last -= 1
    return last


def _leaves(sentence: Sentence, i: int, words: Words) -> bool:
    """ "… aufgeben und bemühte": a verb that shares the subject of the verb of speech."""
    token, following = sentence[i], sentence[i + 1] if i + 1 < len(sentence) else None
    verb = token.kind == "word" and token.lower.endswith(("te", "ten")) and not is_function(token, words)
    return verb and following is not None and following.kind == "word" and is_function(following, words)


def _is_clause(sentence: Sentence, end: int, words: Words) -> bool:
    """Whether the main clause up to a token has a verb, as far as that shows."""
    i, inside = 0, True
    while i < end:
        if sentence[i].text == ",":
            inside = sentence[i + 1].lower not in _RELATIVE | _SUBORDINATE | words.that
        elif inside and sentence[i].kind == "word" and (sentence[i].lower in _FINITE or _is_mood(sentence, i, words)):
            return True
        i += 1
    return False


def _whole(sentence: Sentence, number: int, found: list[Cue], last: int, words: Words) -> list[Span]:
    """The sentence of a verb that tells a demand or a judgement: "Die Stadt fordert den Abriss"."""
    cue = found[number]
    told = "whole" in words.frames.get(sentence[cue.verb].lower, ()) and cue.subject is not None and cue.speech
    alone = len(found) == 1 and all(token.kind != "quoted" for token in sentence)
    return _long([(0, last)]) if told and alone else []


def _before(sentence: Sentence, number: int, found: list[Cue], last: int, words: Words) -> list[Span]:
    """What stands before "sagte Anna Holm", or around ", wie Anna Holm sagte,"."""
    cue = found[number]
    if cue.rule not in ("verb-subject", "subject-verb", "participle") or not cue.speech:
        return []
    opening = min(cue.first, cue.verb)
    while opening and sentence[opening - 1].text not in (",", "–", "—", "-", ":") and opening > cue.verb - NEAR:
        opening -= 1
    after = max(cue.verb + 1, cue.last)
    if sentence[opening].lower == "wie" and cue.verb > opening and not number:
        end = next((i for i in range(after, last) if sentence[i].text == ","), last)
        rest = [(end + 1, last)] if end < last else []
        return _long([(0, opening - 1), *rest] if opening > 1 else rest)
    if opening < 2 or opening != cue.verb or sentence[0].lower in _SUBORDINATE:
        return []
    end = opening - 1
    es = cue.subject is not None and sentence[cue.subject.first].lower == "es"
    if not (es or _is_clause(sentence, end, words)):
        return []
    return _long([(0, end), *_resumed(sentence, after, last)])


def _resumed(sentence: Sentence, after: int, last: int) -> list[Span]:
    """What goes on after its cue: "Der Hafen, so Anna Holm, werde schließen"."""
    comma = next((i for i in range(after, min(last, after + 3)) if sentence[i].text == ","), None)
    if comma is None or comma + 1 >= last:
        return []
    following = sentence[comma + 1]
    verb = following.kind == "word" and not following.lower.endswith(("er", "en"))
    return [(comma + 1, last)] if verb and following.lower not in _AND | _RELATIVE | _SUBORDINATE else []


def _around(sentence: Sentence, cue: Cue, last: int, words: Words) -> list[Span]:
    """The sentence without its source, or the clause where that is subordinate."""
    first, end = 0, last
    for i in range(cue.first - 1, 0, -1):
        if sentence[i].text == ":":
            first = i + 1
            break
        if sentence[i].text == ",":
            subordinate = sentence[i + 1].lower in _SUBORDINATE | _RELATIVE | words.that | {"dann"}
            if subordinate and i + 1 < cue.first:
                first = i + 1
            break
    after = cue.last
    if after + 1 < last and sentence[after].text == "," and sentence[after + 1].lower in _RELATIVE:
        after = next((i for i in range(after + 1, last) if sentence[i].text == ","), after)
    while after < last and sentence[after].text == ",":
        after += 1
    inside = cue.first and sentence[cue.first - 1].text == ","
    if inside and sentence[cue.verb].lower != "so" and after == cue.last < last:
        return _long([(after, last)])  # "…, laut dem das Schiff sank"
    before = cue.first
    while before > first and sentence[before - 1].text in (",", "–", "—"):
        before -= 1
    if sentence[cue.verb].lower == "so" and before > 2 and not _resumed(sentence, cue.last, last):
        after = last
    return _long([span for span in ((first, before), (after, end)) if span[0] < span[1]])
