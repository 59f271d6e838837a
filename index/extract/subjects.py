"""The noun phrase that speaks: found to the left or to the right of a verb of speech."""

from __future__ import annotations

from typing import Literal, NamedTuple

from index.extract.names import gender_of, is_title
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
_COMPLEMENTS = frozenset(
    ("of", "for", "at", "from", "with", "in", "von", "für", "de", "du", "des", "del", "della", "di")
)
_AND = frozenset(("and", "&", "und", "et", "y", "e", "і", "и"))
_ALONE = frozenset(("another", "others", "some", "many", "one", "both"))
# Speakers that need no article: "said officials", "a Holm adviser".
PLURALS = bag(
    """
    officials sources critics experts analysts supporters opponents police authorities republicans democrats
    lawmakers aides reporters voters members leaders people others researchers scientists investigators
    prosecutors residents witnesses protesters activists traders dealers economists diplomats lawyers advisers
    doctors allies senators friends students teachers workers farmers executives companies firms banks adviser
    advisor supporter official source critic voter
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
    found = ending(sentence, i, words)
    if found is not None and found.kind != "pronoun":
        found = _over_relative(sentence, found, words) or found
        if found.kind == "noun" and found.first > 1 and sentence[found.first - 1].text == ",":
            named = ending(sentence, found.first - 2, words)  # "Anna Holm, the minister who resigned said"
            if named is not None and named.kind == "name":
                return named
    return found


def _over_relative(sentence: Sentence, found: Subject, words: Words) -> Subject | None:
    """ "One official who attended the meeting said": the subject stands before "who"."""
    for i in range(found.first - 2, max(-1, found.first - 12), -1):
        token = sentence[i]
        if token.lower == "who":
            return ending(sentence, i - 2 if i and sentence[i - 1].text == "," else i - 1, words)
        if token.kind in ("mark", "quoted"):
            return None
    return None


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
    if sentence[i].lower in _ALONE:
        return Subject(i, i + 1, i, i + 1, "noun")
    if not _nominal(sentence[i], words):
        return None
    first, last = _chunk_back(sentence, i, words), i + 1
    head = (first, last)
    start = first
    for _ in range(PHRASES):
        genitive = sentence[start].lower in words.genitives
        joint = start if genitive else start - 1  # the preposition, or the article that does its work
        if joint < 1 or not (genitive or sentence[joint].lower in words.prepositions):
            break
        if not _nominal(sentence[joint - 1], words) or (genitive and sentence[joint - 1].kind != "name"):
            break
        start = _chunk_back(sentence, joint - 1, words)
        if not _is_time(sentence[start:joint], words):
            head = (start, joint)
    return _headed(sentence, head[0], last, head, words)


def first_subject(sentence: Sentence, words: Words) -> Subject | None:
    """The subject of a sentence, whatever its verb: the phrase it begins with, after an opening aside."""
    start = _opening_end(sentence, words)
    for i in range(start, min(len(sentence), start + REACH)):
        token = sentence[i]
        if token.kind == "quoted":
            return None
        if is_pronoun(token, words):
            return Subject(i, i + 1, i, i + 1, "pronoun")
        if token.lower in words.joints or token.kind == "mark" or (token.kind == "word" and token.lower.endswith("ly")):
            continue
        if _opens_phrase(sentence, i, words):
            bare = token.kind == "word" and token.lower not in words.determiners and not token.lower.endswith("s")
            found = None if bare else _phrase(sentence, i, words)
            if words.nouns_capital and found is not None and not gender_of(sentence[found.head_first].text):
                return None  # any noun may begin a sentence
            owner = found is not None and found.last < len(sentence) and sentence[found.last].kind == "possessive"
            return None if owner else found
    return None


def beside(sentence: Sentence, i: int, words: Words) -> Subject | None:
    """Who stands right after a quotation with a verb no table knows: "“No,” Anna Holm fumed"."""
    i += 1
    if i < len(sentence) and sentence[i].text in (",", "—", "–"):
        i += 1
    if i >= len(sentence):
        return None
    if is_pronoun(sentence[i], words):
        return Subject(i, i + 1, i, i + 1, "pronoun")
    if sentence[i].kind == "word" and sentence[i].lower not in words.determiners:
        i += 1
        if i >= len(sentence) or sentence[i].kind != "name":
            return None
    return _phrase(sentence, i, words) if _opens_phrase(sentence, i, words) else None


def _opening_end(sentence: Sentence, words: Words) -> int:
    """Where the main clause may begin: after "In Paris on Monday," or "Asked about the talks,"."""
    first = sentence[0]
    aside = (
        first.lower in words.prepositions or first.lower in words.joints or first.lower.endswith(("ing", "ed", "ly"))
    )
    if aside and not is_pronoun(first, words):
        for i, token in enumerate(sentence[:40]):
            if token.kind == "quoted":
                break
            if token.text == "," and i + 1 < len(sentence):
                return i + 1
    return 0


def _opens_phrase(sentence: Sentence, i: int, words: Words) -> bool:
    token = sentence[i]
    if token.kind == "name":
        return not _is_time([token], words) and (token.lower in words.determiners or not _is_function(token, words))
    return (
        token.lower in words.determiners or token.kind == "number" or (token.kind == "word" and _nominal(token, words))
    )


def phrase_end(sentence: Sentence, i: int, words: Words) -> int:
    """Where the noun phrase that begins at a token ends, or that token where none does."""
    if i < len(sentence) and sentence[i].lower in words.objects:
        return i + 1
    found = _phrase(sentence, i, words) if i < len(sentence) and _opens_phrase(sentence, i, words) else None
    return found.last if found else i


def is_time(token: Token, words: Words) -> bool:
    """Whether a token is a weekday, a month or a word like "yesterday"."""
    return _is_time([token], words)


def is_pronoun(token: Token, words: Words) -> bool:
    """Whether a token is a personal pronoun in the nominative."""
    lower = token.lower
    return lower in words.he or lower in words.she or lower in words.they or lower in words.i


def _skip_fillers(sentence: Sentence, i: int, words: Words) -> int:
    while i >= 0:
        token = sentence[i]
        if token.kind == "word" and (token.lower in words.fillers or token.lower.endswith("ly")):
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
            if _is_name_run(sentence, i if at_start else i + 1, end, words):
                first = i if at_start else i + 1
                return Subject(first, end, first, end, "name")
            found = ending(sentence, end - 1, words) if end != comma else None
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
    if words.nouns_capital:
        return _headed_by_noun(sentence, first, last, head, words)
    start = head[1]
    while start > head[0] and _name_part(sentence, start - 1, words):
        start -= 1
    while start < head[1] and (sentence[start].lower in words.particles or _is_function(sentence[start], words)):
        start += 1
    if start < head[1]:
        return Subject(first, last if head[1] == last else head[1], start, head[1], "name")
    return Subject(first, last, head[0], head[1], "noun")


def _headed_by_noun(sentence: Sentence, first: int, last: int, head: Span, words: Words) -> Subject:
    """The same where every noun has a capital: a first name shows the person, or a phrase without an article."""
    for i in range(*head):
        if gender_of(sentence[i].text):
            return Subject(first, last, i, head[1], "name")
        if is_title(sentence[i].lower, words) and i + 1 < head[1] and sentence[i + 1].kind == "name":
            return Subject(first, last, i + 1, head[1], "name")
    bare = all(token.kind == "name" and token.lower not in words.determiners for token in sentence[head[0] : head[1]])
    return Subject(first, last, head[0], head[1], "name" if bare else "noun")


def _name_part(sentence: Sentence, i: int, words: Words) -> bool:
    token = sentence[i]
    if token.kind == "name":
        return token.lower not in words.determiners
    named = i > 0 and sentence[i - 1].kind == "name" and sentence[i - 1].lower in _HEADS_OF
    return token.lower in words.particles or (token.lower == "of" and named)


def _nominal(token: Token, words: Words) -> bool:
    if token.kind == "name":
        return not _is_function(token, words)
    if token.kind == "number":
        return False
    return token.kind == "word" and not (
        token.lower in words.joints
        or token.lower in words.prepositions
        or (token.lower in words.says and token.lower not in words.nouns)
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
        inside = _nominal(token, words) or token.kind in ("possessive", "number")
        if not (inside or token.lower in words.particles or of or joined):
            break
        if token.kind == "name" and _is_time([token], words):
            break
        first -= 1
    while first < i and sentence[first].kind == "possessive":
        first += 1
    return first


def _starting(sentence: Sentence, i: int, words: Words) -> Subject | None:
    """The phrase after an inverted verb: in lower case without an article it must lead to a name or a role."""
    token = sentence[i]
    if not _opens_phrase(sentence, i, words):
        return None
    found = _phrase(sentence, i, words)
    if found is None or found.kind == "name":
        return found
    apposed = found.last + 1
    if apposed < len(sentence) and sentence[found.last].text == ",":  # "said his lawyer, Anna Holm"
        last = apposed
        while last < len(sentence) and sentence[last].kind == "name" and not _is_time([sentence[last]], words):
            last += 1
        named = not words.nouns_capital or gender_of(sentence[apposed].text)
        if named and 2 <= last - apposed <= 4 and (last == len(sentence) or sentence[last].kind == "mark"):
            return Subject(i, last, apposed, last, "name")
    if token.kind != "word" or token.lower in words.determiners:
        return found
    said_by = sentence[found.head_first : found.head_last]
    return found if any(t.lower in words.titles or t.lower in PLURALS for t in said_by) else None


def _phrase(sentence: Sentence, i: int, words: Words) -> Subject | None:
    """The noun phrase that begins at a token, its complements ("of", "for") included."""
    open_phrase = sentence[i].kind != "name" or sentence[i].lower in words.determiners
    last, head_last = i, 0
    while last < min(len(sentence), i + REACH):
        token = sentence[last]
        previous = sentence[last - 1] if last > i else None
        if token.kind in ("mark", "quoted") or (token.kind == "name" and _is_time([token], words)):
            break
        if token.lower in words.prepositions and token.lower not in words.particles:
            of_name = token.lower == "of" and previous is not None and previous.lower in _HEADS_OF
            if not of_name:
                if previous is None or previous.kind == "name" or token.lower not in _COMPLEMENTS:
                    break
                head_last = head_last or last
        elif token.lower in words.determiners:
            governed = previous is None or previous.lower in words.prepositions or previous.lower in words.determiners
            if not (governed or token.lower in words.genitives):
                break
            if token.lower in words.genitives and previous is not None:
                head_last = head_last or last
        elif token.lower in words.joints:
            pair = previous is not None and previous.kind == "name" and token.lower in _AND
            if not (pair and last + 1 < len(sentence) and sentence[last + 1].kind == "name"):
                break
        elif token.kind == "word" and not _inside_name(sentence, last, words):
            if not _nominal(token, words) or _is_verb(sentence, last, i, words):
                break
            if (
                previous is not None
                and previous.kind == "name"
                and not (words.compounds and (open_phrase or _leads_on(sentence, last, words)))
            ):
                break
        elif token.kind == "possessive":
            open_phrase = True
        last += 1
    while last > i and (sentence[last - 1].lower in words.prepositions or sentence[last - 1].lower in words.particles):
        last -= 1
    if last == i or (last == i + 1 and sentence[i].lower in words.determiners and sentence[i].lower not in _ALONE):
        return None
    head_last = min(head_last or last, last)
    return _headed(sentence, i, last, (i, head_last), words)


def _inside_name(sentence: Sentence, i: int, words: Words) -> bool:
    """Whether a lower-case word is the particle of a name: the "de" of "Anna de Vries"."""
    return sentence[i].lower in words.particles and i + 1 < len(sentence) and sentence[i + 1].kind == "name"


def _is_verb(sentence: Sentence, i: int, first: int, words: Words) -> bool:
    """Whether a lower-case word inside what looks like a phrase is its verb after all."""
    lower = sentence[i].lower
    if i == first:
        return False
    if lower.endswith("ed") and sentence[i - 1].lower not in words.determiners:
        return True
    following = sentence[i + 1] if i + 1 < len(sentence) else None
    if following is None or not lower.endswith("s") or lower in PLURALS or lower in words.titles:
        return False
    taken = following.kind == "quoted" or following.lower in words.determiners or following.lower in words.that
    return taken or following.lower == "to" or (sentence[i - 1].kind == following.kind == "name")


def _leads_on(sentence: Sentence, i: int, words: Words) -> bool:
    """Whether lower-case words after a name lead to another name or to a role: "Reuters reporter Anna Holm"."""
    for token in sentence[i : i + 5]:
        if token.kind == "name":
            return not _is_time([token], words)
        if token.lower in words.titles or token.lower in PLURALS:
            return True
        if not _nominal(token, words):
            return False
    return False


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
