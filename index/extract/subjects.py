"""The noun phrase that speaks: found to the left or to the right of a verb of speech."""

from __future__ import annotations

from typing import Literal, NamedTuple

from index.extract.sentences import Sentence, Token
from index.extract.words import Words, bag
from index.model import Span

REACH = 14  # tokens a noun phrase may have: longer ones are half a sentence
PHRASES = 3  # noun phrases joined by prepositions: "a spokesman for the head of the bank"
_HEADS_OF = bag(
    """
    secretary director minister speaker chief head governor mayor bishop archbishop king queen prince
    duke university bank department house institute college board league council church bureau office
    ministry association society committee chamber court union republic kingdom daughters sons people
    times
    """
)
_TIMES = bag(
    """
    morning afternoon evening night week month year weekend today yesterday tonight earlier later
    """
)
_MONTHS = bag(
    """
    january february march april may june july august september october november december jan. feb. mar.
    apr. aug. sept. sep. oct. nov. dec.
    """
)


class Subject(NamedTuple):
    """Who speaks, as tokens of a sentence: the whole phrase, and its head that is a name or a pronoun."""

    first: int
    last: int  # exclusive
    head_first: int
    head_last: int
    kind: Literal["pronoun", "name", "noun"]


def before(sentence: Sentence, verb: int, words: Words) -> Subject | None:
    """The subject that ends before the verb at this token, or None."""
    i = _skip_fillers(sentence, verb - 1, words)
    if i >= 0 and sentence[i].lower in words.who:
        i -= 1
        if i >= 0 and sentence[i].text == ",":
            i -= 1
        return ending(sentence, i, words)
    if i >= 0 and sentence[i].text == ",":
        return _over_apposition(sentence, i, words)
    return ending(sentence, i, words)


def after(sentence: Sentence, verb: int, words: Words) -> Subject | None:
    """The subject that begins after the verb at this token ("said the minister"), or None."""
    i = verb + 1
    while i < len(sentence) and sentence[i].lower in words.fillers:
        i += 1
    if i >= len(sentence):
        return None
    if sentence[i].lower in words.he | words.she | words.they | words.i:
        return Subject(i, i + 1, i, i + 1, "pronoun")
    if words.uncased:
        return _uncased(sentence, i, words)
    return _starting(sentence, i, words)


def ending(sentence: Sentence, i: int, words: Words) -> Subject | None:
    """The noun phrase whose last token is this one."""
    if i >= 0 and sentence[i].text == ")":
        i = _opening(sentence, i, "(") - 1
    if i < 0:
        return None
    if is_pronoun(sentence[i], words):
        return Subject(i, i + 1, i, i + 1, "pronoun")
    if not _nominal(sentence[i], words):
        return None
    first, last = _chunk_back(sentence, i, words), i + 1
    head = (first, last)
    for _ in range(PHRASES):
        preposition = head[0] - 1
        if preposition < 1 or sentence[preposition].lower not in words.prepositions:
            break
        if not _nominal(sentence[preposition - 1], words):
            break
        start = _chunk_back(sentence, preposition - 1, words)
        if _is_time(sentence[start:preposition], words):
            break
        head = (start, preposition)
    return _headed(sentence, head[0], last, head, words)


def first_subject(sentence: Sentence, words: Words) -> Subject | None:
    """The first pronoun or name of a sentence that no preposition governs: most often its subject."""
    previous: Token | None = None
    i = 0
    while i < len(sentence):
        token = sentence[i]
        if is_pronoun(token, words) and token.lower not in words.i:
            return Subject(i, i + 1, i, i + 1, "pronoun")
        if token.kind == "name" and not _is_function(token, words) and not _is_time([token], words):
            last = _name_forward(sentence, i, words)
            governed = previous is not None and previous.lower in words.prepositions
            owner = last < len(sentence) and sentence[last].kind == "possessive"
            if not governed and not owner:
                return Subject(i, last, i, last, "name")
            i = last
        previous = sentence[i] if i < len(sentence) else None
        i += 1
    return None


def is_pronoun(token: Token, words: Words) -> bool:
    """Whether a token is a personal pronoun in the nominative."""
    lower = token.lower
    return lower in words.he or lower in words.she or lower in words.they or lower in words.i


def _skip_fillers(sentence: Sentence, i: int, words: Words) -> int:
    while i >= 0:
        token = sentence[i]
        if token.lower in words.fillers or (token.kind == "word" and token.lower.endswith("ly")):
            i -= 1
        elif _is_time([token], words):
            i -= 1
            if i >= 0 and sentence[i].lower in ("on", "last", "late", "early", "this", "in", "am"):
                i -= 1
        else:
            break
    return i


def _over_apposition(sentence: Sentence, comma: int, words: Words) -> Subject | None:
    """From the comma before the verb back to the name that the apposition explains."""
    nearest: Subject | None = None
    end = comma
    for i in range(comma - 1, max(-1, comma - 40), -1):
        at_start = i == 0
        if sentence[i].text == "," or at_start:
            part = Subject(i, end, i, end, "noun") if end - i < 2 else None
            if _is_name_run(sentence, i if at_start else i + 1, end, words):
                first = i if at_start else i + 1
                return Subject(first, end, first, end, "name")
            found = ending(sentence, end - 1, words) if end != comma else part
            if found and found.kind == "name":
                return found
            nearest = nearest or (found if found and found.kind != "pronoun" else None)
            end = i
        elif sentence[i].kind == "quoted":
            if end != comma:
                found = ending(sentence, end - 1, words)
                return found if found and found.kind == "name" else nearest or found
            return nearest
    return nearest


def _is_name_run(sentence: Sentence, first: int, last: int, words: Words) -> bool:
    part = sentence[first:last]
    return (
        2 <= len(part) <= 5
        and all(
            (token.kind == "name" and not _is_function(token, words)) or token.lower in words.particles
            for token in part
        )
        and not _is_time(part[:1], words)
        and words.nouns_capital is False
    )


def _headed(sentence: Sentence, first: int, last: int, head: Span, words: Words) -> Subject:
    """The subject with the name its head phrase ends with, where it ends with one."""
    start = head[1]
    while start > head[0] and _name_part(sentence, start - 1, words):
        start -= 1
    while start < head[1] and (sentence[start].lower in words.particles or _is_function(sentence[start], words)):
        start += 1
    if start < head[1]:
        return Subject(first, last if head[1] == last else head[1], start, head[1], "name")
    return Subject(first, last, head[0], head[1], "noun")


def _name_part(sentence: Sentence, i: int, words: Words) -> bool:
    token = sentence[i]
    if token.kind == "name":
        return token.lower not in words.determiners
    return token.lower in words.particles or (token.lower == "of" and i > 0 and sentence[i - 1].lower in _HEADS_OF)


def _nominal(token: Token, words: Words) -> bool:
    if token.kind == "name":
        return not _is_function(token, words)
    if token.kind == "number":
        return False
    return token.kind == "word" and not (
        token.lower in words.joints
        or token.lower in words.prepositions
        or token.lower in words.says
        or token.lower in words.determiners
        or token.lower in words.saying
        or token.lower.endswith("ly")
        or token.lower == "to"
    )


def _chunk_back(sentence: Sentence, i: int, words: Words) -> int:
    """The first token of the noun phrase that ends at a token, its article included."""
    first = i
    stop = max(-1, i - REACH)
    while first - 1 > stop:
        token = sentence[first - 1]
        if token.lower in words.determiners:
            return first - 1
        of = (
            token.lower == "of"
            and first > 1
            and sentence[first - 2].lower in _HEADS_OF
            and sentence[first].kind == "name"
        )
        joined = (
            token.lower in ("and", "und", "et", "y", "e", "&")
            and first > 1
            and sentence[first - 2].kind == "name"
            and sentence[first].kind == "name"
        )
        if not (_nominal(token, words) or token.kind == "possessive" or token.lower in words.particles or of or joined):
            break
        if token.kind == "name" and _is_time([token], words):
            break
        first -= 1
    while first < i and sentence[first].kind == "possessive":
        first += 1
    return first


def _starting(sentence: Sentence, i: int, words: Words) -> Subject | None:
    token = sentence[i]
    if not (_nominal(token, words) or token.lower in words.determiners):
        return None
    if _is_time([token], words):
        return None
    if token.kind == "word" and not (
        token.lower in words.determiners or token.lower in words.titles | words.titles_m | words.titles_f
    ):
        role = i  # "said campaign manager Anna Holm": lower-case words count only before a name
        while (
            role < len(sentence) and role < i + 6 and sentence[role].kind == "word" and _nominal(sentence[role], words)
        ):
            role += 1
        if role == len(sentence) or sentence[role].kind != "name":
            return None
    last = i
    limit = min(len(sentence), i + REACH)
    named = False
    while last < limit:
        token = sentence[last]
        if token.kind == "name" and _is_time([token], words):
            break
        of = (token.lower == "of" and not named) or (token.lower == "of" and sentence[last - 1].lower in _HEADS_OF)
        if last > i and token.lower in words.determiners and sentence[last - 1].lower not in words.prepositions:
            break
        if (
            token.lower in words.prepositions
            and not of
            and not (not named and token.lower in ("for", "at", "von", "de", "du", "des", "della", "di", "del"))
        ):
            break
        if (
            token.kind == "word"
            and named
            and token.lower not in words.particles
            and token.lower not in words.prepositions
        ):
            break
        if token.kind in ("mark", "quoted", "number"):
            break
        if token.lower in words.joints and not (
            token.lower in ("and", "und", "et") and named and last + 1 < limit and sentence[last + 1].kind == "name"
        ):
            break
        named = named or (
            token.kind == "name"
            and not words.nouns_capital
            and sentence[max(i, last - 1)].lower not in ("for", "of", "at")
        )
        last += 1
    while last > i and (sentence[last - 1].lower in words.prepositions or sentence[last - 1].lower in words.particles):
        last -= 1
    if last == i:
        return None
    end = next(
        (
            j
            for j in range(i + 1, last)
            if sentence[j].lower in words.prepositions
            and not (sentence[j].lower == "of" and sentence[j - 1].lower in _HEADS_OF)
            and sentence[j].lower not in words.particles
        ),
        last,
    )
    return _headed(sentence, i, last, (i, end), words)


def _uncased(sentence: Sentence, i: int, words: Words) -> Subject | None:
    last = i
    while (
        last < len(sentence)
        and last < i + 5
        and sentence[last].kind == "word"
        and sentence[last].lower not in words.joints
    ):
        last += 1
    if last == i:
        return None
    first = i
    while first < last - 1 and sentence[first].lower in words.titles:
        first += 1
    return Subject(i, last, first, last, "name")


def _name_forward(sentence: Sentence, i: int, words: Words) -> int:
    last = i
    while last < len(sentence) and (
        (sentence[last].kind == "name" and not _is_time([sentence[last]], words))
        or (
            last > i
            and sentence[last].lower in words.particles
            and last + 1 < len(sentence)
            and sentence[last + 1].kind == "name"
        )
    ):
        last += 1
    return max(last, i + 1)


def _opening(sentence: Sentence, i: int, bracket: str) -> int:
    for j in range(i, max(-1, i - 30), -1):
        if sentence[j].text == bracket:
            return j
    return 0


def _is_function(token: Token, words: Words) -> bool:
    """Whether a word has its capital only because a sentence begins with it."""
    lower = token.lower
    return (
        lower in words.joints
        or lower in words.determiners
        or (lower in words.prepositions)
        or lower in words.that
        or is_pronoun(token, words)
        or lower in words.fillers
    )


def _is_time(tokens: list[Token], words: Words) -> bool:
    lower = tokens[-1].lower if tokens else ""
    return (
        lower in words.days
        or lower in _TIMES
        or lower in words.today
        or lower in words.yesterday
        or (lower in _MONTHS and tokens[-1].kind == "name" and lower != "may")
    )
