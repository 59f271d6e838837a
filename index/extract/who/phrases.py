"""Noun phrases of a sentence, found from their first token or from their last, and the name they end with."""

from __future__ import annotations

from typing import Literal, NamedTuple

from index.extract.sentences import Sentence, Token
from index.extract.who.names import COMPANIES, is_body, is_first_name, is_title
from index.extract.wordclasses import PLURALS, is_function, is_nominal, is_pronoun, is_time, is_verb, opens_phrase
from index.extract.words import Words, bag
from index.model import Span

REACH = 14  # tokens a noun phrase may have: longer ones are half a sentence
PERSON_FROM = 3  # words with a capital behind a preposition: the first is the office's, then comes a person
PHRASES = 3  # noun phrases joined by prepositions: "a spokesman for the head of the bank"
_HEADS_OF = bag(
    """
    secretary director minister speaker chief head governor mayor bishop archbishop king queen prince
    duke university bank department house institute college board league council church bureau office
    ministry association society committee chamber court union republic kingdom daughters sons people
    times
    """
)
_COMPLEMENTS = bag("of for at from with in von für de du des d' pour au aux del della dell' dei di al alla ai per para")
# How verbs end in Ukrainian and Russian, and few nouns do.
_SLAVIC_VERBS = tuple(bag("л ла ло ли в лся лась лось лись вся лася лися ть ет ит ют ят є ють уть ться тся"))
_AND = frozenset(("and", "&", "und", "et", "y", "e", "і", "и"))
ALONE = frozenset(("another", "others", "some", "many", "one", "both", "most", "all", "few", "several"))


class Subject(NamedTuple):
    """Who speaks, as tokens of a sentence: the whole phrase, and its head that is a name or a pronoun."""

    first: int
    last: int  # exclusive
    head_first: int
    head_last: int
    kind: Literal["pronoun", "name", "noun"]


def ending(sentence: Sentence, i: int, words: Words) -> Subject | None:
    """The noun phrase whose last token is this one."""
    if i >= 0 and sentence[i].text == ")":
        i = opening(sentence, i, "(") - 1
    if i < 0:
        return None
    if is_pronoun(sentence[i], words):
        return Subject(i, i + 1, i, i + 1, "pronoun")
    if sentence[i].lower in ALONE:
        return Subject(i, i + 1, i, i + 1, "noun")
    if not is_nominal(sentence[i], words):
        return None
    first, last = _chunk_back(sentence, i, words), i + 1
    head = (first, last)
    start = first
    for _ in range(PHRASES):
        genitive = sentence[start].lower in words.genitives
        joint = start if genitive else start - 1  # the preposition, or the article that does its work
        if joint < 1 or not (genitive or sentence[joint].lower in words.prepositions):
            break
        if not is_nominal(sentence[joint - 1], words) or (genitive and sentence[joint - 1].kind != "name"):
            break
        start = _chunk_back(sentence, joint - 1, words)
        company = sentence[i].lower in COMPANIES and sentence[joint].lower == "of"
        if company and sentence[joint - 1].kind == "name":
            head = (start, last)  # "United Banks of Oslo Inc"
        elif start == joint or not is_time(sentence[joint - 1], words):
            head = (start, joint)
    if words.asides and head[1] < last and (named := _person_at_end(sentence, head[1], last)) is not None:
        return Subject(start, last, named, last, "name")
    return _headed(sentence, head[0], last, head, words)


def _person_at_end(sentence: Sentence, first: int, last: int) -> int | None:
    """Where the name begins in "assessora al Turismo Giuditta Rovis": capitals alone, more than a body's one or two."""
    k = last
    while k > first and sentence[k - 1].kind == "name":
        k -= 1
    firsts = [i for i in range(k, last - 1) if is_first_name(sentence[i].text)]
    if firsts:
        return firsts[0]
    return last - 2 if last - k == PERSON_FROM else None


def phrase(sentence: Sentence, i: int, words: Words) -> Subject | None:
    """The noun phrase that begins at a token, its complements ("of", "for") included."""
    open_phrase = sentence[i].kind == "number" or sentence[i].lower in words.determiners
    last, head_last = i, 0
    while last < min(len(sentence), i + REACH):
        token = sentence[last]
        previous = sentence[last - 1] if last > i else None
        if token.kind in ("mark", "quoted") or (token.kind == "name" and is_time(token, words)):
            break
        if token.lower in words.prepositions and not (
            _inside_name(sentence, last, words) and previous is not None and previous.kind == "name"
        ):
            of_name = token.lower == "of" and previous is not None and _takes_of(previous)
            if not of_name:
                if previous is None or previous.kind == "name" or token.lower not in _COMPLEMENTS:
                    break
                head_last = head_last or last
        elif token.lower in words.determiners and not _capital_particle(sentence, last, words):
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
            if not is_nominal(token, words) or is_verb(sentence, last, i, words):
                break
            if (
                previous is not None
                and previous.kind == "name"
                and previous.lower not in words.determiners
                and not (last == 1 and _introduces(sentence, words))
                and not (words.compounds and (open_phrase or _leads_on(sentence, last, words)))
            ):
                break
        elif token.kind == "possessive":
            open_phrase = True
        last += 1
    while last > i and (sentence[last - 1].lower in words.prepositions or sentence[last - 1].lower in words.particles):
        last -= 1
    if last == i or (last == i + 1 and sentence[i].lower in words.determiners and sentence[i].lower not in ALONE):
        return None
    if known := _known_as(sentence, last, words):
        return known._replace(first=i)
    head_last = min(head_last or last, last)
    return _headed(sentence, i, last, (i, head_last), words)


def _introduces(sentence: Sentence, words: Words) -> bool:
    """Whether a sentence begins with a role rather than a name: "Капитан ледокола Артур Гончар"."""
    if not words.cases:
        return False
    i = 1
    titled = sentence[0].lower in words.titles
    while i < min(len(sentence), REACH) and sentence[i].kind == "word" and is_nominal(sentence[i], words):
        if sentence[i].lower.endswith(_SLAVIC_VERBS) and not titled:
            return False
        i += 1
    return i < len(sentence) and sentence[i].kind == "name"


def _known_as(sentence: Sentence, i: int, words: Words) -> Subject | None:
    """The name in "the chief known as Bob", "a man named Per Dahl"."""
    known = i + 1 < len(sentence) and sentence[i].lower == "known" and sentence[i + 1].lower == "as"
    i += 2 if known else 1
    if i >= len(sentence) or sentence[i].kind != "name" or not (known or sentence[i - 1].lower in words.naming):
        return None
    found = phrase(sentence, i, words)
    return found if found is not None and found.kind == "name" else None


def phrase_end(sentence: Sentence, i: int, words: Words) -> int:
    """Where the noun phrase that begins at a token ends, or that token where none does."""
    if i < len(sentence) and sentence[i].lower in words.objects:
        return i + 1
    found = phrase(sentence, i, words) if i < len(sentence) and opens_phrase(sentence, i, words) else None
    return found.last if found else i


def _chunk_back(sentence: Sentence, i: int, words: Words) -> int:
    """The first token of the noun phrase that ends at a token, its article included."""
    first = i
    stop = max(-1, i - REACH)
    while first - 1 > stop:
        token = sentence[first - 1]
        if token.lower in words.determiners:
            return first - 1
        of = token.lower == "of" and first > 1 and _takes_of(sentence[first - 2]) and sentence[first].kind == "name"
        joined = (
            token.lower in ("and", "und", "et", "y", "e", "&")
            and first > 1
            and sentence[first - 2].kind == "name"
            and sentence[first].kind == "name"
        )
        inside = is_nominal(token, words) or token.kind in ("possessive", "number") or _is_first(sentence, first - 1)
        particle = token.lower in words.particles and sentence[first].kind == "name"
        if not (inside or particle or of or joined):
            break
        if token.kind == "name" and is_time(token, words):
            break
        first -= 1
    while first < i and sentence[first].kind == "possessive":
        first += 1
    return first


def _takes_of(token: Token) -> bool:
    """Whether a word makes one name with the words after "of": "Bank of Oslo", but not "the head of Holm Bank"."""
    return token.kind == "name" and token.lower in _HEADS_OF


def _inside_name(sentence: Sentence, i: int, words: Words) -> bool:
    """Whether a lower-case word is the particle of a name: the "de" of "Anna de Vries"."""
    return sentence[i].lower in words.particles and i + 1 < len(sentence) and sentence[i + 1].kind == "name"


def _leads_on(sentence: Sentence, i: int, words: Words) -> bool:
    """Whether lower-case words after a name lead to another name or to a role: "Reuters reporter Anna Holm"."""
    for token in sentence[i : i + 5]:
        if token.kind == "name":
            return not is_time(token, words)
        if token.lower in words.titles or token.lower in PLURALS:
            return True
        if not is_nominal(token, words):
            return False
    return False


def _headed(sentence: Sentence, first: int, last: int, head: Span, words: Words) -> Subject:
    """The subject with the name its head phrase ends with, where it ends with one."""
    if words.nouns_capital:
        return _headed_by_noun(sentence, first, last, head, words)
    start = head[1]
    while start > head[0] and (_name_part(sentence, start - 1, words) or _joins(sentence, start - 1, head)):
        start -= 1
    while start < head[1] and (sentence[start].lower in words.particles or is_function(sentence[start], words)):
        if _is_first(sentence, start):
            break
        start += 1
    person = _after_office(sentence, start, last, words) if start < head[1] else None
    if person is not None:
        return Subject(first, last, person, last, "name")
    opener = words.asides and head == (0, 1) and last > 1  # its capital is the sentence's: "Consultado sobre …"
    titles = all(is_title(token.lower, words) for token in sentence[start : head[1]])  # "el Presidente"
    if start < head[1] and not opener and not titles:
        return Subject(first, last if head[1] == last else head[1], start, head[1], "name")
    return Subject(first, last, head[0], head[1], "noun")


def _headed_by_noun(sentence: Sentence, first: int, last: int, head: Span, words: Words) -> Subject:
    """The same where every noun has a capital: a first name shows the person, or a phrase without an article."""
    for i in range(*head):
        if is_first_name(sentence[i].text):
            return Subject(first, last, i, head[1], "name")
        if is_title(sentence[i].lower, words) and i + 1 < head[1] and sentence[i + 1].kind == "name":
            return Subject(first, last, i + 1, head[1], "name")
    bare = all(token.kind == "name" and token.lower not in words.determiners for token in sentence[head[0] : head[1]])
    return Subject(first, last, head[0], head[1], "name" if bare else "noun")


def _after_office(sentence: Sentence, start: int, last: int, words: Words) -> int | None:
    """Where the person begins in "Minister of Mines Anna Holm"."""
    if not is_title(sentence[start].lower, words) or all(token.lower != "of" for token in sentence[start + 1 : last]):
        return None
    person = next((i for i in range(start + 3, last - 1) if is_first_name(sentence[i].text)), None)
    return None if person is None or is_body([token.text for token in sentence[person:last]]) else person


def _joins(sentence: Sentence, i: int, head: Span) -> bool:
    """Whether a token is inside a body's name: "Holm and Co", "Holm's Co", "S and P", "Ministry of Trade and Ports"."""
    token, last = sentence[i], head[1] - 1
    if i == last or not i:
        return False
    if token.kind == "possessive":
        return sentence[i + 1].lower in COMPANIES
    if sentence[i - 1].kind != "name" or not (token.lower in _AND or token.lower == "of"):
        return False
    in_body = any(_takes_of(before) for before in sentence[head[0] : i])
    return in_body or sentence[last].lower in COMPANIES or len(sentence[i + 1].text) == 1


def _is_first(sentence: Sentence, i: int) -> bool:
    """ "First City said" """
    return sentence[i].text == "First" and i + 1 < len(sentence) and sentence[i + 1].kind == "name"


def _name_part(sentence: Sentence, i: int, words: Words) -> bool:
    token = sentence[i]
    if token.kind == "name":
        return token.lower not in words.determiners or _capital_particle(sentence, i, words)
    named = i > 0 and sentence[i - 1].kind == "name" and sentence[i - 1].lower in _HEADS_OF
    return token.lower in words.particles or (token.lower == "of" and named)


def _capital_particle(sentence: Sentence, i: int, words: Words) -> bool:
    """Whether what might be an article is part of a name: "Anna Le Goff"."""
    token = sentence[i]
    return token.kind == "name" and token.lower in words.particles and i > 0 and sentence[i - 1].kind == "name"


def opening(sentence: Sentence, i: int, bracket: str) -> int:
    """Where the bracket that closes at a token was opened."""
    for j in range(i, max(-1, i - 30), -1):
        if sentence[j].text == bracket:
            return j
    return 0
